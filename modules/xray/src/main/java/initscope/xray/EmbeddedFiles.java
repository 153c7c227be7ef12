package initscope.xray;

import initscope.model.Bytes;
import initscope.model.binary.EmbeddedFile;
import initscope.xray.elf.Elf;
import initscope.xray.elf.Section;
import initscope.xray.elf.Segment;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files of {@code embed.FS} variables, found by the shape in which the compiler writes them, so that no symbol is needed: a slice whose
/// elements follow it at once, each two strings (name and contents) and a hash of 16 bytes, in the order of the package {@code embed}.
final class EmbeddedFiles {
  private static final int HEAD = 24;
  private static final int ENTRY = 48;
  private static final int MAX_FILES = 1 << 16;
  private static final int MAX_NAME = 4096;
  private static final long MAX_AREA_BYTES = 512L << 20;
  private static final int WINDOW = 1 << 20;

  private final Reader image;
  private final Elf elf;
  private final List<EmbeddedFile> files = new ArrayList<>();

  private EmbeddedFiles(Reader image, Elf elf) {
    this.image = image;
    this.elf = elf;
  }

  /// All of them, in the order in which they lie in the program.
  static List<EmbeddedFile> read(Reader image, Elf elf) throws MemoryLostException {
    EmbeddedFiles reading = new EmbeddedFiles(image, elf);
    long left = MAX_AREA_BYTES;
    for (Area area : reading.areas()) {
      if (area.size <= left) {
        left -= area.size;
        reading.search(area);
      }
    }
    return List.copyOf(reading.files);
  }

  private record Area(long address, long size) {}

  /// What is loaded and is no code, nor the table of functions.
  private List<Area> areas() {
    if (elf.sections().isEmpty()) {
      return elf.loads().stream()
          .filter(segment -> (segment.flags() & 1) == 0)
          .map(segment -> new Area(segment.address(), Math.max(0, segment.fileSize())))
          .toList();
    }
    return elf.sections().stream()
        .filter(s -> s.isLoaded() && s.isInFile() && !s.isCode() && s.size() > 0)
        .filter(s -> isConstant(s) && !s.name().endsWith(".gopclntab"))
        .map(section -> new Area(section.address(), section.size()))
        .toList();
  }

  private static boolean isConstant(Section section) {
    return !section.isWritable() || section.name().startsWith(".data.rel.ro");
  }

  private void search(Area area) throws MemoryLostException {
    for (long from = 0; from < area.size && files.size() < MAX_FILES; from += WINDOW) {
      long start = area.address + from;
      Bytes part = image.now(start, Math.min(WINDOW + HEAD, area.size - from));
      if (part.isEmpty()) {
        break;
      }
      for (long at = -start & 7; at + HEAD <= part.size() && at < WINDOW; at += 8) {
        if (part.u64(at) == start + at + HEAD && part.u64(at + 8) == part.u64(at + 16)) {
          take(start + at + HEAD, part.u64(at + 8));
        }
      }
    }
  }

  private void take(long address, long count) throws MemoryLostException {
    if (count < 1 || count > MAX_FILES - files.size()) {
      return;
    }
    Bytes entries = image.now(address, count * ENTRY);
    List<EmbeddedFile> found = new ArrayList<>();
    for (long at = 0; at + ENTRY <= entries.size(); at += ENTRY) {
      Optional<EmbeddedFile> file = file(entries, at);
      if (file.isEmpty()) {
        return;
      }
      if (!file.get().name().endsWith("/")) {
        found.add(file.get());
      }
    }
    if (entries.size() == count * ENTRY) {
      files.addAll(found);
    }
  }

  private Optional<EmbeddedFile> file(Bytes entries, long at) throws MemoryLostException {
    long nameBytes = entries.u64(at + 8);
    long bytes = entries.u64(at + 24);
    if (nameBytes < 1 || nameBytes > MAX_NAME || bytes < 0) {
      return Optional.empty();
    }
    boolean held = bytes == 0 || isHeld(entries.u64(at + 16), bytes);
    Bytes name = held ? image.now(entries.u64(at), nameBytes) : Bytes.EMPTY;
    return name.size() == nameBytes && isPath(name)
        ? Optional.of(new EmbeddedFile(name.utf8(), bytes))
        : Optional.empty();
  }

  private boolean isHeld(long address, long size) {
    for (Segment segment : elf.loads()) {
      long inside = address - segment.address();
      if (inside >= 0 && inside < segment.fileSize() && size <= segment.fileSize() - inside) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPath(Bytes name) {
    for (long i = 0; i < name.size(); i++) {
      if (name.at(i) < 0x20 || name.at(i) == 0x7f) {
        return false;
      }
    }
    return name.at(0) != '/';
  }
}
