package initscope.formats.perfdata;

import initscope.model.Bytes;
import java.nio.charset.StandardCharsets;

/// Numbers and texts of a file, in the byte order of the machine that wrote it. Callers check ranges; offsets count in the whole.
///
/// @param bytes the file
/// @param big whether the most significant byte comes first
record Words(Bytes bytes, boolean big) {
  long size() {
    return bytes.size();
  }

  /// Whether so many bytes stand at an offset.
  boolean has(long offset, long length) {
    return offset >= 0 && length >= 0 && offset <= size() && length <= size() - offset;
  }

  int u16(long offset) {
    int value = bytes.u16(offset);
    return big ? Short.reverseBytes((short) value) & 0xffff : value;
  }

  long u32(long offset) {
    return i32(offset) & 0xffff_ffffL;
  }

  int i32(long offset) {
    int value = (int) bytes.u32(offset);
    return big ? Integer.reverseBytes(value) : value;
  }

  long u64(long offset) {
    long value = bytes.u64(offset);
    return big ? Long.reverseBytes(value) : value;
  }

  /// A number of one to eight bytes, with its sign where {@code signed}.
  long number(long offset, int length, boolean signed) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | bytes.at(offset + (big ? i : length - 1 - i));
    }
    int unused = 64 - 8 * length;
    return signed && unused > 0 ? value << unused >> unused : value;
  }

  /// The text up to a NUL, or to {@code to}.
  String text(long from, long to) {
    long end = from;
    while (end < to && bytes.at(end) != 0) {
      end++;
    }
    return new String(bytes.slice(from, end - from).toArray(), StandardCharsets.UTF_8);
  }
}
