package initscope.verbs;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// An LZ4 frame as systemd-coredump and the lz4 command write them, decompressed as it is read; blocks may refer to those before.
/// Checksums are passed over. Uses two blocks and 64 KiB of memory, at most 8 MiB.
final class Lz4FrameStream extends InputStream {
  static final int MAGIC = 0x184d2204;

  private static final int HISTORY = 1 << 16;
  private static final int STORED = 1 << 31;
  private static final int MIN_MATCH = 4;

  private final InputStream in;
  private final boolean blockChecksums;
  private final byte[] block;

  /// The last 64 KiB told, then the block that is told now.
  private final byte[] out;

  private int at = HISTORY;
  private int end = HISTORY;
  private int from;
  private int blockEnd;
  private boolean ended;

  /// Reads the frame's head.
  Lz4FrameStream(InputStream in) throws IOException {
    this.in = in;
    if (word() != MAGIC) {
      throw new IOException("not an LZ4 frame");
    }
    int flags = need();
    int size = need() >> 4 & 7;
    if (flags >> 6 != 1 || size < 4) {
      throw new IOException("an LZ4 frame of an unknown version");
    }
    blockChecksums = (flags & 0x10) != 0;
    in.skipNBytes(((flags & 8) != 0 ? 8 : 0) + ((flags & 1) != 0 ? 4 : 0) + 1L);
    block = new byte[1 << (8 + 2 * size)];
    out = new byte[HISTORY + block.length];
  }

  @Override
  public int read() throws IOException {
    return fill() ? out[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int taken = Math.min(length, end - at);
    System.arraycopy(out, at, to, offset, taken);
    at += taken;
    return taken;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean fill() throws IOException {
    while (at == end && !ended) {
      int size = word();
      ended = size == 0;
      if (!ended) {
        next(size);
      }
    }
    return at < end;
  }

  private void next(int size) throws IOException {
    System.arraycopy(out, end - HISTORY, out, 0, HISTORY);
    at = HISTORY;
    end = HISTORY;
    int length = size & ~STORED;
    if (length > block.length) {
      throw new IOException("an LZ4 block of " + length + " bytes");
    }
    if (in.readNBytes(block, 0, length) < length) {
      throw new EOFException("cut in an LZ4 block");
    }
    if ((size & STORED) != 0) {
      System.arraycopy(block, 0, out, HISTORY, length);
      end += length;
    } else {
      from = 0;
      blockEnd = length;
      sequences();
    }
    if (blockChecksums) {
      in.skipNBytes(4);
    }
  }

  private void sequences() throws IOException {
    while (true) {
      int token = take();
      literals(length(token >> 4));
      if (from == blockEnd) {
        return;
      }
      int offset = take() | take() << 8;
      match(offset, MIN_MATCH + length(token & 15));
    }
  }

  private void literals(int length) throws IOException {
    if (length > blockEnd - from || length > out.length - end) {
      throw new IOException("damaged LZ4 literals");
    }
    System.arraycopy(block, from, out, end, length);
    from += length;
    end += length;
  }

  private void match(int offset, int length) throws IOException {
    if (offset == 0 || offset > end || length > out.length - end) {
      throw new IOException("damaged LZ4 match");
    }
    for (int left = length; left > 0; left--, end++) {
      out[end] = out[end - offset];
    }
  }

  /// A length of 15 goes on in further bytes.
  private int length(int start) throws IOException {
    int length = start;
    if (start == 15) {
      int more;
      do {
        more = take();
        length += more;
        if (length > out.length) {
          throw new IOException("damaged LZ4 length");
        }
      } while (more == 255);
    }
    return length;
  }

  private int take() throws IOException {
    if (from >= blockEnd) {
      throw new IOException("damaged LZ4 block");
    }
    return block[from++] & 0xff;
  }

  private int need() throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException("cut in an LZ4 frame");
    }
    return next;
  }

  private int word() throws IOException {
    return need() | need() << 8 | need() << 16 | need() << 24;
  }
}
