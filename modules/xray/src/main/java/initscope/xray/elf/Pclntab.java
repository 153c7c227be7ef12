package initscope.xray.elf;

import initscope.model.Bytes;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.Optional;
import java.util.stream.Stream;

/// The head of pclntab, the table of functions that the runtime itself needs: every Go program has one, also one whose build info was
/// removed. It tells between which releases the program was built.
///
/// @param magic its first four bytes, as a number
public record Pclntab(long magic) {
  /// Of Go 1.16 and 1.17.
  public static final long MAGIC_1_16 = 0xffff_fffaL;

  /// Of Go 1.18 and 1.19.
  public static final long MAGIC_1_18 = 0xffff_fff0L;

  /// Of Go 1.20 and later.
  public static final long MAGIC_1_20 = 0xffff_fff1L;

  private static final int HEAD_BYTES = 24;
  private static final int SEARCH_BYTES = 1 << 20;
  private static final long MAX_SEARCH_BYTES = 16 << 20;
  private static final long MAX_FUNCTIONS = 1 << 24;

  /// Whether a release is known that begins its table so.
  public static boolean isMagic(long word) {
    return word == MAGIC_1_16 || word == MAGIC_1_18 || word == MAGIC_1_20;
  }

  /// The releases that begin their table so.
  public String releases() {
    return magic == MAGIC_1_16
        ? "1.16 or 1.17"
        : magic == MAGIC_1_18 ? "1.18 or 1.19" : "1.20 or later";
  }

  /// The section that holds it, where sections have names.
  public static Optional<Section> section(Elf elf) {
    return Stream.of(".gopclntab", ".data.rel.ro.gopclntab")
        .flatMap(name -> elf.section(name).stream())
        .findFirst();
  }

  /// Finds its head in an executable: in its section, and in a file without sections by its bytes. Empty where there is none, or one
  /// that begins as no known release's does.
  public static Optional<Pclntab> read(Reader file, Elf elf) throws MemoryLostException {
    Optional<Section> section = section(elf);
    if (section.isPresent()) {
      file.start(section.get().fileOffset(), HEAD_BYTES);
      file.fetch();
      return at(file.start(section.get().fileOffset(), HEAD_BYTES).orElse(Bytes.EMPTY), 0);
    }
    return elf.sections().isEmpty() ? searched(file, elf) : Optional.empty();
  }

  private static Optional<Pclntab> searched(Reader file, Elf elf) throws MemoryLostException {
    long left = MAX_SEARCH_BYTES;
    for (Segment segment : elf.loads()) {
      for (long from = 0; from < segment.fileSize() && left > 0; from += SEARCH_BYTES) {
        long start = segment.fileOffset() + from;
        long size = Math.min(SEARCH_BYTES + HEAD_BYTES, segment.fileSize() - from);
        left -= size;
        file.start(start, size);
        file.fetch();
        Bytes part = file.start(start, size).orElse(Bytes.EMPTY);
        for (long at = 0; at + HEAD_BYTES <= part.size(); at += 8) {
          Optional<Pclntab> found = at(part, at);
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  /// Magic, two zeroes, the size of an instruction and of a pointer, the numbers of functions and files.
  private static Optional<Pclntab> at(Bytes bytes, long at) {
    if (bytes.size() < at + HEAD_BYTES || !isMagic(bytes.u32(at))) {
      return Optional.empty();
    }
    boolean fits =
        bytes.u16(at + 4) == 0
            && (bytes.at(at + 6) == 1 || bytes.at(at + 6) == 4)
            && bytes.at(at + 7) == 8
            && isCount(bytes.u64(at + 8))
            && isCount(bytes.u64(at + 16));
    return fits ? Optional.of(new Pclntab(bytes.u32(at))) : Optional.empty();
  }

  private static boolean isCount(long word) {
    return word > 0 && word < MAX_FUNCTIONS;
  }
}
