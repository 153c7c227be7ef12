package initscope.xray.elf;

/// One program header.
///
/// @param type 1 load, 2 dynamic, 3 interpreter, 4 note ...
/// @param flags 1 execute, 2 write, 4 read
/// @param fileOffset where its bytes begin in the file
/// @param address where they begin in memory, before the load bias
/// @param fileSize bytes in the file
/// @param memorySize bytes in memory, zeroes after those of the file
public record Segment(
    int type, int flags, long fileOffset, long address, long fileSize, long memorySize) {
  /// PT_LOAD.
  public boolean isLoad() {
    return type == 1;
  }

  /// Whether the program may write there.
  public boolean isWritable() {
    return (flags & 2) != 0;
  }
}
