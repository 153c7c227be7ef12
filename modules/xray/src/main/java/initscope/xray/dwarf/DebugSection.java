package initscope.xray.dwarf;

import initscope.model.Bytes;
import initscope.xray.elf.Elf;
import initscope.xray.elf.Section;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/// The bytes of a debugging section, which may be compressed: as ELF says it (SHF_COMPRESSED) or as Go did before 1.19
/// ({@code .zdebug_}). Only zlib: Go's linker writes nothing else.
final class DebugSection {
  private static final long MAX_FILE_BYTES = 64 << 20;
  private static final int ELF_HEADER_BYTES = 24;
  private static final int GNU_HEADER_BYTES = 12;
  private static final int ZLIB = 1;

  private DebugSection() {}

  /// Wishes for a section by its name after {@code debug_}.
  static void wish(Reader file, Elf elf, String name) {
    find(elf, name).ifPresent(section -> file.start(section.fileOffset(), section.size()));
  }

  /// Opens a section that is read; empty where there is none, it is too large or not to be read.
  static Optional<InputStream> open(Reader file, Elf elf, String name) throws MemoryLostException {
    Optional<Section> section = find(elf, name);
    if (section.isEmpty()) {
      return Optional.empty();
    }
    file.bytes(section.get().fileOffset(), section.get().size());
    file.fetch();
    return file.bytes(section.get().fileOffset(), section.get().size())
        .flatMap(bytes -> open(section.get(), bytes));
  }

  private static Optional<Section> find(Elf elf, String name) {
    return elf.section(".debug_" + name)
        .or(() -> elf.section(".zdebug_" + name))
        .filter(section -> section.size() > 0 && section.size() <= MAX_FILE_BYTES);
  }

  private static Optional<InputStream> open(Section section, Bytes bytes) {
    if (section.isCompressed()) {
      return bytes.size() > ELF_HEADER_BYTES && bytes.u32(0) == ZLIB
          ? Optional.of(inflated(bytes.from(ELF_HEADER_BYTES)))
          : Optional.empty();
    }
    if (section.name().startsWith(".z")) {
      return bytes.size() > GNU_HEADER_BYTES && bytes.startsWith("ZLIB")
          ? Optional.of(inflated(bytes.from(GNU_HEADER_BYTES)))
          : Optional.empty();
    }
    return Optional.of(new ByteArrayInputStream(bytes.toArray()));
  }

  /// One byte more than there is: inflating wants it where the stream ends with its last block.
  private static InputStream inflated(Bytes bytes) {
    return new InflaterInputStream(
        new SequenceInputStream(
            new ByteArrayInputStream(bytes.toArray()), new ByteArrayInputStream(new byte[1])));
  }
}
