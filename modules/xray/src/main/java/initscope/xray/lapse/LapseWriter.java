package initscope.xray.lapse;

import initscope.model.Bytes;
import initscope.xray.memory.Chunk;
import initscope.xray.memory.Range;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes a time-lapse piece by piece ({@link LapseFormat}): what did not change since the sample before is not written again.
public final class LapseWriter {
  private static final int MAX_REASON = 1000;
  private static final int RUN_GAP = 24;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Map<Key, Chunk> before = Map.of();
  private boolean inFixed;
  private long records;

  /// A question.
  record Key(Source source, Range range) {}

  /// Writes the magic.
  public LapseWriter() {
    out.writeBytes(LapseFormat.MAGIC.getBytes(StandardCharsets.US_ASCII));
    out.write(LapseFormat.VERSION);
  }

  /// The bytes since the last call.
  public byte[] drain() {
    byte[] bytes = out.toByteArray();
    out.reset();
    return bytes;
  }

  /// Adds what does not change.
  public void fixed(Source source, Chunk chunk) {
    if (!inFixed) {
      head(LapseFormat.FIXED, 0, 0, 0, 0);
      inFixed = true;
    }
    plain(source, chunk);
  }

  /// Adds something found out; the last of a key counts.
  public void note(String key, String value) {
    byte[] text = (key + " " + value).getBytes(StandardCharsets.UTF_8);
    head(LapseFormat.NOTE, 0, 0, text.length, 0);
    out.writeBytes(text);
  }

  /// Adds a sample.
  public void sample(LapseSample sample) {
    inFixed = false;
    head(LapseFormat.SAMPLE, 0, 0, LapseFormat.SAMPLE_BYTES, 0);
    ByteBuffer times = ByteBuffer.allocate(LapseFormat.SAMPLE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    times.putLong(sample.sentNanos()).putLong(sample.receivedNanos()).putLong(sample.requests());
    out.writeBytes(times.array());
    Map<Key, Chunk> now = new HashMap<>();
    for (Map.Entry<Source, List<Chunk>> entry : sample.chunks().entrySet()) {
      for (Chunk chunk : entry.getValue()) {
        Key key = new Key(entry.getKey(), chunk.range());
        Chunk old = before.get(key);
        boolean alike = old != null && old.reason().equals(chunk.reason()) && sameSize(old, chunk);
        if (alike && old != null && old.complete()) {
          changed(entry.getKey(), old, chunk);
        } else {
          plain(entry.getKey(), chunk);
        }
        if (chunk.complete()) {
          now.put(key, chunk);
        }
      }
    }
    before = now;
  }

  private static boolean sameSize(Chunk a, Chunk b) {
    return a.bytes().size() == b.bytes().size();
  }

  /// Marks the file complete.
  public void end() {
    head(LapseFormat.END, 0, 0, 0, records);
  }

  private void plain(Source source, Chunk chunk) {
    int got = (int) chunk.bytes().size();
    if (got > 0) {
      head(LapseFormat.BYTES, source.number(), 0, got, chunk.address());
      out.writeBytes(chunk.bytes().toArray());
    }
    if (chunk.reason().isPresent()) {
      byte[] reason = chunk.reason().get().getBytes(StandardCharsets.UTF_8);
      byte[] kept = Arrays.copyOf(reason, Math.min(reason.length, MAX_REASON));
      int rest = chunk.requested() - got;
      head(LapseFormat.UNREADABLE, source.number(), kept.length, rest, chunk.address() + got);
      out.writeBytes(kept);
    }
  }

  /// The same answer, with the runs that differ.
  private void changed(Source source, Chunk old, Chunk chunk) {
    Bytes now = chunk.bytes();
    head(LapseFormat.SAME, source.number(), 0, chunk.requested(), chunk.address());
    byte[] a = old.bytes().toArray();
    byte[] b = now.toArray();
    int at = Arrays.mismatch(a, b);
    while (at >= 0 && at < b.length) {
      int end = at + 1;
      int equal = 0;
      for (int i = end; i < b.length && equal < RUN_GAP; i++) {
        equal = a[i] == b[i] ? equal + 1 : 0;
        end = equal == 0 ? i + 1 : end;
      }
      head(LapseFormat.PATCH, source.number(), 0, end - at, chunk.address() + at);
      out.write(b, at, end - at);
      int next = Arrays.mismatch(a, end, a.length, b, end, b.length);
      at = next < 0 ? -1 : end + next;
    }
  }

  private void head(int kind, int source, int reason, int length, long address) {
    ByteBuffer head = ByteBuffer.allocate(LapseFormat.HEAD).order(ByteOrder.LITTLE_ENDIAN);
    head.put((byte) kind).put((byte) source).putShort((short) reason).putInt(length);
    out.writeBytes(head.putLong(address).array());
    records++;
  }
}
