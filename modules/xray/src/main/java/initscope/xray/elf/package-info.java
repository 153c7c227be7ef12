/// ELF files, as far as a Go program needs them: header, segments, section names, notes, Go's build info.
///
/// Start at {@link initscope.xray.elf.Elf}. Everything is bounded: a file may be an attacker's.
@NullMarked
package initscope.xray.elf;

import org.jspecify.annotations.NullMarked;
