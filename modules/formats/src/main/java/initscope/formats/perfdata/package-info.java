/// The file that `perf record` writes, read without perf: samples, stacks by module and address, names of threads, events of the
/// scheduler. Symbols are not read here: every frame is {@code [unknown]} with its address.
///
/// - Start at `PerfDataDecoder`. `PerfFile` finds the parts of a file or of a pipe's stream; `Attr` and `Attrs` tell how a record is laid
///   out and whose it is; `Records` walks them, `TimeQueue` brings them into the order of time, `Deliver` tells the builder of each.
/// - `Features` and `TracingData` read what a recording says of itself; `SchedRaw` makes events of the scheduler of raw bytes.
/// - `Machine` knows who ran and what was mapped then: `AddressSpace`, `RangeTree`, `ModuleName`.
/// - To read a record: a case in `Deliver`. To read a feature: a case in `Features`. To read a tracepoint: a case in `SchedRaw`.
@NullMarked
package initscope.formats.perfdata;

import org.jspecify.annotations.NullMarked;
