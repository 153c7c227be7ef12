package initscope.diagnosis.units;

import initscope.model.host.UnitProperties;
import initscope.model.start.Place;
import initscope.model.start.UnitLine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
}
