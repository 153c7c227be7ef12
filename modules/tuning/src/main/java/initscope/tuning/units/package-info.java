/// What of one unit bears on its start and could be changed: mistakes in its files, and facts of its cgroup. Looks, changes nothing.
///
/// It lives here and not in {@code initscope.diagnosis}, since its answers are changes: a mistake ends in the words of a plan, or in the
/// reason why no plan can mend it, and both are judged by what {@code unit-settings.tsv} allows. A diagnosis says what a captured start
/// waited for; a mistake is there also when nothing waits.
///
/// - Start at {@link initscope.tuning.units.UnitMistakes} and {@link initscope.tuning.units.CgroupFacts}; both are pure.
/// - {@link initscope.tuning.units.UnitReader} asks a host with {@code unit.sh NONCE UNIT}, {@link initscope.tuning.units.UnitReading}
///   is the answer.
/// - To add a mistake: a method in one of the {@code ...Mistakes} classes, its sentences {@code mistake.ID}, {@code .gain},
///   {@code .cost} and, where no drop-in helps, {@code .by_hand} in {@code plan*.properties}, a test with and one without it.
@NullMarked
package initscope.tuning.units;

import org.jspecify.annotations.NullMarked;
