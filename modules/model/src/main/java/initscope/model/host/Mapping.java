package initscope.model.host;

/// One line of /proc/PID/maps, see proc_pid_maps(5).
///
/// @param start first address, unsigned
/// @param end address after the last, unsigned
/// @param permissions four characters such as {@code r-xp}
/// @param fileOffset offset in the mapped file
/// @param device {@code major:minor} in hex
/// @param inode of the mapped file, 0 for none
/// @param path as the kernel prints it, without a {@code (deleted)} suffix; empty for anonymous memory
/// @param deleted whether the kernel said {@code (deleted)}
public record Mapping(
    long start,
    long end,
    String permissions,
    long fileOffset,
    String device,
    long inode,
    String path,
    boolean deleted) {
  /// Length in bytes.
  public long sizeBytes() {
    return end - start;
  }

  /// Whether an address lies inside, compared unsigned.
  public boolean contains(long address) {
    return Long.compareUnsigned(start, address) <= 0 && Long.compareUnsigned(address, end) < 0;
  }
}
