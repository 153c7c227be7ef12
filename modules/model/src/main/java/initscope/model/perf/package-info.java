/// What `perf` recorded, in columns: a start of a busy service has millions of samples, and few distinct stacks.
///
/// - Start at `PerfData`. `StackTable` keeps every stack once, `PerfSamples` one row a sample, `SchedEvents` one row an event of the
///   scheduler.
/// - Decoders of text and of `perf.data` fill the same `PerfDataBuilder`, so that both are understood alike.
@NullMarked
package initscope.model.perf;

import org.jspecify.annotations.NullMarked;
