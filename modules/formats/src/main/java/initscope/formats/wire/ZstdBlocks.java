package initscope.formats.wire;

import initscope.model.Bytes;
import java.io.InputStream;

/// Frames of zstd without their checksums, and with an empty last block where a frame is cut: what unpacks keeps back as much as a window
/// until a frame ends well, and gives none of it where it does not.
final class ZstdBlocks extends InputStream {
  static final int MAGIC = 0xfd2fb528;

  /// What unpacks refuses a larger window.
  private static final long MOST_WINDOW = 8L << 20;

  /// A frame that is its own window is unpacked into memory whole.
  private static final long MOST_SINGLE = 32L << 20;

  private static final int SKIPPED_MAGIC = 0x184d2a50;
  private static final int SINGLE = 0x20;
  private static final int CHECKSUM = 4;
  private static final byte[] LAST_BLOCK = {1, 0, 0};

  private final Bytes packed;
  private Bytes piece = Bytes.EMPTY;
  private int given; // of the piece
  private long at;
  private boolean inFrame;
  private boolean checksum;
  private boolean cut;
  private boolean trailing;
  private long window;

  ZstdBlocks(Bytes packed) {
    this.packed = packed;
  }

  long at() {
    return at;
  }

  /// Whether the end of a frame is missing.
  boolean cut() {
    return cut;
  }

  /// Whether bytes that are no frame begin at {@link #at}.
  boolean trailing() {
    return trailing;
  }

  /// The window that the frame at {@link #at} needs, in bytes, where it is larger than what unpacks allows; else 0.
  long tooLargeWindow() {
    return window;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int most) {
    while (given >= piece.size()) {
      given = 0;
      if (!(inFrame ? block() : frame())) {
        piece = Bytes.EMPTY;
        return -1;
      }
    }
    int length = (int) Math.min(most, piece.size() - given);
    System.arraycopy(piece.slice(given, length).toArray(), 0, into, from, length);
    given += length;
    return length;
  }

  /// The head of the next frame. Others than zstd's own hold nothing to unpack, and bytes behind the last one are left.
  private boolean frame() {
    while (packed.size() - at >= 8 && ((int) packed.u32(at) & ~0xf) == SKIPPED_MAGIC) {
      at += 8 + packed.u32(at + 4);
    }
    if (at >= packed.size()) {
      cut |= at > packed.size();
      at = packed.size();
      return false;
    }
    if (!beginsLikeAFrame()) {
      trailing = true;
      return false;
    }
    int flags = packed.size() - at < 6 ? 0 : packed.at(at + 4);
    int size = 5 + sizeOfFields(flags);
    if (packed.size() - at < size) {
      cut = true;
      return false;
    }
    long needed = window(flags);
    if (needed < 0 || needed > ((flags & SINGLE) != 0 ? MOST_SINGLE : MOST_WINDOW)) {
      window = needed < 0 ? Long.MAX_VALUE : needed;
      return false;
    }
    checksum = (flags & CHECKSUM) != 0;
    byte[] head = packed.slice(at, size).toArray();
    head[4] = (byte) (flags & ~CHECKSUM);
    piece = Bytes.of(head);
    at += size;
    inFrame = true;
    return true;
  }

  /// Whether what is left are the first bytes of a frame of either kind, as far as they are there.
  private boolean beginsLikeAFrame() {
    long bits = Math.min(4, packed.size() - at) * 8;
    long begin = 0;
    for (int i = 0; i < bits / 8; i++) {
      begin |= (long) packed.at(at + i) << 8 * i;
    }
    long mask = (1L << bits) - 1;
    return begin == (MAGIC & mask) || (begin & ~0xfL) == (SKIPPED_MAGIC & mask & ~0xfL);
  }

  /// How far back the frame at hand refers at most, in bytes, after RFC 8878, 3.1.1.1.2; negative beyond what a number holds.
  private long window(int flags) {
    if ((flags & SINGLE) == 0) {
      int descriptor = packed.at(at + 5);
      long base = 1L << (10 + (descriptor >>> 3));
      return base + base / 8 * (descriptor & 7);
    }
    long from = at + 5 + ((1 << (flags & 3)) >> 1);
    return switch (flags >>> 6) {
      case 0 -> packed.at(from);
      case 1 -> packed.u16(from) + 256L;
      case 2 -> packed.u32(from);
      default -> packed.u32(from) | packed.u32(from + 4) << 32;
    };
  }

  /// Window, dictionary and size of the content, after RFC 8878, 3.1.1.1.
  private static int sizeOfFields(int flags) {
    boolean single = (flags & SINGLE) != 0;
    int dictionary = (1 << (flags & 3)) >> 1;
    int content = flags >>> 6 == 0 ? (single ? 1 : 0) : 1 << (flags >>> 6);
    return (single ? 0 : 1) + dictionary + content;
  }

  private boolean block() {
    long head = packed.size() - at < 3 ? -1 : packed.u16(at) | (long) packed.at(at + 2) << 16;
    boolean repeated = (head >>> 1 & 3) == 1;
    long size = 3 + (repeated ? 1 : head >>> 3);
    if (head < 0 || packed.size() - at < size) {
      at = packed.size();
      cut = true;
      inFrame = false;
      piece = Bytes.of(LAST_BLOCK);
      return true;
    }
    piece = packed.slice(at, size);
    at += size;
    if ((head & 1) != 0) {
      inFrame = false;
      at = Math.min(packed.size(), at + (checksum ? 4 : 0));
    }
    return true;
  }
}
