package initscope.evidence;

import initscope.evidence.zip.ZipWriter;
import initscope.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// Seals a capture: a zip that anyone can unzip. Large entries are stored, so that they can be read in place; small ones are
/// compressed at the fastest level.
public final class CaptureWriter {
  /// Entries from this size on are stored: inflating them would cost more than decoding them.
  public static final long STORE_FROM_BYTES = 64 << 10;

  private CaptureWriter() {}

  /// Writes the whole file; the stream is not closed.
  public static void write(Capture capture, OutputStream out) throws IOException {
    ZipWriter zip = new ZipWriter(out);
    zip.compressed(
        CaptureReader.FACTS, Bytes.of(CaptureJson.facts(capture.facts().withSealed(true))));
    ByteArrayOutputStream index = new ByteArrayOutputStream();
    for (EntryInfo info : capture.index()) {
      index.write(CaptureJson.entryLine(info));
    }
    zip.compressed(CaptureReader.INDEX, Bytes.of(index.toByteArray()));
    for (EntryInfo info : capture.index()) {
      Optional<Bytes> bytes = capture.entry(info.name()).map(entry -> entry.bytes());
      if (bytes.isPresent() && bytes.get().size() >= STORE_FROM_BYTES) {
        zip.stored(Capture.RAW + info.name(), bytes.get());
      } else if (bytes.isPresent()) {
        zip.compressed(Capture.RAW + info.name(), bytes.get());
      }
    }
    zip.finish();
  }
}
