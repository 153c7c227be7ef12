package initscope.tuning.units;

import java.util.List;
import java.util.function.Function;

/// Mistakes of a unit that bear on its start. Each says only what can be known from the unit's files, from what systemd made of them
/// and from the program's bytes; that a program dials in its start, for one, cannot.
public final class UnitMistakes {
  private static final List<Function<UnitReading, List<Mistake>>> RULES =
      List.of(
          OrderMistakes::cycle,
          OrderMistakes::defaultDependencies,
          OrderMistakes::network,
          MountMistakes::of,
          OneshotMistakes::rerun,
          OneshotMistakes::bound,
          StartMistakes::neverNotifies,
          StartMistakes::blind,
          StartMistakes::timeout,
          StartMistakes::givesUp,
          StartMistakes::endless,
          StartMistakes::sleeps,
          StartMistakes::files,
          GodebugMistakes::of,
          OrderMistakes::afterOnly);

  private UnitMistakes() {}

  /// What is found, what is certainly wrong first.
  public static List<Mistake> of(UnitReading unit) {
    return RULES.stream().flatMap(rule -> rule.apply(unit).stream()).toList();
  }
}
