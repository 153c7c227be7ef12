package initscope.formats.bootchart;

import initscope.model.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;

/// The files of a tar archive (POSIX ustar), by the last part of their names; the first of a name counts.
final class Tar {
  private static final int BLOCK = 512;
  private static final int NAME_BYTES = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_BYTES = 12;
  private static final int TYPE_AT = 156;
  private static final int CHECKSUM_AT = 148;
  private static final int CHECKSUM_BYTES = 8;
  private static final int MOST_MEMBERS = 1000;

  private Tar() {}

  /// Whether a header with a right checksum stands at the beginning.
  static boolean recognises(Bytes head) {
    return head.size() >= BLOCK && isHeader(head, 0);
  }

  private static boolean isHeader(Bytes in, long at) {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      boolean checksum = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_BYTES;
      sum += checksum ? ' ' : in.at(at + i);
    }
    return sum > ' ' * CHECKSUM_BYTES && sum == octal(in, at + CHECKSUM_AT, CHECKSUM_BYTES);
  }

  /// All files, as far as the archive goes; a last one that was cut comes as far as it is there.
  static Map<String, Bytes> files(Bytes in) {
    Map<String, Bytes> files = new LinkedHashMap<>();
    long at = 0;
    while (at + BLOCK <= in.size() && files.size() < MOST_MEMBERS && isHeader(in, at)) {
      long size = octal(in, at + SIZE_AT, SIZE_BYTES);
      long data = at + BLOCK;
      if (size < 0) {
        break;
      }
      int type = in.at(at + TYPE_AT);
      if (type == '0' || type == 0) {
        files.putIfAbsent(
            name(in, at), in.slice(data, Math.max(0, Math.min(size, in.size() - data))));
      }
      at = data + (size + BLOCK - 1) / BLOCK * BLOCK;
    }
    return files;
  }

  private static String name(Bytes in, long at) {
    int length = 0;
    while (length < NAME_BYTES && in.at(at + length) != 0) {
      length++;
    }
    String path = in.utf8(at, length);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// An octal number between blanks and zero bytes, -1 where it is none.
  private static long octal(Bytes in, long at, int length) {
    long value = -1;
    for (int i = 0; i < length; i++) {
      int c = in.at(at + i);
      if (c >= '0' && c <= '7') {
        value = Math.max(value, 0) << 3 | (c - '0');
      } else if (c != ' ' && c != 0) {
        return -1;
      } else if (value >= 0) {
        break;
      }
    }
    return value;
  }
}
