package initscope.gotrace.cache;

import initscope.model.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// An index whose sections were changed by somebody who knows its checksums.
final class ForgedIndex {
  private static final int TAIL = 24;
  private static final int ENTRY = 16;

  private final byte[] bytes;
  private final ByteBuffer words;
  private final int directory;

  ForgedIndex(byte[] whole) {
    bytes = whole.clone();
    words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    directory = bytes.length - TAIL - ENTRY * (int) words.getLong(bytes.length - TAIL);
  }

  /// Where the sections behind the header begin.
  int from() {
    return (int) words.getLong(directory);
  }

  /// Where they end.
  int to() {
    return directory;
  }

  void set(int offset, byte value) {
    bytes[offset] = value;
  }

  void setWord(int offset, long value) {
    words.putLong(offset, value);
  }

  /// The changed index, its checksums made anew.
  Bytes sealed() {
    int at = 0;
    for (int entry = directory; entry < bytes.length - TAIL; entry += ENTRY) {
      int length = (int) words.getLong(entry);
      words.putLong(entry + 8, TraceKey.checksum(Bytes.of(bytes).slice(at, length)));
      at += length;
    }
    Bytes checked = Bytes.of(bytes).slice(directory, bytes.length - 16 - directory);
    words.putLong(bytes.length - 16, TraceKey.checksum(checked));
    return Bytes.of(bytes);
  }
}
