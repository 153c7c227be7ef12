package initscope.xray.elf;

import initscope.model.Bytes;
import initscope.model.binary.LinkFacts;
import initscope.model.binary.Part;
import initscope.model.binary.SectionSize;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads how an executable was linked, and what its bytes are.
public final class Linkage {
  private static final int INTERPRETER = 3;
  private static final int MAX_NAME = 4096;
  private static final int MAX_LIBRARIES = 1 << 12;

  private Linkage() {}

  /// Reads it, as far as the file goes.
  ///
  /// @param fileBytes size of the file
  /// @param cgo whether the runtime's cgo part is linked in, where that is known
  public static LinkFacts read(Reader file, Elf elf, long fileBytes, Optional<Boolean> cgo)
      throws MemoryLostException {
    Dynamic dynamic = Dynamic.read(file, elf);
    List<String> needed = new ArrayList<>();
    List<Long> names = dynamic.values(Dynamic.NEEDED);
    for (long name : names.subList(0, Math.min(names.size(), MAX_LIBRARIES))) {
      needed.add(dynamic.name(file, elf, name));
    }
    return new LinkFacts(
        fileBytes,
        interpreter(file, elf),
        needed,
        VersionNeeds.glibc(file, elf, dynamic),
        RelocationTables.count(file, elf, dynamic),
        dynamic.bindsNow(),
        cgo,
        sections(elf),
        parts(elf, fileBytes));
  }

  private static Optional<String> interpreter(Reader file, Elf elf) throws MemoryLostException {
    for (Segment segment : elf.segments()) {
      if (segment.type() == INTERPRETER) {
        long size = Math.clamp(segment.fileSize(), 0, MAX_NAME);
        Bytes text = file.now(segment.fileOffset(), size);
        long end = text.indexOf(0, 0);
        return Optional.of(text.first(end < 0 ? text.size() : end).utf8());
      }
    }
    return Optional.empty();
  }

  private static List<SectionSize> sections(Elf elf) {
    return elf.sections().stream()
        .filter(section -> section.type() != 0)
        .map(s -> new SectionSize(s.name(), s.size(), s.isInFile()))
        .toList();
  }

  /// Each byte counts once: what two sections of a damaged file claim is the first one's, and no section has more than the file.
  private static Map<Part, Long> parts(Elf elf, long fileBytes) {
    Map<Part, Long> parts = new EnumMap<>(Part.class);
    Set<Long> seen = new HashSet<>();
    long left = fileBytes;
    for (Section section : elf.sections()) {
      if (section.isInFile() && section.size() > 0 && seen.add(section.fileOffset())) {
        left -= add(parts, part(section), section.fileOffset(), section.size(), left, fileBytes);
      }
    }
    if (elf.sections().isEmpty()) {
      for (Segment segment : elf.loads()) {
        left -=
            add(parts, part(segment), segment.fileOffset(), segment.fileSize(), left, fileBytes);
      }
    }
    parts.merge(Part.OTHER, left, Long::sum);
    return parts;
  }

  private static long add(
      Map<Part, Long> parts, Part part, long from, long size, long left, long fileBytes) {
    long room = from < 0 ? 0 : Math.max(0, fileBytes - from);
    long inFile = Math.clamp(size, 0, room);
    long counted = Math.min(inFile, left);
    parts.merge(part, counted, Long::sum);
    return counted;
  }

  private static Part part(Section section) {
    String name = section.name();
    if (name.endsWith(".gopclntab")) {
      return Part.PCLNTAB;
    }
    if (!section.isLoaded()) {
      boolean symbols = name.equals(".symtab") || name.equals(".strtab");
      boolean dwarf = name.startsWith(".debug_") || name.startsWith(".zdebug_");
      return symbols || dwarf ? Part.SYMBOLS : Part.OTHER;
    }
    if (section.isCode()) {
      return Part.TEXT;
    }
    boolean constant = !section.isWritable() || name.startsWith(".data.rel.ro");
    return constant ? Part.RODATA : Part.DATA;
  }

  private static Part part(Segment segment) {
    boolean code = (segment.flags() & 1) != 0;
    return code ? Part.TEXT : segment.isWritable() ? Part.DATA : Part.RODATA;
  }
}
