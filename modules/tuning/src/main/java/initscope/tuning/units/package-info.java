/// What a host says of one unit: its files, its properties, its program, its cgroup. Looks, changes nothing.
///
/// - {@link initscope.tuning.units.UnitReader} asks a host with {@code unit.sh NONCE UNIT}, {@link initscope.tuning.units.UnitReading}
///   is the answer. {@link initscope.tuning.units.UnitReading#scene} is what the rules of {@code initscope.diagnosis.units} look at.
/// - {@link initscope.tuning.units.CgroupFacts} says what of the cgroup bears on a start.
/// - A mistake ends in a {@link initscope.model.change.SetUnit} that this room can plan; what may stand in one is
///   {@code unit-settings.tsv}.
@NullMarked
package initscope.tuning.units;

import org.jspecify.annotations.NullMarked;
