package initscope.tuning.host;

import initscope.model.change.PlanItem;
import initscope.model.change.SysctlKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One thing under guard, with its values.
///
/// @param kind of the guard: {@code sysctl}, {@code file}, {@code mount} ...
/// @param phase {@code try}, {@code hold} or {@code persist}
/// @param target path or name
/// @param before what was there
/// @param want what the plan wants
/// @param after what was read back after our write
/// @param begun whether our write began
/// @param by words of the command that applied it, such as {@code CPUQuota=50%}; may be empty
/// @param now what is there
public record GuardItem(
    String kind,
    String phase,
    String target,
    String before,
    String want,
    Optional<String> after,
    boolean begun,
    String by,
    String now) {
  private static final String SYSCTL_FOLDER = "/proc/sys/";
  private static final int DIGITS_SHOWN = 12;
  private static final int SHA256_DIGITS = 64;
  private static final String PERMISSIVE = "permissive_";

  /// What taking back would do with an item.
  public enum Fate {
    /// Nothing: what was before is there.
    AS_BEFORE,
    /// What was before comes back.
    RESTORED,
    /// Nothing: somebody else changed it since.
    LEFT
  }

  /// An item of a plan, before anything is done.
  public static GuardItem planned(PlanItem item) {
    return new GuardItem(
        item.kind(),
        item.phase().name().toLowerCase(Locale.ROOT),
        item.target(),
        item.before(),
        item.want(),
        Optional.empty(),
        false,
        item.how().forward(),
        item.before());
  }

  /// Whether what is there is neither what was nor what we wrote.
  public boolean drifted() {
    String whole = whole(now);
    return begun && !whole.equals(before) && !whole.equals(whole(after.orElse(want)));
  }

  /// What taking back would do with it now, in the boot in which it was applied. What was begun and whose outcome was not recorded is
  /// ours.
  public Fate onRollback() {
    if (!begun || now.equals(before)) {
      return Fate.AS_BEFORE;
    }
    boolean inFlight = after.isEmpty() && !phase.equals("persist");
    return drifted() && !inFlight ? Fate.LEFT : Fate.RESTORED;
  }

  /// Without the mark of what is half done.
  private static String whole(String value) {
    return value.endsWith(" !") ? value.substring(0, value.length() - 2) : value;
  }

  /// The target as people write it: a kernel parameter with dots, a limit with its name, a drop-in by its unit, a module of the
  /// policy by the change it stands for.
  public String name() {
    if (kind.equals("module")) {
      return target.startsWith(PERMISSIVE)
          ? "permissive:" + target.substring(PERMISSIVE.length())
          : "policy:" + target;
    }
    List<String> names =
        List.of(target.split(" ", -1)).stream()
            .map(
                t ->
                    t.startsWith(SYSCTL_FOLDER)
                        ? SysctlKey.parse(t.substring(SYSCTL_FOLDER.length()))
                            .map(SysctlKey::dotted)
                            .orElse(t)
                        : t)
            .toList();
    int file = target.lastIndexOf(".d/");
    if (kind.equals("dropin") && file > 0) {
      String unit = target.substring(target.lastIndexOf('/', file) + 1, file);
      return unit + " (" + target.substring(file + 3) + ")";
    }
    int equals = by.indexOf('=');
    String property = kind.equals("cgroup") && equals > 0 ? " " + by.substring(0, equals) : "";
    return String.join(" ", names) + property;
  }

  /// A value of this item for people: of a file's hash the beginning is enough.
  public String show(String value) {
    boolean hash =
        value.length() == SHA256_DIGITS
            && value.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    return hash ? "sha256:" + value.substring(0, DIGITS_SHOWN) : value;
  }
}
