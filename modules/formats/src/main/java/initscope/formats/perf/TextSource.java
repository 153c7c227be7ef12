package initscope.formats.perf;

import initscope.model.Bytes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Text that comes piece by piece, so that its size does not matter.
interface TextSource {
  /// Copies the next bytes.
  ///
  /// @return how many, at least 1; -1 at the end
  int read(byte[] into, int from, int most);

  /// How much of the input is consumed, in its own bytes.
  long consumed();

  /// What went wrong; empty where nothing did.
  default String damage() {
    return "";
  }

  /// Text as it is.
  static TextSource plain(Bytes bytes) {
    return new TextSource() {
      private long at;

      @Override
      public int read(byte[] into, int from, int most) {
        int length = (int) Math.min(most, bytes.size() - at);
        if (length <= 0) {
          return -1;
        }
        MemorySegment.copy(bytes.segment(), ValueLayout.JAVA_BYTE, at, into, from, length);
        at += length;
        return length;
      }

      @Override
      public long consumed() {
        return at;
      }
    };
  }
}
