package initscope.diagnosis.units;

import initscope.model.start.Place;
import initscope.model.start.UnitLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Settings that systemd does not read: it leaves them out with a line in its log, and the unit is started without them.
final class SettingMistakes {
  private static final SettingTable KNOWN = SettingTable.KNOWN;
  private static final int LIMITS_IN_UNIT_SINCE = 230;
  private static final String INTERVAL = "StartLimitIntervalSec";

  /// Settings with one value that matter to a start.
  private static final Set<String> SINGLE =
      Set.of(
          "Type",
          "User",
          "Group",
          "WorkingDirectory",
          "Restart",
          "RestartSec",
          "TimeoutStartSec",
          "TimeoutSec",
          "PIDFile",
          "RemainAfterExit",
          "NotifyAccess",
          "WatchdogSec",
          "DefaultDependencies",
          "StartLimitIntervalSec",
          "StartLimitBurst",
          "LimitNOFILE",
          "CPUQuota");

  private SettingMistakes() {}

  /// A setting in a section that does not have it, and in another that does.
  static List<Mistake> wrongSection(UnitScene unit) {
    List<Mistake> found = new ArrayList<>();
    for (UnitLine line : unread(unit)) {
      List<String> others = KNOWN.sectionsOf(line.name());
      if (others.isEmpty()) {
        continue;
      }
      String right = others.getFirst();
      String[] about = {unit.unit(), line.name(), line.section(), right};
      Optional<Place> place = Optional.of(line.place());
      boolean plans = !right.equals("Install") && !line.value().isEmpty();
      found.add(
          plans
              ? Mistake.dropIn(
                  Kind.WRONG_SECTION,
                  place,
                  List.of(about),
                  unit.unit(),
                  right + "." + line.name() + "=" + line.value())
              : Mistake.byHand(Kind.WRONG_SECTION, place, about));
    }
    return found;
  }

  /// A setting that no section has, and one that is written nearly so.
  static List<Mistake> unknown(UnitScene unit) {
    List<Mistake> found = new ArrayList<>();
    for (UnitLine line : unread(unit)) {
      if (KNOWN.sectionsOf(line.name()).isEmpty()) {
        KNOWN
            .near(line.section(), line.name())
            .ifPresent(near -> found.add(misspelt(unit, line, near)));
      }
    }
    return found;
  }

  private static Mistake misspelt(UnitScene unit, UnitLine line, String near) {
    String[] about = {unit.unit(), line.name(), line.section(), near};
    Optional<Place> place = Optional.of(line.place());
    return line.section().equals("Install")
        ? Mistake.byHand(Kind.UNKNOWN_SETTING, place, about)
        : Mistake.dropIn(
            Kind.UNKNOWN_SETTING,
            place,
            List.of(about),
            unit.unit(),
            line.section() + "." + near + "=" + line.value());
  }

  private static List<UnitLine> unread(UnitScene unit) {
    return !unit.isService()
        ? List.of()
        : unit.files().lines().stream()
            .filter(l -> KNOWN.covers(l.section()) && !l.name().startsWith("X-"))
            .filter(l -> KNOWN.get(l.section(), l.name()).isEmpty())
            .toList();
  }

  /// A setting that came after the host's version. Limits of starts stood in [Service] before 230.
  static List<Mistake> newer(UnitScene unit) {
    OptionalInt version = unit.around().systemd();
    if (version.isEmpty() || !unit.isService()) {
      return List.of();
    }
    List<Mistake> found = new ArrayList<>();
    for (UnitLine line : unit.files().lines()) {
      Optional<SettingTable.Row> row = KNOWN.get(line.section(), line.name());
      if (row.filter(r -> r.lacks(version.getAsInt())).isPresent()) {
        found.add(newer(unit, line, version.getAsInt()));
      }
    }
    return found;
  }

  private static Mistake newer(UnitScene unit, UnitLine line, int version) {
    Optional<Place> place = Optional.of(line.place());
    String[] about = {unit.unit(), line.section(), line.name(), Integer.toString(version)};
    boolean limit = line.name().startsWith("StartLimit") && version < LIMITS_IN_UNIT_SINCE;
    String old = line.name().equals(INTERVAL) ? "StartLimitInterval" : line.name();
    return limit
        ? Mistake.dropIn(
            Kind.NEWER_SETTING,
            place,
            List.of(about),
            unit.unit(),
            "Service." + old + "=" + line.value())
        : Mistake.byHand(Kind.NEWER_SETTING, place, about);
  }

  /// A setting that is read and does nothing any more.
  static List<Mistake> obsolete(UnitScene unit) {
    List<Mistake> found = new ArrayList<>();
    for (UnitLine line : unit.isService() ? unit.files().lines() : List.<UnitLine>of()) {
      OptionalInt gone =
          KNOWN
              .get(line.section(), line.name())
              .map(SettingTable.Row::gone)
              .orElse(OptionalInt.empty());
      int version = unit.around().systemd().orElse(Integer.MAX_VALUE);
      if (gone.isPresent() && version >= gone.getAsInt()) {
        Optional<Place> place = Optional.of(line.place());
        String since = Integer.toString(gone.getAsInt());
        found.add(Mistake.byHand(Kind.OBSOLETE_SETTING, place, unit.unit(), line.name(), since));
      }
    }
    return found;
  }

  /// One value, twice in one file with different values: the last counts. A drop-in may well say otherwise.
  static List<Mistake> twice(UnitScene unit) {
    List<Mistake> found = new ArrayList<>();
    Map<String, UnitLine> seen = new HashMap<>();
    for (UnitLine line : unit.files().lines()) {
      String key = line.place().file() + "\n" + line.section() + "\n" + line.name();
      UnitLine before = SINGLE.contains(line.name()) ? seen.put(key, line) : null;
      if (before != null && unit.isService() && differs(before, line)) {
        Optional<Place> place = Optional.of(line.place());
        found.add(
            Mistake.byHand(
                    Kind.GIVEN_TWICE, place, unit.unit(), line.name(), before.value(), line.value())
                .along(List.of(before.place())));
      }
    }
    return found;
  }

  private static boolean differs(UnitLine before, UnitLine line) {
    return !before.value().isEmpty() && !before.value().equals(line.value());
  }
}
