package initscope.remote.reads;

/// Some bytes at an offset of a file.
///
/// @param offset of the first byte, unsigned
/// @param length number of bytes
public record Range(long offset, int length) {
  /// Checks that the range does not wrap around.
  public Range {
    if (length < 0 || (length > 0 && Long.compareUnsigned(offset + length - 1, offset) < 0)) {
      throw new IllegalArgumentException(length + " bytes at " + Long.toUnsignedString(offset, 16));
    }
  }

  /// Offset after the last byte.
  public long end() {
    return offset + length;
  }
}
