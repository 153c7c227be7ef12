package initscope.xray.memory;

/// Some bytes at an address.
///
/// @param address of the first byte, unsigned
/// @param length number of bytes, not negative; the last byte's address does not wrap around
public record Range(long address, int length) {
  /// Checks that the range does not wrap around.
  public Range {
    if (length < 0 || (length > 0 && Long.compareUnsigned(address + length - 1, address) < 0)) {
      throw new IllegalArgumentException(
          "range of " + length + " bytes at " + Long.toHexString(address));
    }
  }

  /// Whether a range of that length can stand at that address.
  public static boolean fits(long address, long length) {
    return length >= 0
        && length <= Integer.MAX_VALUE
        && (length == 0 || Long.compareUnsigned(address + length - 1, address) >= 0);
  }

  /// Address after the last byte; 0 when that is the very end of the address space.
  public long end() {
    return address + length;
  }
}
