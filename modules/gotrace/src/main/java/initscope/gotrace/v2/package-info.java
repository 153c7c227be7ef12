/// Traces of Go 1.22 and later: generations of batches, one stream of events for each thread, put into one order by replaying the scheduler.
/// - `BatchScanner` cuts the bytes, `Tables` reads strings, stacks and clocks of a generation, `Ordering` replays it into a `GenerationBuilder`.
/// - `Borders` holds what goes on from generation to generation, `NewerEvents` finds the size of events that nobody knows yet.
/// - To add an event: a row in `EventType`, a case in `Ordering`.
/// - Source of the format: golang/go `src/internal/trace/tracev2` (events, sizes) and `src/internal/trace/order.go` (what is valid).
@NullMarked
package initscope.gotrace.v2;

import org.jspecify.annotations.NullMarked;
