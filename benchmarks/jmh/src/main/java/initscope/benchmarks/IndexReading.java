package initscope.benchmarks;

import initscope.collect.spool.FileBytes;
import initscope.gotrace.GoTrace;
import initscope.gotrace.Parallel;
import initscope.gotrace.cache.TraceIndexReader;
import initscope.gotrace.cache.TraceIndexWriter;
import initscope.gotrace.cache.TraceKey;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Progress.CancelledException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.TearDown;

/// The index of a trace from a file, by one thread: what decoding it once more would cost otherwise.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class IndexReading extends OnTrace {
  private static final String VERSION = "benchmark";

  private Path file = Path.of("");
  private Bytes index = Bytes.EMPTY;
  private TraceKey key = TraceKey.of(Bytes.EMPTY, VERSION);

  /// No index yet.
  public IndexReading() {}

  @Override
  protected void prepare() throws IOException {
    file = Files.createTempFile("initscope-benchmark", ".index");
    key = TraceKey.of(bytes(), VERSION);
    try (OutputStream out = Files.newOutputStream(file)) {
      if (!TraceIndexWriter.write(decoded(), key, out)) {
        throw new IllegalStateException("the trace is too large to have an index");
      }
    }
    index = FileBytes.map(file);
  }

  /// Removes it.
  ///
  /// @throws IOException where it cannot be removed
  @TearDown
  public void remove() throws IOException {
    Files.deleteIfExists(file);
  }

  /// The checksums of the trace, by which an index is known to be of it.
  @Benchmark
  public TraceKey key() {
    return TraceKey.of(bytes(), VERSION);
  }

  /// The index to the model.
  @Benchmark
  public Decoded<GoTrace> read() throws CancelledException {
    return TraceIndexReader.read(index, bytes(), key, Parallel.NONE).orElseThrow();
  }
}
