package initscope.benchmarks;

import initscope.gotrace.GoTrace;
import initscope.gotrace.GoTraceDecoder;
import initscope.model.Decoded;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A trace's bytes to its model, by one thread: traces, events and bytes a second.
@BenchmarkMode(Mode.Throughput)
public class TraceDecoding extends OnTrace {
  /// Nothing decoded yet.
  public TraceDecoding() {}

  /// What was read; JMH divides it by the time.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Read {
    /// Events, as the format counts them.
    public long events;

    /// Bytes of the file.
    public long bytes;

    /// Nothing yet.
    public Read() {}

    /// Begins anew.
    @Setup(Level.Iteration)
    public void clear() {
      events = 0;
      bytes = 0;
    }
  }

  private long events;

  @Override
  protected void prepare() {
    events = events();
  }

  /// Decodes all of it.
  @Benchmark
  public Decoded<GoTrace> decode(Read read) {
    read.events += events;
    read.bytes += bytes().size();
    return new GoTraceDecoder().decode(bytes());
  }
}
