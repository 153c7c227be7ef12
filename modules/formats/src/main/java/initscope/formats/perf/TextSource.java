package initscope.formats.perf;

import initscope.formats.wire.Gunzip;
import initscope.formats.wire.Unzstd;
import initscope.model.Bytes;
import initscope.model.Problem;
import initscope.model.Problem.Effect;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// Text that comes piece by piece, so that its size does not matter.
interface TextSource extends AutoCloseable {
  /// Of packed text no more is read.
  long MOST_UNPACKED = 8L << 30;

  /// What is wrong with text that is larger.
  String TOO_LARGE = "the text unpacks to more than 8 GiB";

  /// Text as it comes from a host: packed by gzip, by zstd, or not.
  static TextSource of(Bytes in) {
    Bytes head = in.first(64);
    return Gunzip.recognises(head)
        ? new GzipSource(in)
        : Unzstd.recognises(head) ? new ZstdSource(in) : plain(in);
  }

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

  /// What went wrong, with its place in the input.
  default Optional<Problem> problem() {
    return damage().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Problem("perf.packed.damaged", Effect.LOST_FROM_HERE, consumed(), damage()));
  }

  @Override
  default void close() {}

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
