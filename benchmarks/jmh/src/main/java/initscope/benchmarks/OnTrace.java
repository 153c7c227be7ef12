package initscope.benchmarks;

import initscope.collect.spool.FileBytes;
import initscope.gotrace.GoTrace;
import initscope.gotrace.GoTraceDecoder;
import initscope.gotrace.TraceFormat;
import initscope.model.Bytes;
import initscope.model.Decoded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A trace that benchmarks read. The system properties {@code initscope.trace.v1} and {@code initscope.trace.v2} name its file; without them
/// it is a small one of the tests, which shows that a benchmark works rather than what a step costs.
@State(Scope.Benchmark)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public abstract class OnTrace {
  private static final String RECORDED = "modules/gotrace/src/test/resources/gotrace";
  private static final Map<String, String> SMALL =
      Map.of("v1", "v1/small-1.21.trace", "v2", "profile/mixed-1.26.trace");

  /// Which of the two formats.
  @Param({"v1", "v2"})
  public String format = "";

  private Bytes bytes = Bytes.EMPTY;
  private Decoded<GoTrace> decoded =
      new Decoded<>(new GoTrace(0, List.of(), Map.of(), List.of()), List.of());

  /// No trace yet.
  protected OnTrace() {}

  /// Opens and decodes the trace, and prepares what is measured on it.
  ///
  /// @throws IOException where it cannot be read
  @Setup
  public final void open() throws IOException {
    Path small = Path.of(System.getProperty("initscope.root", "."), RECORDED, SMALL.get(format));
    Path file = Path.of(System.getProperty("initscope.trace." + format, small.toString()));
    bytes = FileBytes.map(file);
    int version = TraceFormat.version(bytes).orElse(0);
    String found = version == 0 ? "no trace" : version < TraceFormat.FIRST_V2 ? "v1" : "v2";
    if (!found.equals(format)) {
      throw new IllegalArgumentException(file + " is " + found + ", not " + format);
    }
    decoded = new GoTraceDecoder().decode(bytes);
    prepare();
  }

  /// What is needed beyond the trace. Not a setup of its own, since JMH runs those of one object by the names of their classes.
  ///
  /// @throws IOException where a file cannot be written
  protected void prepare() throws IOException {
    // nothing
  }

  /// The trace's file.
  final Bytes bytes() {
    return bytes;
  }

  /// What it was decoded to.
  final Decoded<GoTrace> decoded() {
    return decoded;
  }

  /// The trace.
  final GoTrace trace() {
    return decoded.value();
  }

  /// How many events it has.
  final long events() {
    return trace().eventCounts().values().stream().mapToLong(Long::longValue).sum();
  }
}
