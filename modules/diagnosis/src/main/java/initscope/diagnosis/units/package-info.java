/// Mistakes of systemd units that bear on the start of a service: pure rules over unit files, and over what a host says of one unit where
/// a host was asked. {@code tuning.units} asks the host; {@code diagnosis.UnitFileRules} makes findings of files that were given.
///
/// - Start at {@link initscope.diagnosis.units.UnitMistakes}: the list of rules. {@link initscope.diagnosis.units.Kind} is the table of
///   their ids, with what each can do to a start and how sure it is.
/// - {@link initscope.diagnosis.units.UnitTable} finds out which files make up which unit; {@link initscope.diagnosis.units.UnitScene} is
///   what a rule looks at. Where no host was asked, {@code FileProperties} says what {@code systemctl show} would.
/// - To add a rule: a row in {@code Kind}, a method in one of the {@code ...Mistakes} classes, a line in {@code UnitMistakes}, its sentences
///   {@code mistake.ID}, {@code .gain}, {@code .cost} and, where no drop-in helps, {@code .by_hand} in both {@code messages*.properties}, a
///   test where it fires and one where it must not.
/// - The man pages named in the rules are those of systemd 252; what differs in 219 and 239 is said beside it.
@NullMarked
package initscope.diagnosis.units;

import org.jspecify.annotations.NullMarked;
