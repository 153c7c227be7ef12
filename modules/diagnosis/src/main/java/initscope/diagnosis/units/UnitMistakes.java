package initscope.diagnosis.units;

import java.util.List;
import java.util.function.Function;

/// Mistakes of a unit that bear on its start. Each says only what can be known from the unit's files, from what systemd made of them
/// and from the program's bytes; that a program dials in its start, for one, cannot.
public final class UnitMistakes {
  private static final List<Function<UnitScene, List<Mistake>>> RULES =
      List.of(
          OrderMistakes::cycle,
          TypeMistakes::refused,
          CommandMistakes::paths,
          ShellMistakes::operators,
          ValueMistakes::backslash,
          ValueMistakes::names,
          PullMistakes::masked,
          HostMistakes::environmentFile,
          OrderMistakes::defaultDependencies,
          OrderMistakes::network,
          MountMistakes::of,
          OneshotMistakes::rerun,
          OneshotMistakes::bound,
          PullMistakes::unordered,
          HostMistakes::user,
          StartMistakes::neverNotifies,
          TypeMistakes::notifyShell,
          TypeMistakes::forking,
          TypeMistakes::unknown,
          CommandMistakes::background,
          TypeMistakes::watchdog,
          StartMistakes::blind,
          StartMistakes::timeout,
          HostMistakes::oneshotTimeout,
          StartMistakes::givesUp,
          StartMistakes::endless,
          CommandMistakes::sleeps,
          CommandMistakes::polls,
          WaitMistakes::online,
          WaitMistakes::clock,
          WaitMistakes::settle,
          WaitMistakes::target,
          WaitMistakes::chain,
          HostMistakes::quota,
          StartMistakes::files,
          GodebugMistakes::twice,
          GodebugMistakes::obsolete,
          GodebugMistakes::traced,
          SettingMistakes::wrongSection,
          SettingMistakes::unknown,
          ValueMistakes::values,
          SettingMistakes::newer,
          SettingMistakes::obsolete,
          SettingMistakes::twice,
          PullMistakes::notPulled,
          HostMistakes::sandbox,
          OrderMistakes::afterOnly);

  private UnitMistakes() {}

  /// What is found, what is certainly wrong first.
  public static List<Mistake> of(UnitScene unit) {
    return RULES.stream().flatMap(rule -> rule.apply(unit).stream()).toList();
  }
}
