package initscope.xray.elf;

/// One section header.
///
/// @param name such as {@code .gopclntab}
/// @param type 8 for no bits in the file
/// @param address in memory, before the load bias
/// @param fileOffset where its bytes begin in the file
/// @param size in bytes
/// @param isCompressed whether its bytes in the file are compressed, as ELF says it (SHF_COMPRESSED)
public record Section(
    String name, int type, long address, long fileOffset, long size, boolean isCompressed) {}
