package initscope.tuning.export;

import initscope.model.change.Change;
import initscope.model.change.Plan;
import initscope.model.change.PlanItem;
import initscope.model.change.SetSysctl;
import initscope.tuning.plan.ConfFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What changes come to on a host, value by value, and what stood there when a plan was made.
final class Settings {
  /// That our own file has no line for a key.
  private static final String NO_LINE = "-";

  private Settings() {}

  /// In the order in which they are set.
  static List<Setting> of(Fleet fleet) {
    List<Setting> all = new ArrayList<>();
    for (Change change : fleet.changes()) {
      all.addAll(of(change, fleet.lasting()));
    }
    return List.copyOf(all);
  }

  private static List<Setting> of(Change change, boolean lasting) {
    return switch (change) {
      case SetSysctl sysctl -> sysctl(sysctl, lasting);
    };
  }

  private static List<Setting> sysctl(SetSysctl change, boolean lasting) {
    Setting now = new Setting("sysctl", change.key().path(), change.target(), change.value());
    Setting boot =
        new Setting("line", change.target(), change.target() + " at boot", "=" + change.value());
    return lasting ? List.of(now, boot) : List.of(now);
  }

  /// Old values as a plan recorded them, in the order of {@link #of}.
  static List<String> old(Fleet fleet, Plan plan) {
    return of(fleet).stream().map(s -> old(s, plan)).toList();
  }

  private static String old(Setting setting, Plan plan) {
    return switch (setting.kind()) {
      case "sysctl" -> item(plan, "/proc/sys/" + setting.target()).map(PlanItem::before).orElse("");
      case "line" -> ownLine(setting, plan);
      default -> throw new IllegalStateException(setting.kind());
    };
  }

  private static String ownLine(Setting setting, Plan plan) {
    String start = setting.target() + " = ";
    return item(plan, ConfFiles.OWN)
        .flatMap(PlanItem::beforeBytes)
        .flatMap(
            b ->
                b.utf8().lines().filter(l -> l.startsWith(start)).reduce((first, second) -> second))
        .map(l -> "=" + l.substring(start.length()))
        .orElse(NO_LINE);
  }

  private static Optional<PlanItem> item(Plan plan, String target) {
    return plan.items().stream().filter(i -> i.target().equals(target)).findFirst();
  }
}
