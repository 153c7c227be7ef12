/// States of many tracks over time, in about four bytes a state, with an index that answers for any interval without a scan.
/// - Start at `LaneStore` (written once, in time order) and `Lanes` (read).
/// - A lane is one goroutine, P or thread within one generation; its time counts in ticks of the trace's own clock.
/// - Not here: what a state means (`initscope.gotrace`), or how a trace's bytes come to it (`v1`, `v2`).
@NullMarked
package initscope.gotrace.lane;

import org.jspecify.annotations.NullMarked;
