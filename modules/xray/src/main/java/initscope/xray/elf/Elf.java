package initscope.xray.elf;

import initscope.model.Bytes;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The skeleton of a 64 bit little-endian ELF file.
///
/// @param positionIndependent ET_DYN
/// @param machine 62 x86-64, 183 AArch64
/// @param entry address where it starts, before the load bias
/// @param segments program headers, in order
/// @param sections section headers with their names; empty where the file has none
public record Elf(
    boolean positionIndependent,
    int machine,
    long entry,
    List<Segment> segments,
    List<Section> sections) {
  /// Bytes of the file that are read first; they hold the header, the program headers and Go's notes.
  public static final int HEAD_BYTES = 4096;

  private static final int MAX_HEADERS = 4096;
  private static final int HEADER = 64;

  /// Keeps immutable copies.
  public Elf {
    segments = List.copyOf(segments);
    sections = List.copyOf(sections);
  }

  /// Reads the skeleton; empty where the file is no such ELF. Damaged tables give what could be read of them.
  ///
  /// @param alongside what else to wish for once the segments are known, to save a round trip
  public static Optional<Elf> read(Reader file, Alongside alongside) throws MemoryLostException {
    file.start(0, HEAD_BYTES);
    file.fetch();
    Optional<Bytes> head = file.start(0, HEAD_BYTES).filter(Elf::isElf64);
    if (head.isEmpty()) {
      return Optional.empty();
    }
    Bytes h = head.get();
    Table programs = new Table(h.u64(32), h.u16(54), Math.min(h.u16(56), MAX_HEADERS));
    Table sections = new Table(h.u64(40), h.u16(58), Math.min(h.u16(60), MAX_HEADERS));
    file.bytes(programs.offset, programs.bytes());
    file.start(sections.offset, sections.bytes());
    alongside.wish(segments(file, programs));
    file.fetch();
    List<Segment> segments = segments(file, programs);
    List<Section> unnamed = sections(file, sections, Bytes.EMPTY);
    Bytes names = names(file, unnamed, h.u16(62), segments, alongside);
    return Optional.of(
        new Elf(
            h.u16(16) == 3,
            h.u16(18),
            h.u64(24),
            segments,
            names.isEmpty() ? List.of() : sections(file, sections, names)));
  }

  /// Something to be read in the same batch.
  public interface Alongside {
    /// Called when the segments are known.
    void wish(List<Segment> segments);
  }

  /// The section of a name.
  public Optional<Section> section(String name) {
    return sections.stream().filter(section -> section.name().equals(name)).findFirst();
  }

  /// PT_LOAD segments.
  public List<Segment> loads() {
    return segments.stream().filter(Segment::isLoad).toList();
  }

  /// Where in the file the byte at an address lies; -1 where the file does not have it.
  public long fileOffset(long address) {
    for (Segment segment : segments) {
      long inside = address - segment.address();
      if (segment.isLoad() && Long.compareUnsigned(inside, segment.fileSize()) < 0) {
        return segment.fileOffset() + inside;
      }
    }
    return -1;
  }

  /// How far the address of the first loadable byte is below its page: what a load bias is counted from.
  public long lowestPage() {
    return loads().stream().mapToLong(segment -> segment.address() & -4096L).min().orElse(0);
  }

  private static boolean isElf64(Bytes head) {
    return head.size() >= HEADER
        && head.startsWith("\u007fELF")
        && head.at(4) == 2
        && head.at(5) == 1;
  }

  private record Table(long offset, int entrySize, int count) {
    long bytes() {
      return (long) entrySize * count;
    }
  }

  private static List<Segment> segments(Reader file, Table table) {
    List<Segment> segments = new ArrayList<>();
    Bytes bytes = file.start(table.offset, table.bytes()).orElse(Bytes.EMPTY);
    for (int i = 0; i < table.count && table.entrySize >= 56; i++) {
      long at = (long) i * table.entrySize;
      if (bytes.size() - at < 56) {
        break;
      }
      segments.add(
          new Segment(
              (int) bytes.u32(at),
              (int) bytes.u32(at + 4),
              bytes.u64(at + 8),
              bytes.u64(at + 16),
              bytes.u64(at + 32),
              bytes.u64(at + 40)));
    }
    return segments;
  }

  private static List<Section> sections(Reader file, Table table, Bytes names) {
    List<Section> sections = new ArrayList<>();
    Bytes bytes = file.start(table.offset, table.bytes()).orElse(Bytes.EMPTY);
    for (int i = 0; i < table.count && table.entrySize >= HEADER; i++) {
      long at = (long) i * table.entrySize;
      if (bytes.size() - at < HEADER) {
        break;
      }
      sections.add(
          new Section(
              name(names, bytes.u32(at)),
              (int) bytes.u32(at + 4),
              bytes.u64(at + 8),
              bytes.u64(at + 16),
              bytes.u64(at + 24),
              bytes.u64(at + 32)));
    }
    return sections;
  }

  private static String name(Bytes names, long offset) {
    if (offset >= names.size()) {
      return "";
    }
    Bytes rest = names.from(offset).first(200);
    long end = rest.indexOf(0, 0);
    return rest.first(end < 0 ? rest.size() : end).utf8();
  }

  private static Bytes names(
      Reader file, List<Section> unnamed, int index, List<Segment> segments, Alongside alongside)
      throws MemoryLostException {
    if (index >= unnamed.size()) {
      return Bytes.EMPTY;
    }
    Section strings = unnamed.get(index);
    long size = Math.min(strings.size(), 1 << 16);
    file.start(strings.fileOffset(), size);
    alongside.wish(segments);
    file.fetch();
    return file.start(strings.fileOffset(), size).orElse(Bytes.EMPTY);
  }
}
