package initscope.benchmarks;

import initscope.gotrace.TraceTrack;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.infra.Blackhole;

/// One pixel column of the goroutine with most states, where the whole trace is a window wide: what a picture asks of each row, a thousand
/// times.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PixelColumn extends OnTrace {
  private static final int COLUMNS = 1000;

  private final long[] sums = new long[4];
  private TraceTrack track;
  private long beganNanos;
  private long columnNanos;
  private int column;

  /// No track yet.
  @SuppressWarnings("NullAway.Init")
  public PixelColumn() {}

  @Override
  protected void prepare() {
    track = trace().goroutine(0);
    for (int row = 1; row < trace().goroutines().size(); row++) {
      TraceTrack one = trace().goroutine(row);
      if (one.count() > track.count()) {
        track = one;
      }
    }
    beganNanos = trace().startNanos();
    columnNanos = Math.max(1, (trace().endNanos() - beganNanos) / COLUMNS);
  }

  private long next() {
    column = (column + 1) % COLUMNS;
    return beganNanos + column * columnNanos;
  }

  /// All states in it, which is how few of them are drawn.
  @Benchmark
  public void visit(Blackhole drawn) {
    long from = next();
    track.visit(
        from,
        from + columnNanos,
        (begin, end, kind, number, reason, generation) -> {
          drawn.consume(begin);
          drawn.consume(kind);
        });
  }

  /// How long each kind lasted up to it, which is how many of them are drawn.
  @Benchmark
  public long sumsAbout(Blackhole drawn) {
    long count = track.sumsAbout(next(), sums);
    drawn.consume(sums);
    return count;
  }
}
