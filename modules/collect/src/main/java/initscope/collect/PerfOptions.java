package initscope.collect;

import initscope.collect.steps.Catalogue;
import initscope.collect.steps.Cost;
import initscope.collect.steps.Step;
import java.time.Duration;

/// How perf records.
///
/// @param time for how long, 1 to 120 s
/// @param hertz samples a second of each CPU the process uses, 1 to 999
/// @param callGraph how the stack of a sample is followed
public record PerfOptions(Duration time, int hertz, CallGraph callGraph) {
  /// Ten seconds, 99 times a second (no multiple of the timer's own beat), by frame pointers.
  public static final PerfOptions DEFAULT =
      new PerfOptions(Duration.ofSeconds(10), 99, CallGraph.FP);

  /// How the stack of a sample is followed.
  public enum CallGraph {
    /// By frame pointers, as Go keeps them.
    FP("fp"),
    /// By debug information, after copying 8 KiB of stack with each sample. For C code without frame pointers.
    DWARF("dwarf"),
    /// Not at all.
    NONE("");

    private final String word;

    CallGraph(String word) {
      this.word = word;
    }

    /// What perf calls it; empty for none.
    public String word() {
      return word;
    }
  }

  // Measured with perf 6.1 on a virtual machine of two CPUs; perf itself starts slowly.
  private static final long START_NANOS = 1_000_000_000L;
  private static final long SAMPLE_NANOS = 100_000L;
  private static final long EVENT_NANOS = 25_000L;
  private static final long EVENTS_A_SECOND = 5_000;
  private static final long AFTER_NANOS = 140_000_000_000L;

  /// A step of perf at the cost of these options, for a process that keeps two CPUs busy or whose threads are switched 5,000 times a
  /// second; any other step as it is.
  Step priced(Step step) {
    long seconds = time.toSeconds();
    long limit = time.toNanos() + AFTER_NANOS;
    if (step.id().equals(Catalogue.PERF_CPU)) {
      long samples = 2 * seconds * hertz;
      boolean copies = callGraph == CallGraph.DWARF;
      long each = copies ? 20 * SAMPLE_NANOS : SAMPLE_NANOS;
      return step.priced(
          new Cost(0, START_NANOS + samples * each, samples * 60, samples * (copies ? 8600 : 400)),
          limit);
    }
    if (step.id().equals(Catalogue.PERF_SCHED)) {
      long events = seconds * EVENTS_A_SECOND;
      return step.priced(
          new Cost(0, START_NANOS + events * EVENT_NANOS, events * 15, events * 130), limit);
    }
    return step;
  }
}
