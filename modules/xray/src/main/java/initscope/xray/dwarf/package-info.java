/// Types of a Go program from its DWARF (versions 2 to 5), as far as layouts need them: structures of the runtime, their members'
/// names, offsets and sizes.
///
/// Start at {@link initscope.xray.dwarf.GoTypes}. Go's linker puts the types of the whole program into the unit of package
/// runtime, so that the others are passed over, and that one alone is held in memory. Everything is bounded: a file may be an attacker's.
/// Not here: which of them the X-ray needs ({@code initscope.xray.DwarfLayout}).
@NullMarked
package initscope.xray.dwarf;

import org.jspecify.annotations.NullMarked;
