package initscope.benchmarks;

import initscope.gotrace.EventLocator;
import initscope.gotrace.facts.TraceFacts;
import initscope.gotrace.path.CriticalPath;
import initscope.model.go.GoTraceFacts;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/// What is asked of a whole trace at once.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WholeTrace extends OnTrace {
  private static final long MAIN = 1;

  /// Nothing asked yet.
  public WholeTrace() {}

  /// The critical path of goroutine 1, from the trace's end to its beginning.
  @Benchmark
  public CriticalPath criticalPath() {
    int main = Math.max(0, trace().goroutines().find(MAIN));
    return CriticalPath.of(trace(), main, trace().startNanos(), trace().endNanos());
  }

  /// All that a trace tells as a whole, with places in its file.
  @Benchmark
  public GoTraceFacts facts() {
    return TraceFacts.of(trace(), 0, new EventLocator(bytes()));
  }
}
