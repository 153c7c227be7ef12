package initscope.xray.core;

import initscope.model.Bytes;
import initscope.model.host.Mapping;
import initscope.xray.elf.Elf;
import initscope.xray.memory.Chunk;
import initscope.xray.memory.Memory;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Range;
import initscope.xray.memory.Reader;
import initscope.xray.memory.SparseMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A core file and, where they are given, the files the process had mapped.
///
/// A file is put behind what was not dumped only where it is proven to be the same: its first page, which holds Go's build id,
/// equals the one that was dumped. Where that was not dumped, the program's entry and the number of its segments must be those
/// that the kernel told the process.
///
/// @param memory the process's memory
/// @param executable the program's file by offset: the one that was given, else what the core holds of it
/// @param given whether the program's file was given and is the right one
/// @param used which of the files given were put behind the core, by their index
public record CoreImage(Memory memory, Memory executable, boolean given, Set<Integer> used) {
  private static final int HEAD = 4096;
  private static final long ENTRY = 9;
  private static final long PROGRAM_HEADER_COUNT = 5;
  private static final long MAX_SKELETON_BYTES = 16 << 20;

  /// Keeps an immutable copy.
  public CoreImage {
    used = Set.copyOf(used);
  }

  /// Puts them together.
  ///
  /// @param core the file
  /// @param facts what it says
  /// @param binaries ELF files that may be the program or others it had mapped
  public static CoreImage of(Bytes core, Core facts, List<Bytes> binaries) {
    CoreMemory dumped = new CoreMemory(core, facts, Map.of());
    Map<String, Backing> backings = new HashMap<>();
    Map<String, Integer> indexes = new HashMap<>();
    Optional<String> program = facts.executable();
    for (Mapping start : starts(facts)) {
      for (int i = 0; i < binaries.size() && !backings.containsKey(start.path()); i++) {
        Optional<Elf> elf = elf(binaries.get(i));
        boolean isProgram = program.filter(start.path()::equals).isPresent();
        if (elf.isPresent()
            && same(dumped, start, isProgram ? facts : null, binaries.get(i), elf.get())) {
          backings.put(start.path(), new Backing(binaries.get(i), elf.get()));
          indexes.put(start.path(), i);
        }
      }
    }
    Backing own = program.map(backings::get).orElse(null);
    Memory file =
        own != null
            ? SparseMemory.ofFile(own.bytes())
            : fromCore(dumped, facts, program.orElse(""));
    return new CoreImage(
        backings.isEmpty() ? dumped : new CoreMemory(core, facts, backings),
        file,
        own != null,
        new HashSet<>(indexes.values()));
  }

  /// The first mapping of each file's beginning.
  private static List<Mapping> starts(Core facts) {
    Map<String, Mapping> starts = new LinkedHashMap<>();
    for (Mapping mapping : facts.mappings()) {
      if (mapping.inode() != 0 && mapping.fileOffset() == 0) {
        starts.putIfAbsent(mapping.path(), mapping);
      }
    }
    return List.copyOf(starts.values());
  }

  private static boolean same(
      CoreMemory dumped,
      Mapping start,
      @org.jspecify.annotations.Nullable Core program,
      Bytes binary,
      Elf elf) {
    Bytes head = dumped.read(List.of(new Range(start.start(), HEAD))).getFirst().bytes();
    if (!head.isEmpty()) {
      return head.size() <= binary.size() && binary.startsWith(head, 0);
    }
    if (program == null) {
      return false;
    }
    long bias = elf.positionIndependent() ? start.start() - elf.lowestPage() : 0;
    Long entry = program.auxiliary().get(ENTRY);
    Long count = program.auxiliary().get(PROGRAM_HEADER_COUNT);
    return entry != null
        && count != null
        && entry == elf.entry() + bias
        && count == elf.segments().size();
  }

  private static Optional<Elf> elf(Bytes file) {
    try {
      return Elf.read(new Reader(SparseMemory.ofFile(file), MAX_SKELETON_BYTES), segments -> {});
    } catch (MemoryLostException e) {
      return Optional.empty();
    }
  }

  /// The program's file as far as its mappings were dumped: its first page and its data.
  private static Memory fromCore(CoreMemory dumped, Core facts, String path) {
    List<Mapping> parts =
        facts.mappings().stream()
            .filter(mapping -> mapping.inode() != 0 && mapping.path().equals(path))
            .toList();
    return ranges -> {
      List<Chunk> chunks = new ArrayList<>();
      for (Range range : ranges) {
        chunks.add(part(dumped, parts, range));
      }
      return chunks;
    };
  }

  private static Chunk part(CoreMemory dumped, List<Mapping> parts, Range range) {
    for (Mapping part : parts) {
      long skip = range.address() - part.fileOffset();
      if (skip >= 0 && skip < part.sizeBytes()) {
        int most = (int) Math.min(range.length(), part.sizeBytes() - skip);
        Chunk chunk = dumped.read(List.of(new Range(part.start() + skip, most))).getFirst();
        return Chunk.partial(range, chunk.bytes(), chunk.reason().orElse("not in the core file"));
      }
    }
    return Chunk.unreadable(range, "not in the core file");
  }
}
