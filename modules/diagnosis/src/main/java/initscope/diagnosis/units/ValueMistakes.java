package initscope.diagnosis.units;

import initscope.model.start.Place;
import initscope.model.start.UnitLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Values that systemd does not take. It leaves the line, or a word of it, out with a line in its log, and the unit is as if that were not
/// there.
final class ValueMistakes {
  /// Lists of units.
  private static final Set<String> DEPENDENCIES =
      Set.of(
          "After",
          "Before",
          "Wants",
          "Requires",
          "Requisite",
          "BindsTo",
          "PartOf",
          "Upholds",
          "Conflicts",
          "OnFailure",
          "OnSuccess",
          "PropagatesReloadTo",
          "ReloadPropagatedFrom",
          "PropagatesStopTo",
          "StopPropagatedFrom",
          "JoinsNamespaceOf");

  private static final Set<String> INSTALLS = Set.of("WantedBy", "RequiredBy", "UpheldBy", "Also");

  private ValueMistakes() {}

  /// A value of one of the settings that matter to a start.
  static List<Mistake> values(UnitScene unit) {
    List<Mistake> found = new ArrayList<>();
    for (UnitLine line : unit.files().lines()) {
      Optional<String> log = SettingValues.refusal(line).or(() -> path(line, unit));
      log.ifPresent(l -> found.add(bad(unit, line, l)));
      if (line.section().equals("Service") && line.name().equals("Environment")) {
        assignments(unit, line, found);
      }
    }
    return found;
  }

  private static Mistake bad(UnitScene unit, UnitLine line, String log) {
    return Mistake.byHand(Kind.BAD_VALUE, Optional.of(line.place()), unit.unit(), line.text(), log);
  }

  /// Paths that are passed over where they are not absolute. One of a WorkingDirectory= without a minus is not: see {@link TypeMistakes}.
  private static Optional<String> path(UnitLine line, UnitScene unit) {
    String bare = Leading.without(line.value(), "-");
    boolean folder =
        line.name().equals("WorkingDirectory")
            && !bare.equals("~")
            && (line.value().startsWith("-") || TypeMistakes.passesFolders(unit));
    boolean asked =
        line.section().equals("Service") && (folder || line.name().equals("EnvironmentFile"));
    return !asked || bare.isEmpty() || bare.startsWith("/") || bare.startsWith("%")
        ? Optional.empty()
        : Optional.of(line.name() + "= path is not absolute, ignoring: " + bare);
  }

  /// Words of Environment= that are no assignment. A specifier may become one.
  private static void assignments(UnitScene unit, UnitLine line, List<Mistake> found) {
    CommandWords cut = CommandWords.of(line.value());
    if (!cut.balanced()) {
      found.add(bad(unit, line, "Invalid syntax, ignoring: " + line.value()));
      return;
    }
    List<String> lost =
        cut.words().stream()
            .map(CommandWords.Word::text)
            .filter(w -> w.indexOf('%') < 0 && !isAssignment(w))
            .toList();
    if (!lost.isEmpty()) {
      String log = "Invalid environment assignment, ignoring: ";
      found.add(bad(unit, line, log + String.join(", ", lost)).variant(".words"));
    }
  }

  /// Whether a word gives a variable a value, see env_assignment_is_valid() of systemd.
  static boolean isAssignment(String word) {
    int equals = word.indexOf('=');
    if (equals <= 0 || word.charAt(0) >= '0' && word.charAt(0) <= '9') {
      return false;
    }
    return word.substring(0, equals)
        .chars()
        .allMatch(
            c -> c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9');
  }

  /// What is no name of a unit in a list of them.
  static List<Mistake> names(UnitScene unit) {
    List<Mistake> found = new ArrayList<>();
    for (UnitLine line : unit.files().lines()) {
      boolean depends = line.section().equals("Unit") && DEPENDENCIES.contains(line.name());
      boolean installs = line.section().equals("Install") && INSTALLS.contains(line.name());
      if (!depends && !installs) {
        continue;
      }
      for (String word : line.words()) {
        if (!UnitNameText.mayBe(word)) {
          Optional<Place> place = Optional.of(line.place());
          Mistake bad = Mistake.byHand(Kind.BAD_NAME, place, unit.unit(), line.name(), word);
          found.add(installs ? bad.variant(".install") : bad);
        }
      }
    }
    return found;
  }

  /// A blank behind the backslash at a line's end: the line does not go on.
  static List<Mistake> backslash(UnitScene unit) {
    List<Mistake> found = new ArrayList<>();
    for (UnitLine line : unit.files().lines()) {
      if (endsOpen(line.value())) {
        Optional<Place> place = Optional.of(line.place());
        found.add(Mistake.byHand(Kind.BACKSLASH, place, unit.unit(), line.name()));
      }
    }
    return found;
  }

  private static boolean endsOpen(String value) {
    int slashes = 0;
    while (slashes < value.length() && value.charAt(value.length() - 1 - slashes) == '\\') {
      slashes++;
    }
    return slashes % 2 == 1;
  }
}
