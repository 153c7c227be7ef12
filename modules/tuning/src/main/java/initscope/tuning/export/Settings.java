package initscope.tuning.export;

import initscope.model.Bytes;
import initscope.model.change.AddPolicy;
import initscope.model.change.Change;
import initscope.model.change.PermitDomain;
import initscope.model.change.Plan;
import initscope.model.change.PlanItem;
import initscope.model.change.SetBoolean;
import initscope.model.change.SetCgroup;
import initscope.model.change.SetLabel;
import initscope.model.change.SetLibraryPath;
import initscope.model.change.SetMountOptions;
import initscope.model.change.SetPort;
import initscope.model.change.SetSysctl;
import initscope.model.change.SetUnit;
import initscope.tuning.plan.ConfFiles;
import initscope.tuning.plan.SysctlPairs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What changes come to on a host, value by value, and what stood there when a plan was made. Values are in the form in which
/// {@code export-KIND.sh} compares them: a content is {@code =} and all of it.
final class Settings {
  private static final String SYS = "/proc/sys/";

  /// That our own file of sysctl.d has no line for a key.
  private static final String NO_LINE = "-";

  private final Fleet fleet;

  Settings(Fleet fleet) {
    this.fleet = fleet;
  }

  /// In the order in which they are set.
  List<Setting> all() {
    List<Setting> all = new ArrayList<>();
    for (Change change : fleet.changes()) {
      all.addAll(of(change));
    }
    return List.copyOf(all);
  }

  private List<Setting> of(Change change) {
    return switch (change) {
      case SetSysctl sysctl -> sysctl(sysctl);
      case SetBoolean bool -> bool(bool);
      case AddPolicy policy ->
          List.of(
              new Setting(
                  "module", policy.name(), "policy " + policy.name(), "installed", policy.cil()));
      case SetUnit unit ->
          List.of(
              new Setting(
                  "dropin",
                  unit.unit(),
                  "drop-in of " + unit.unit(),
                  "=" + dropIn(unit).orElse(""),
                  unit.restart() ? "restart" : ""));
      case SetLibraryPath path ->
          List.of(new Setting("ldconf", path.file(), path.file(), "=" + libraries(path), ""));
      // Limits lets none of these come here.
      case SetMountOptions _, PermitDomain _, SetLabel _, SetPort _, SetCgroup _ ->
          throw new IllegalStateException(change.kind());
    };
  }

  private List<Setting> sysctl(SetSysctl change) {
    String path = change.key().path();
    Optional<String> other = SysctlPairs.other(path);
    Setting now = new Setting("sysctl", path, change.target(), change.value(), "");
    if (other.isPresent()) {
      boolean first = path.compareTo(other.get()) < 0;
      String both = first ? path + " " + other.get() : other.get() + " " + path;
      String want = first ? change.value() + " 0" : "0 " + change.value();
      now = new Setting("pair", both, change.target(), want, "");
    }
    Setting boot =
        new Setting(
            "line", change.target(), change.target() + " at boot", "=" + change.value(), "");
    return fleet.lasting() ? List.of(now, boot) : List.of(now);
  }

  private List<Setting> bool(SetBoolean change) {
    String want = change.on() ? "1" : "0";
    Setting now = new Setting("boolean", change.name(), change.name(), want, "");
    Setting boot = new Setting("lastbool", change.name(), change.name() + " at boot", want, "");
    return fleet.lasting() ? List.of(now, boot) : List.of(now);
  }

  private String libraries(SetLibraryPath path) {
    return item(any(), "ldconf", path.file())
        .flatMap(PlanItem::wantBytes)
        .map(Bytes::utf8)
        .orElseThrow();
  }

  /// The drop-in that was planned, empty where hosts need different ones: GODEBUG is merged with what each has.
  Optional<String> dropIn(SetUnit unit) {
    List<String> texts =
        fleet.members().values().stream()
            .flatMap(m -> m.plan().items().stream())
            .filter(i -> i.kind().equals("dropin") && i.how().with().equals(unit.unit()))
            .filter(i -> i.phase() == PlanItem.Phase.TRY)
            .map(i -> i.wantBytes().map(Bytes::utf8).orElse(""))
            .distinct()
            .toList();
    return texts.size() == 1 ? Optional.of(texts.getFirst()) : Optional.empty();
  }

  /// Old values as a plan recorded them, in the order of {@link #all}.
  List<String> old(Plan plan) {
    return all().stream().map(s -> old(s, plan)).toList();
  }

  private static String old(Setting setting, Plan plan) {
    String target = setting.target();
    return switch (setting.kind()) {
      case "sysctl" -> before(plan, "sysctl", SYS + target);
      case "pair" -> pair(target, plan);
      case "line" -> ownLine(target, plan);
      case "boolean", "lastbool", "module" -> before(plan, setting.kind(), target);
      case "ldconf" ->
          item(plan, "ldconf", target)
              .flatMap(PlanItem::beforeBytes)
              .map(b -> "=" + b.utf8())
              .orElse(PlanItem.ABSENT);
      case "dropin" -> PlanItem.ABSENT; // its name is this change's own
      default -> throw new IllegalStateException(setting.kind());
    };
  }

  /// A kernel that lacks one of a pair has the other planned alone.
  private static String pair(String both, Plan plan) {
    String first = both.substring(0, both.indexOf(' '));
    String second = both.substring(both.indexOf(' ') + 1);
    return item(plan, "pair", SYS + first + " " + SYS + second)
        .map(PlanItem::before)
        .or(() -> item(plan, "sysctl", SYS + first).map(i -> i.before() + " 0"))
        .or(() -> item(plan, "sysctl", SYS + second).map(i -> "0 " + i.before()))
        .orElseThrow();
  }

  private static String ownLine(String key, Plan plan) {
    String start = key + " = ";
    return item(plan, "file", ConfFiles.OWN)
        .flatMap(PlanItem::beforeBytes)
        .flatMap(
            b ->
                b.utf8().lines().filter(l -> l.startsWith(start)).reduce((first, second) -> second))
        .map(l -> "=" + l.substring(start.length()))
        .orElse(NO_LINE);
  }

  private static String before(Plan plan, String kind, String target) {
    return item(plan, kind, target).map(PlanItem::before).orElseThrow();
  }

  private static Optional<PlanItem> item(Plan plan, String kind, String target) {
    return plan.items().stream()
        .filter(i -> i.kind().equals(kind) && i.target().equals(target))
        .findFirst();
  }

  private Plan any() {
    return fleet.members().values().iterator().next().plan();
  }
}
