/// Go execution traces of Go 1.5 to 1.21 to one consistent stream of events. Pure: no files, clock or threads.
/// - Start at {@link initscope.gotrace.v1.V1Reader}: `open` finds batches and tables, `deliver` merges and checks.
/// - `Scan` walks the bytes once and decides where the readable part ends; nothing after it trusts unchecked bytes.
/// - `BatchLane` decodes the batches of one P, `Merge` picks the next event as the scheduler allowed, `Check` refuses
///   what no scheduler could have done.
/// - To add an event: a row in `V1Type`, a row in `Transitions` where it moves a goroutine, a case in `Check`.
/// - Not here: traces of Go 1.22 and later (`gotrace.v2`), what events mean for lanes of states (`gotrace.lane`).
@NullMarked
package initscope.gotrace.v1;

import org.jspecify.annotations.NullMarked;
