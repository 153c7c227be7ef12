/// What threads wait for, as profiles and words, from events of the scheduler in recordings of `perf`.
///
/// - Start at `OffCpuProfiles`: stacks whose widths add up to what elapsed, without and with those who ended the waits.
/// - `WakeWords` says a chain of wakeups in the reader's language.
/// - The rows of the timeline are made by `initscope.layout.SchedTracks`; the states themselves by `initscope.model.sched`.
@NullMarked
package initscope.layout.sched;

import org.jspecify.annotations.NullMarked;
