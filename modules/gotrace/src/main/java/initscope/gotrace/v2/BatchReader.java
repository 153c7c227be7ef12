package initscope.gotrace.v2;

import initscope.model.Bytes;

/// Reads numbers of one batch that is no thread's stream.
final class BatchReader {
  private final Bytes bytes;
  private final long end;
  private long at;
  private boolean whole = true;

  BatchReader(Bytes bytes, Batch batch) {
    this.bytes = bytes;
    at = batch.offset();
    end = at + batch.size();
  }

  boolean more() {
    return whole && at < end;
  }

  /// False once something was asked for that lies beyond the batch.
  boolean isWhole() {
    return whole;
  }

  long offset() {
    return at;
  }

  int octet() {
    if (at >= end) {
      whole = false;
      return -1;
    }
    return bytes.at(at++);
  }

  /// An unsigned LEB128.
  long number() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int b = octet();
      if (b < 0) {
        return 0;
      }
      value |= (long) (b & 0x7f) << shift;
      if (b < 0x80 && (shift < 63 || b < 2)) {
        return value;
      }
    }
    whole = false; // longer than 64 bits
    return 0;
  }

  void skip(long count) {
    if (count < 0 || count > end - at) {
      whole = false;
    } else {
      at += count;
    }
  }
}
