/// Bytes of text formats to the nouns of the model, and those nouns to the formats of other tools; one package per format or family,
/// siblings never depend on each other.
///
/// - Start at `Formats`: every decoder, by name or by a guess. `Items` gives what a decoder saw as plain maps for JSON lines,
///   `Dump` the same as stable text for golden files.
/// - `proc`: files below /proc. `systemd`: unit properties, lists of units, journal, the kernel's log, all of
///   systemd-analyze. `bootchart`: bootchart and systemd-bootchart. `gdb`: native stacks. `godump`: goroutine dumps.
///   `inittrace`: GODEBUG=inittrace=1. `golist`: go list -deps. `perf`: perf script. `perfdata`: perf.data, without perf. `os`: release files.
///   `selinux`: denials. `text`: what they share.
/// - Written, not read: `folded`, `speedscope`, `pprof`, `perfetto`. `wire`: what the binary ones share.
/// - To add a format: a decoder in the family's package, a row in `Formats`, a recorded input and its `.expected`.
@NullMarked
package initscope.formats;

import org.jspecify.annotations.NullMarked;
