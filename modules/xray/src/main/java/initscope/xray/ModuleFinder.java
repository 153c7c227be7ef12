package initscope.xray;

import initscope.model.Bytes;
import initscope.model.host.Mapping;
import initscope.xray.elf.Elf;
import initscope.xray.elf.Pclntab;
import initscope.xray.elf.Section;
import initscope.xray.elf.Segment;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the runtime's {@code moduledata} without symbols.
///
/// It begins with the address of pclntab's header followed by the address of the name table, which stands soon after
/// that header. Such a pair is looked for in writable memory, where the sections of a known name come first, and
/// confirmed by the header's magic and offsets. Read from memory rather than the file, relocations are done.
final class ModuleFinder {
  private static final int[] WINDOWS = {1 << 18, 1 << 20, 1 << 22, 1 << 24, 1 << 25};
  private static final int PCHEADER_BYTES = 72;
  private static final int OLD_PCHEADER_BYTES = 64;
  private static final int MAX_HEADER_BYTES = 256;
  private static final int MAX_CANDIDATES = 64;

  private final Reader process;
  private final Elf elf;
  private final Ahead ahead;

  /// @param ahead told of a likely moduledata before it is confirmed, to wish for what it points to
  ModuleFinder(Reader process, Elf elf, Ahead ahead) {
    this.process = process;
    this.elf = elf;
    this.ahead = ahead;
  }

  /// Wishes ahead of need.
  interface Ahead {
    /// Told where a moduledata may be, and its bytes.
    void likely(long address, Bytes bytes);
  }

  private record Area(long address, long size) {}

  /// How far the program lies from where its file says.
  long bias(List<Mapping> maps, Bytes fileHead) throws Refusal, MemoryLostException {
    if (!elf.positionIndependent()) {
      return 0;
    }
    List<Mapping> starts =
        maps.stream()
            .filter(mapping -> mapping.inode() != 0 && mapping.fileOffset() == 0)
            .limit(MAX_CANDIDATES)
            .toList();
    Refusal.unless(!starts.isEmpty(), "maps.executable", "no file is mapped from its start");
    starts.forEach(mapping -> process.start(mapping.start(), 64));
    wish(named(starts.getFirst().start() - elf.lowestPage()), WINDOWS[0]);
    process.fetch();
    for (Mapping mapping : starts) {
      Bytes head = process.start(mapping.start(), 64).orElse(Bytes.EMPTY);
      if (!head.isEmpty() && head.equals(fileHead.first(64))) {
        return mapping.start() - elf.lowestPage();
      }
    }
    throw new Refusal(
        "maps.executable",
        process.why(starts.getFirst().start()).orElse("no mapping begins as the executable does"));
  }

  /// The address of moduledata.
  long find(long bias) throws Refusal, MemoryLostException {
    List<Area> writable = writable(bias);
    Optional<Long> found = find(named(bias), bias);
    found = found.isPresent() ? found : find(writable, bias);
    if (found.isPresent()) {
      return found.get();
    }
    Optional<String> why =
        writable.stream().flatMap(a -> process.why(a.address).stream()).findFirst();
    if (why.isEmpty()) {
      checkMagic(bias);
    }
    throw new Refusal(
        why.isPresent() ? "memory.readable" : "moduledata.found",
        why.orElse("none in writable memory"));
  }

  /// Refuses by what is wrong where the program says where its pclntab is, but that does not begin as one.
  private void checkMagic(long bias) throws Refusal, MemoryLostException {
    Optional<Section> section = Pclntab.section(elf).filter(s -> s.address() != 0);
    if (section.isPresent()) {
      long address = section.get().address() + bias;
      process.bytes(address, 4);
      process.fetch();
      Optional<Bytes> head = process.bytes(address, 4);
      Refusal.unless(
          head.isPresent(), "pclntab.readable", process.why(address).orElse("ends there"));
      long magic = head.get().u32(0);
      Refusal.unless(Pclntab.isMagic(magic), "pclntab.magic", Refusal.hex(magic));
    }
  }

  private Optional<Long> find(List<Area> areas, long bias) throws MemoryLostException {
    for (int window : WINDOWS) {
      wish(areas, window);
      process.fetch();
      for (Area area : areas) {
        Optional<Long> found = find(area, window, bias);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Long> find(Area area, int window, long bias) throws MemoryLostException {
    Bytes bytes = process.start(area.address, Math.min(window, area.size)).orElse(Bytes.EMPTY);
    List<Long> candidates = new ArrayList<>();
    for (long at = -area.address & 7; at + 16 <= bytes.size(); at += 8) {
      long header = bytes.u64(at);
      long names = bytes.u64(at + 8) - header;
      if (names >= OLD_PCHEADER_BYTES
          && names <= MAX_HEADER_BYTES
          && isMapped(header, bias)
          && isTable(bytes, at)
          && candidates.size() < MAX_CANDIDATES) {
        long module = area.address + at;
        candidates.add(module);
        process.start(header, PCHEADER_BYTES);
        process.start(module, Module.MAX_SIZE).ifPresent(data -> ahead.likely(module, data));
      }
    }
    process.fetch();
    return candidates.stream().filter(this::confirmed).findFirst();
  }

  /// The name table's slice and, where it is in view, the two that begin at one address.
  private static boolean isTable(Bytes bytes, long at) {
    boolean names = at + 32 > bytes.size() || bytes.u64(at + 16) == bytes.u64(at + 24);
    return names && (at + 136 > bytes.size() || bytes.u64(at + 104) == bytes.u64(at + 128));
  }

  /// Whether the pcHeader's own words agree with the moduledata's slices; false where they are not read yet.
  boolean confirmed(long module) {
    Bytes data = process.start(module, Module.MAX_SIZE).orElse(Bytes.EMPTY);
    if (data.size() < Module.MAX_SIZE / 2) {
      return false;
    }
    long address = data.u64(0);
    Bytes header = process.bytes(address, PCHEADER_BYTES).orElse(Bytes.EMPTY);
    if (header.isEmpty()) {
      return false;
    }
    long magic = header.u32(0);
    // where the offsets begin: before 1.18 there is no text address
    int words = magic == Pclntab.MAGIC_1_16 ? 24 : 32;
    boolean offsets =
        data.u64(8) == address + header.u64(words)
            && data.u64(32) == address + header.u64(words + 8L)
            && data.u64(56) == address + header.u64(words + 16L)
            && data.u64(80) == address + header.u64(words + 24L)
            && data.u64(104) == address + header.u64(words + 32L);
    return Pclntab.isMagic(magic)
        && header.at(7) == 8
        && offsets
        && data.u64(128) == data.u64(104)
        && data.u64(136) == header.u64(8) + 1;
  }

  private void wish(List<Area> areas, int window) {
    for (Area area : areas) {
      process.start(area.address, Math.min(window, area.size));
    }
  }

  /// The section that holds it, where sections have their names.
  private List<Area> named(long bias) {
    return Stream.of(".go.module", ".noptrdata")
        .flatMap(name -> elf.section(name).stream())
        .filter(section -> section.address() != 0)
        .limit(1)
        .map(
            section ->
                new Area(section.address() + bias, Math.max(section.size(), Module.MAX_SIZE)))
        .toList();
  }

  private List<Area> writable(long bias) {
    return elf.loads().stream()
        .filter(Segment::isWritable)
        .map(segment -> new Area(segment.address() + bias, segment.fileSize()))
        .toList();
  }

  private boolean isMapped(long address, long bias) {
    return elf.loads().stream()
        .anyMatch(
            segment ->
                Long.compareUnsigned(address - bias - segment.address(), segment.memorySize()) < 0);
  }
}
