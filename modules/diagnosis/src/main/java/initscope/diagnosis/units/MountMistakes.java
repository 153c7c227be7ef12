package initscope.diagnosis.units;

import initscope.model.host.FstabLine;
import initscope.model.host.NetworkFileSystems;
import initscope.model.start.Place;
import initscope.model.start.UnitLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Paths that a start needs and that lie on a mount it does not wait for. Default dependencies order a service after
/// {@code sysinit.target}, which is after {@code local-fs.target}; a mount with {@code nofail}, {@code noauto} or {@code _netdev}, or of
/// a network file system, is none of those.
///
/// {@code WorkingDirectory=}, {@code RootDirectory=}, {@code StateDirectory=} and its like wait for their mounts by themselves, see
/// systemd.exec(5); the first two in systemd 219 already, see unit_add_exec_dependencies(). Only a WorkingDirectory that may be missing
/// ({@code -/path}) does not.
final class MountMistakes {
  private MountMistakes() {}

  /// A path in the unit.
  private record Need(String setting, String path, Optional<Place> place) {}

  static List<Mistake> of(UnitScene unit) {
    List<Mistake> found = new ArrayList<>();
    List<FstabLine> table = unit.around().fstab();
    Set<String> told = new HashSet<>();
    for (Need need : needs(unit)) {
      Optional<FstabLine> row = below(need.path(), table);
      Optional<String> why = row.flatMap(r -> why(r, unit));
      if (why.isPresent() && !covered(unit, row.get().point()) && told.add(row.get().point())) {
        found.add(
            Mistake.dropIn(
                Kind.MOUNT,
                need.place(),
                List.of(need.setting(), need.path(), row.get().point(), why.get()),
                unit.unit(),
                "Unit.RequiresMountsFor=" + need.path()));
      }
    }
    return found;
  }

  /// Why nothing makes the service wait for it; empty where something does.
  private static Optional<String> why(FstabLine row, UnitScene unit) {
    List<String> options = row.options();
    if (options.contains("x-systemd.automount") || isTold(row, unit)) {
      return Optional.empty();
    }
    for (String option : List.of("noauto", "nofail")) {
      if (options.contains(option)) {
        return Optional.of(option);
      }
    }
    if (isRemote(row) && !unit.list("After").contains("remote-fs.target")) {
      return Optional.of(options.contains("_netdev") ? "_netdev" : row.type());
    }
    return OrderMistakes.early(unit) ? Optional.of("DefaultDependencies=no") : Optional.empty();
  }

  /// Whether the table itself orders the mount before the unit, and something starts it: with noauto only the unit can. What the unit pulls in
  /// is before local-fs.target like any other local mount without nofail, see systemd-fstab-generator(8).
  private static boolean isTold(FstabLine row, UnitScene unit) {
    List<String> options = row.options();
    boolean pulled =
        options.contains("x-systemd.required-by=" + unit.unit())
            || options.contains("x-systemd.wanted-by=" + unit.unit());
    boolean early = OrderMistakes.early(unit) || isRemote(row) || options.contains("nofail");
    boolean ordered = options.contains("x-systemd.before=" + unit.unit());
    return pulled ? ordered || !early : ordered && !options.contains("noauto");
  }

  private static boolean isRemote(FstabLine row) {
    return row.options().contains("_netdev") || NetworkFileSystems.has(row.type());
  }

  private static boolean covered(UnitScene unit, String point) {
    List<String> waits = new ArrayList<>(unit.list("RequiresMountsFor"));
    waits.addAll(unit.explicit("Unit", "RequiresMountsFor"));
    return waits.stream().anyMatch(w -> isBelow(w, point))
        || unit.list("After").contains(mountUnit(point));
  }

  /// As {@code systemd-escape -p --suffix=mount} names it.
  static String mountUnit(String point) {
    StringBuilder out = new StringBuilder();
    String bare = Leading.without(point, "/");
    for (byte b : bare.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == ':'
              || c == '_'
              || (c == '.' && !out.isEmpty());
      out.append(c == '/' ? "-" : plain ? String.valueOf(c) : "\\x%02x".formatted((int) c));
    }
    return (out.isEmpty() ? "-" : out) + ".mount";
  }

  private static Optional<FstabLine> below(String path, List<FstabLine> table) {
    FstabLine longest = null;
    for (FstabLine row : table) {
      boolean longer = longest == null || row.point().length() >= longest.point().length();
      if (isBelow(path, row.point()) && longer) {
        longest = row;
      }
    }
    return Optional.ofNullable(longest).filter(r -> !r.point().equals("/"));
  }

  private static boolean isBelow(String path, String point) {
    return point.equals("/") || path.equals(point) || path.startsWith(point + "/");
  }

  /// Paths as systemd resolved them, so that specifiers and drop-ins count.
  private static List<Need> needs(UnitScene unit) {
    List<Need> needs = new ArrayList<>();
    for (String name : List.of("ExecStartPre", "ExecStart")) {
      Optional<Place> place =
          unit.files().list("Service", name).stream().findFirst().map(UnitLine::place);
      for (String line : unit.property(name).lines().toList()) {
        int path = line.indexOf("path=");
        int end = line.indexOf(" ;", Math.max(path, 0));
        if (path >= 0 && end > path) {
          add(needs, name, line.substring(path + 5, end), place);
        }
      }
      if (unit.property(name).isEmpty()) {
        unit.files()
            .list("Service", name)
            .forEach(
                l ->
                    l.words().stream()
                        .limit(1)
                        .forEach(
                            w ->
                                add(
                                    needs,
                                    name,
                                    Leading.without(w, "-@:+!"),
                                    Optional.of(l.place()))));
      }
    }
    String folder = unit.value("Service", "WorkingDirectory");
    if (folder.startsWith("-") || folder.startsWith("!")) {
      Optional<Place> place = unit.place("Service", "WorkingDirectory");
      add(needs, "WorkingDirectory", Leading.without(folder, "-!"), place);
    }
    for (UnitLine line : unit.files().list("Service", "EnvironmentFile")) {
      // With a minus a missing file is passed over: the service then starts with other settings
      // than meant.
      add(needs, "EnvironmentFile", Leading.without(line.value(), "-"), Optional.of(line.place()));
    }
    return needs;
  }

  private static void add(List<Need> needs, String setting, String path, Optional<Place> place) {
    if (path.startsWith("/")) {
      needs.add(new Need(setting, path, place));
    }
  }
}
