/// What a start waits for, from events of the scheduler in a recording of `perf`. Pure, like the stacks of {@code InitFrames}.
///
/// - Start at `ThreadStates`: every thread as a lane of states without gaps, so that they add up to the time that elapsed. `StatesWalk`
///   replays the events; `LaneBuilder` is one thread's state machine.
/// - `WaitReasons` is the table from kernel functions to a reason. `Waker` and `WakeChain` say who ended a wait.
/// - `StackMarks` says of every stack which package init it proves. `StartPhases` and `PerfFacts` are what follows for a start.
/// - To add a reason: a row in `WaitReasons`, a `WaitReason`, its words in the bundles of `layout` and `diagnosis`.
@NullMarked
package initscope.model.sched;

import org.jspecify.annotations.NullMarked;
