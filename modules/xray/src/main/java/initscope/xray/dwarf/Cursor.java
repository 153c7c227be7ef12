package initscope.xray.dwarf;

import initscope.model.Bytes;

/// A place in bytes that moves on as numbers are read. Past the end it reads zeroes and says that it is broken.
final class Cursor {
  private static final int LONGEST_LEB = 10;

  private final Bytes bytes;
  private long at;
  private boolean broken;

  Cursor(Bytes bytes, long at) {
    this.bytes = bytes;
    this.at = at;
    this.broken = at < 0 || at > bytes.size();
  }

  long at() {
    return at;
  }

  /// Whether something was asked for that is not there or not understood.
  boolean isBroken() {
    return broken;
  }

  void breakOff() {
    broken = true;
  }

  void skip(long count) {
    if (broken || count < 0 || count > bytes.size() - at) {
      broken = true;
    } else {
      at += count;
    }
  }

  /// A little-endian number of at most 8 bytes.
  long number(int size) {
    long value = 0;
    long start = at;
    skip(size);
    for (int i = 0; i < size && !broken; i++) {
      value |= (long) bytes.at(start + i) << (8 * i);
    }
    return value;
  }

  long unsignedLeb() {
    long value = 0;
    for (int i = 0; i < LONGEST_LEB; i++) {
      long b = number(1);
      value |= (b & 0x7f) << (7 * i);
      if (b < 0x80) {
        return value;
      }
    }
    broken = true;
    return 0;
  }

  long signedLeb() {
    long start = at;
    long value = unsignedLeb();
    int bits = (int) (7 * (at - start));
    return bits < 64 ? value << (64 - bits) >> (64 - bits) : value;
  }

  /// A text that ends in a zero byte; the cursor stands after that.
  String text() {
    long end = broken ? -1 : bytes.indexOf(0, at);
    if (end < 0) {
      broken = true;
      return "";
    }
    String text = bytes.utf8(at, end - at);
    at = end + 1;
    return text;
  }

  /// As {@link #text}, without decoding it.
  void skipText() {
    long end = broken ? -1 : bytes.indexOf(0, at);
    broken |= end < 0;
    at = broken ? at : end + 1;
  }
}
