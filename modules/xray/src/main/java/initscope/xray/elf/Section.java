package initscope.xray.elf;

/// One section header.
///
/// @param name such as {@code .gopclntab}
/// @param type 8 for no bits in the file
/// @param flags 1 writable, 2 loaded, 4 instructions, 0x800 compressed
/// @param address in memory, before the load bias
/// @param fileOffset where its bytes begin in the file
/// @param size in bytes
public record Section(String name, int type, long flags, long address, long fileOffset, long size) {
  private static final int NO_BITS = 8;

  /// Whether its bytes in the file are compressed, as ELF says it (SHF_COMPRESSED).
  public boolean isCompressed() {
    return (flags & 0x800) != 0;
  }

  /// Whether it is loaded into memory (SHF_ALLOC).
  public boolean isLoaded() {
    return (flags & 2) != 0;
  }

  /// Whether it is written to (SHF_WRITE).
  public boolean isWritable() {
    return (flags & 1) != 0;
  }

  /// Whether it holds instructions (SHF_EXECINSTR).
  public boolean isCode() {
    return (flags & 4) != 0;
  }

  /// Whether it has bytes in the file.
  public boolean isInFile() {
    return type != NO_BITS && type != 0;
  }
}
