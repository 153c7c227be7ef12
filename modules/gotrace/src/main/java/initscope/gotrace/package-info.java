/// Go execution traces of every version (Go 1.5 and later) to lanes of states and their index. Pure: no files, clock or threads.
/// - Start at `GoTraceDecoder`; it gives a `GoTrace`, whose tracks answer for any interval without a scan.
/// - `v1` and `v2` read the two formats, `text` the text form of the second, `generation` is what both write into, `lane` how states are kept.
/// - `cache` writes a decoded trace beside its file and reads it again; what changes in a part changes what it writes of itself.
/// - To add an event of a new Go: a row in `v2.EventType`, a case in `v2.Ordering`.
@NullMarked
package initscope.gotrace;

import org.jspecify.annotations.NullMarked;
