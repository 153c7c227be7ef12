package initscope.gotrace.cache;

import initscope.gotrace.GoTrace;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.util.ColumnWriter;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem;
import initscope.model.go.ClockSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes a decoded trace. The file, little-endian throughout: the sections one after the other, then for each its length and its CRC32C,
/// then how many there are, the CRC32C of lengths, checksums and count, and {@link #END}; 8 bytes each. The sections are the header (with
/// the key), what there is once for the trace, and each generation. What is cut anywhere has no end and is none.
public final class TraceIndexWriter {
  /// The version of the format and of what decoding gives.
  static final long FORMAT = 3;

  /// The file's first 8 bytes.
  static final long MAGIC = 0x7865646e49435349L; // ISCIndex

  /// The byte order, told.
  static final long ORDER = 0x0102030405060708L;

  /// The file's last 8 bytes.
  static final long END = 0x646e457865646e49L; // IndexEnd

  private final ColumnWriter out;
  private final List<Long> directory = new ArrayList<>();
  private long begun;

  private TraceIndexWriter(OutputStream out) {
    this.out = new ColumnWriter(out);
  }

  /// Writes an index.
  ///
  /// @param key of the trace's file
  /// @param out not closed
  /// @return false where the trace was too large to be decoded whole: what was written is then no index
  public static boolean write(Decoded<GoTrace> decoded, TraceKey key, OutputStream out)
      throws IOException {
    TraceIndexWriter writer = new TraceIndexWriter(out);
    header(key, writer.out);
    writer.end();
    writer.trace(decoded);
    writer.end();
    for (Generation generation : decoded.value().generations()) {
      if (!generation.write(writer.out)) {
        return false;
      }
      writer.end();
    }
    writer.directory();
    return true;
  }

  /// The bytes of the first section.
  static Bytes header(TraceKey key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ColumnWriter out = new ColumnWriter(bytes);
      header(key, out);
      out.written();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // an array takes everything
    }
    return Bytes.of(bytes.toByteArray());
  }

  private static void header(TraceKey key, ColumnWriter out) throws IOException {
    out.number(MAGIC);
    out.number(ORDER);
    out.number(FORMAT);
    out.number(key.size());
    out.number(key.hash());
    out.text(key.maker());
  }

  private void trace(Decoded<GoTrace> decoded) throws IOException {
    GoTrace trace = decoded.value();
    out.number(trace.version());
    out.number(trace.eventCounts().size());
    for (Map.Entry<String, Long> count : trace.eventCounts().entrySet()) {
      out.text(count.getKey());
      out.number(count.getValue());
    }
    out.number(trace.clocks().size());
    for (ClockSnapshot clock : trace.clocks()) {
      out.number(clock.traceNanos());
      out.number(clock.monotonicNanos());
      out.number(clock.unixNanos());
    }
    out.number(decoded.problems().size());
    for (Problem problem : decoded.problems()) {
      out.text(problem.id());
      out.text(problem.effect().name());
      out.number(problem.offset());
      out.text(problem.quote());
    }
  }

  private void end() throws IOException {
    long at = out.written();
    directory.add(at - begun);
    directory.add(out.checksum());
    begun = at;
  }

  private void directory() throws IOException {
    for (long entry : directory) {
      out.number(entry);
    }
    out.number(directory.size() / 2);
    out.number(out.checksum());
    out.number(END);
    out.written();
  }
}
