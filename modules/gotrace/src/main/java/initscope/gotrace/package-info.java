/// Go execution traces of every version (Go 1.5 and later) to lanes of states and their index. Pure: no files, clock or threads.
/// - Start at `GoTraceDecoder`; it gives a `GoTrace`, whose tracks answer for any interval without a scan.
/// - `v1` and `v2` read the two formats, `text` the text form of the second, `generation` is what both write into, `lane` how states are kept.
/// - To add an event of a new Go: a row in `v2.EventType`, a case in `v2.Ordering`.
@NullMarked
package initscope.gotrace;

import org.jspecify.annotations.NullMarked;
