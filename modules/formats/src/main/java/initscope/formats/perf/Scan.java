package initscope.formats.perf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Eight bytes at a time: what a gigabyte of text is walked with.
final class Scan {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FEEDS = 0x0a0a0a0a0a0a0a0aL;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private Scan() {}

  /// Index of the next line feed, or {@code to}.
  static int feed(byte[] text, int from, int to) {
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long word = (long) WORD.get(text, i) ^ FEEDS;
      long found = (word - ONES) & ~word & HIGHS;
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (i < to && text[i] != '\n') {
      i++;
    }
    return i;
  }

  /// A hash of some bytes.
  static long hash(byte[] text, int from, int to) {
    long hash = to - from;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      hash = (hash ^ (long) WORD.get(text, i)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    long last = 0;
    for (; i < to; i++) {
      last = last << 8 | text[i];
    }
    hash = (hash ^ last) * 0x9E3779B97F4A7C15L;
    return hash ^ hash >>> 29;
  }

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /// Value of a hexadecimal digit, -1 for another byte.
  static int hex(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    int low = b | 0x20;
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
  }

  static int skipBlanks(byte[] text, int from, int to) {
    int i = from;
    while (i < to && isBlank(text[i])) {
      i++;
    }
    return i;
  }

  static int skipDigits(byte[] text, int from, int to) {
    int i = from;
    while (i < to && isDigit(text[i])) {
      i++;
    }
    return i;
  }

  /// End of the word that begins here.
  static int wordEnd(byte[] text, int from, int to) {
    int i = from;
    while (i < to && !isBlank(text[i])) {
      i++;
    }
    return i;
  }

  /// A decimal number; what is too large for a long comes as its largest.
  static long decimal(byte[] text, int from, int to) {
    if (to - from > 18) {
      return Long.MAX_VALUE;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      value = value * 10 + (text[i] - '0');
    }
    return value;
  }

  /// The same for ints.
  static int number(byte[] text, int from, int to) {
    return (int) Math.min(Integer.MAX_VALUE, decimal(text, from, to));
  }

  static boolean startsWith(byte[] text, int from, int to, String wanted) {
    if (to - from < wanted.length()) {
      return false;
    }
    for (int i = 0; i < wanted.length(); i++) {
      if (text[from + i] != wanted.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static String text(byte[] text, int from, int to) {
    return new String(text, from, to - from, StandardCharsets.UTF_8);
  }
}
