package initscope.gotrace.profile;

import initscope.gotrace.GoTrace;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.Marks;
import initscope.gotrace.util.RowProgress;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;

/// A trace to stacks with weights.
///
/// - {@code sync}, {@code net} and {@code syscall} have the counts and sums of {@code go tool trace -pprof}: states that ended, of goroutines
///   that had run before within the trace. Beyond its stack each has the reason as its leaf. Sums differ by what that tool adds to times
///   where the clocks of two threads contradict the order of events; here each event keeps its own.
///   Up to Go 1.25 that tool passes over events without a stack and so misses most ends of states.
///   In traces of Go 1.21 and earlier a system call that did not block is a moment; the tool counts 1 ns for it, here it is none.
/// - {@code sched} has them too, and what that tool leaves out, the time before a goroutine runs first, under the leaves {@code [created]}
///   and {@code [before its first run]}. The stack is where the goroutine itself was; that tool shows where the one was that woke it.
/// - {@code off-cpu} counts what lasts at the trace's end or lasted at its beginning too: who hangs is seen here.
/// - {@code cpu} without samples is *not* where time was spent. A trace tells of a goroutine's stack when it stops: each stretch of running is
///   put to the stack that ended it. It tells what the program did next, and its sum is right.
public final class TraceProfiles {
  private TraceProfiles() {}

  /// Adds up a trace.
  ///
  /// @param progress told by goroutines
  /// @throws CancelledException when the user cancelled
  public static TraceProfile of(GoTrace trace, TraceProfileKind kind, Progress progress)
      throws CancelledException {
    StackSums sums = new StackSums();
    if (kind == TraceProfileKind.CPU && samples(trace, sums)) {
      return new TraceProfile(kind, false, sums.entries());
    }
    Walk walk =
        switch (kind) {
          case CPU -> new RunningWalk(sums, trace.endNanos());
          case SCHED -> new SchedWalk(trace, sums);
          default -> new NotRunningWalk(kind, trace, sums);
        };
    int rows = trace.goroutines().size();
    RowProgress told = new RowProgress(progress, rows, "adding up goroutines");
    for (int row = 0; row < rows; row++) {
      told.next();
      walk.begin(row);
      trace.goroutine(row).visit(Long.MIN_VALUE, Long.MAX_VALUE, walk);
      walk.end();
    }
    return new TraceProfile(kind, true, sums.entries());
  }

  private static boolean samples(GoTrace trace, StackSums sums) {
    boolean some = false;
    for (Generation generation : trace.generations()) {
      Marks marks = generation.marks();
      for (int i = 0; i < marks.sampleCount(); i++) {
        sums.add(generation, (int) marks.sampleStack(i), "", 0);
        some = true;
      }
    }
    return some;
  }
}
