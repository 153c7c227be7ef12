package initscope.layout.memory;

import initscope.layout.memory.Area.Kind;
import initscope.layout.memory.Area.Reason;
import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.go.GoBinary;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.go.WaitGraph;
import initscope.model.go.WaitObject;
import initscope.model.host.Mapping;
import initscope.model.host.ProcessFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Each mapping of a process with what it is. Only what a name or an address proves is told; the rest stays anonymous.
public final class MemoryMap {
  /// Where Go up to 1.25 asks for its first arena on 64-bit Linux; later versions choose at random.
  private static final long FIRST_ARENA = 0xc0_0000_0000L;

  private static final int LAST_FIXED_MINOR = 25;
  private static final String G = "g 0x";

  private final List<Mapping> maps;
  private final String executable;
  private final Set<Integer> heap = new HashSet<>();
  private final Set<Integer> arena = new HashSet<>();

  private MemoryMap(Incident incident) {
    maps =
        incident.maps().stream()
            .sorted((a, b) -> Long.compareUnsigned(a.start(), b.start()))
            .toList();
    executable = incident.process().flatMap(ProcessFacts::executable).orElse("");
    incident.go().map(GoRuntime::waits).ifPresent(this::channels);
    incident.goroutines().forEach(this::structure);
    if (incident.go().map(GoRuntime::binary).map(MemoryMap::hasFixedArena).orElse(false)) {
      arenas();
    }
  }

  /// The areas, by address.
  public static List<Area> of(Incident incident) {
    return new MemoryMap(incident).areas();
  }

  /// A {@code chan} is always made on the heap.
  private void channels(WaitGraph waits) {
    for (WaitGraph.Wait wait : waits.waits()) {
      if (wait.object() instanceof WaitObject.Channel channel && channel.address() != 0) {
        holding(channel.address()).ifPresent(heap::add);
      }
    }
  }

  /// A goroutine's own structure is made on the heap; the evidence says where it was read.
  private void structure(Goroutine one) {
    for (EvidenceRef place : one.evidence()) {
      address(place.quote()).stream().forEach(a -> holding(a).ifPresent(heap::add));
    }
  }

  private static OptionalLong address(String quote) {
    int end = quote.indexOf(',');
    if (!quote.startsWith(G) || end < 0 || end - G.length() > 16) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseUnsignedLong(quote.substring(G.length(), end), 16));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /// Index of the mapping that holds an address.
  private Optional<Integer> holding(long address) {
    int low = 0;
    int high = maps.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(maps.get(middle).end(), address) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < maps.size() && maps.get(low).contains(address)
        ? Optional.of(low)
        : Optional.empty();
  }

  private static boolean hasFixedArena(GoBinary binary) {
    boolean wide = binary.machine().equals("amd64") || binary.machine().equals("arm64");
    String version = binary.goVersion();
    if (!wide || !version.startsWith("go1.")) {
      return false;
    }
    int end = 4;
    while (end < version.length() && Character.isDigit(version.charAt(end)) && end < 8) {
      end++;
    }
    return end > 4 && Integer.parseInt(version.substring(4, end)) <= LAST_FIXED_MINOR;
  }

  private void arenas() {
    long next = FIRST_ARENA;
    for (int i = 0; i < maps.size(); i++) {
      Mapping mapping = maps.get(i);
      if (mapping.start() == next && mapping.path().isEmpty()) {
        arena.add(i);
        next = mapping.end();
      }
    }
  }

  private List<Area> areas() {
    List<Area> areas = new ArrayList<>();
    for (int i = 0; i < maps.size(); i++) {
      long gap = i == 0 ? 0 : maps.get(i).start() - maps.get(i - 1).end();
      areas.add(area(i, areas, gap));
    }
    return List.copyOf(areas);
  }

  private Area area(int index, List<Area> before, long gap) {
    Mapping mapping = maps.get(index);
    String path = mapping.path();
    if (path.startsWith("[anon: Go: ") || path.startsWith("[anon_shmem: Go: ")) {
      boolean isHeap = path.contains("Go: heap") && !path.contains("reservation");
      Kind kind = noAccess(mapping) ? Kind.RESERVED : isHeap ? Kind.GO_HEAP : Kind.GO_RUNTIME;
      return new Area(mapping, kind, Reason.GO_NAME, gap);
    }
    if (path.startsWith("[")) {
      return bracketed(mapping, gap);
    }
    if (!path.isEmpty()) {
      return new Area(mapping, file(mapping), Reason.FILE, gap);
    }
    return anonymous(index, before, gap);
  }

  private static Area bracketed(Mapping mapping, long gap) {
    Kind kind =
        switch (mapping.path()) {
          case "[heap]" -> Kind.C_HEAP;
          case "[stack]" -> Kind.THREAD_STACK;
          case "[vdso]", "[vvar]", "[vvar_vclock]", "[vsyscall]", "[vectors]", "[sigpage]" ->
              Kind.KERNEL;
          default -> Kind.ANONYMOUS;
        };
    Reason reason = kind == Kind.ANONYMOUS ? Reason.UNKNOWN : Reason.KERNEL_NAME;
    return new Area(mapping, kind, reason, gap);
  }

  private Kind file(Mapping mapping) {
    if (!mapping.path().equals(executable)) {
      return isLibrary(mapping.path()) ? Kind.LIBRARY : Kind.FILE;
    }
    if (mapping.permissions().indexOf('x') >= 0) {
      return Kind.PROGRAM_CODE;
    }
    return mapping.permissions().indexOf('w') >= 0 ? Kind.PROGRAM_DATA : Kind.PROGRAM_READONLY;
  }

  /// {@code libc.so.6}, {@code ld-linux-x86-64.so.2}, {@code libc-2.17.so}.
  private static boolean isLibrary(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return name.endsWith(".so") || name.contains(".so.");
  }

  private Area anonymous(int index, List<Area> before, long gap) {
    Mapping mapping = maps.get(index);
    if (noAccess(mapping)) {
      return new Area(mapping, Kind.RESERVED, Reason.NO_ACCESS, gap);
    }
    if (heap.contains(index)) {
      return new Area(mapping, Kind.GO_HEAP, Reason.OBJECT, gap);
    }
    if (arena.contains(index)) {
      return new Area(mapping, Kind.GO_HEAP, Reason.ARENA_ADDRESS, gap);
    }
    if (!before.isEmpty() && gap == 0 && before.getLast().kind() == Kind.PROGRAM_DATA) {
      return new Area(mapping, Kind.PROGRAM_DATA, Reason.AFTER_DATA, gap);
    }
    return new Area(mapping, Kind.ANONYMOUS, Reason.UNKNOWN, gap);
  }

  private static boolean noAccess(Mapping mapping) {
    return mapping.permissions().startsWith("---");
  }

  /// The largest areas that can be accessed.
  public static List<Area> largest(List<Area> areas, int most) {
    return areas.stream()
        .filter(a -> a.kind() != Kind.RESERVED)
        .sorted(Comparator.comparingLong(a -> -a.mapping().sizeBytes()))
        .limit(most)
        .toList();
  }
}
