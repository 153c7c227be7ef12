package initscope.diagnosis.units;

import initscope.model.host.UnitProperties;
import initscope.model.start.Place;
import initscope.model.start.Timespan;
import initscope.model.start.UnitLine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// What the rules look at: one unit.
///
/// @param unit full name
/// @param shown its properties: as a host shows them, else as its files make them
/// @param files its unit file and drop-ins
/// @param program that it starts
/// @param around what of the host matters to it
public record UnitScene(
    String unit, UnitProperties shown, UnitSettings files, Program program, Surroundings around) {
  private static final Set<String> SIMPLE = Set.of("simple", "exec", "idle", "");

  boolean isService() {
    return unit.endsWith(".service");
  }

  /// Its Type; {@code simple} and empty where nothing is said.
  String type() {
    return value("Service", "Type");
  }

  /// Whether systemd calls it active as soon as its process was started.
  boolean isBlind() {
    return isService() && SIMPLE.contains(type()) && place("Service", "ExecStart").isPresent();
  }

  /// A property, empty where systemd did not tell it.
  String property(String name) {
    return shown.get(name).orElse("");
  }

  /// Words of properties that are lists.
  List<String> list(String... names) {
    return Stream.of(names).flatMap(n -> words(property(n)).stream()).distinct().toList();
  }

  /// Words of settings as the files have them.
  List<String> explicit(String section, String... names) {
    return files.words(section, names);
  }

  /// Both: what is shown, and what the files say.
  List<String> both(String... names) {
    return Stream.concat(list(names).stream(), explicit("Unit", names).stream())
        .distinct()
        .toList();
  }

  /// The effective value of a setting whose property has its name: as shown, else as the files say.
  public String value(String section, String name) {
    return shown.get(name).orElseGet(() -> files.value(section, name));
  }

  /// Where a setting with one value stands.
  Optional<Place> place(String section, String... names) {
    return Stream.of(names)
        .flatMap(n -> files.last(section, n).stream())
        .findFirst()
        .map(UnitLine::place);
  }

  static List<String> words(String text) {
    return Stream.of(text.split("\\s", -1)).filter(w -> !w.isEmpty()).toList();
  }

  /// Whether a setting says yes in one of systemd's ways.
  static boolean yes(String value) {
    return Set.of("yes", "y", "true", "t", "on", "1").contains(value.toLowerCase(Locale.ROOT));
  }

  /// Whether it says no.
  static boolean no(String value) {
    return Set.of("no", "n", "false", "f", "off", "0").contains(value.toLowerCase(Locale.ROOT));
  }

  /// A span as a unit file has it, in nanoseconds: a number alone is in seconds, see systemd.time(7).
  static OptionalLong span(String value) {
    boolean number = !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    return Timespan.nanos(spaced(number ? value + "s" : value));
  }

  /// {@code 1min30s} and {@code 5 min} as {@code 1min 30s} and {@code 5min}; names of units as {@code systemctl show} has them.
  private static String spaced(String value) {
    StringBuilder out = new StringBuilder();
    for (String word : words(value)) {
      boolean name = !word.isEmpty() && !isDigit(word.charAt(0));
      if (!name && !out.isEmpty()) {
        out.append(' ');
      }
      for (int i = 0; i < word.length(); i++) {
        boolean begins = isDigit(word.charAt(i)) && i > 0 && Character.isLetter(word.charAt(i - 1));
        out.append(begins ? " " : "").append(word.charAt(i));
      }
    }
    return Stream.of(out.toString().split(" ", -1))
        .map(UnitScene::named)
        .reduce((a, b) -> a + " " + b)
        .orElse("");
  }

  private static String named(String word) {
    int letters = 0;
    while (letters < word.length() && !Character.isLetter(word.charAt(letters))) {
      letters++;
    }
    String name =
        switch (word.substring(letters)) {
          case "sec", "second", "seconds" -> "s";
          case "m", "minute", "minutes" -> "min";
          case "hr", "hour", "hours" -> "h";
          case "day", "days" -> "d";
          case "msec" -> "ms";
          case "usec" -> "us";
          case String other -> other;
        };
    return word.substring(0, letters) + name;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
