/// Text of `perf script`, of every version and any selection of fields, to columns; and its stacks folded.
///
/// - Start at `PerfScriptDecoder`. `PerfScriptReader` walks the lines in one pass and keeps none of them; `HeaderLine` and `FrameLine` take
///   one apart; a `SampleSink` is told what they held: `ColumnsSink` fills `PerfData`, `ItemsSink` makes one item a sample.
/// - `SchedPayload` reads what events of the scheduler say. `PerfFolding` names frames as stackcollapse-perf.pl does.
/// - To add a field: a step in `HeaderLine`. To add a tracepoint: a case in `SchedPayload`.
@NullMarked
package initscope.formats.perf;

import org.jspecify.annotations.NullMarked;
