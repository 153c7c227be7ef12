package initscope.xray;

import initscope.model.Bytes;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the runtime's list of all goroutines without symbols: a slice in .bss whose address stands a second time, in
/// {@code allgptr}, and whose elements are {@code g}s that name themselves in their saved registers, goroutine 1 among
/// them. The linker sorts .bss by size, so that both stand near its start.
///
/// @param address of the slice's first element
/// @param count number of elements
/// @param pointers addresses of the {@code g}s, at most as many as are wanted
record AllGs(long address, long count, List<Long> pointers) {
  private static final int[] WINDOWS = {1 << 18, 1 << 20, 1 << 22, 1 << 24, 1 << 25};
  private static final long MAX_COUNT = 1 << 24;
  private static final int MAX_CANDIDATES = 1 << 14;
  private static final int FIRST_POINTERS = 8192;

  /// That there is no list: nothing in the whole of .bss looks like one.
  static final AllGs NONE = new AllGs(0, 0, List.of());

  AllGs {
    pointers = List.copyOf(pointers);
  }

  private record Slice(long address, long length) {}

  /// Wishes for the first part of .bss.
  static void wish(Reader process, Module module) {
    window(process, module, WINDOWS[0]);
  }

  /// Wishes for the lists that may be it, then for what they list, as far as the level before is read.
  static void wishLists(Reader process, Module module, Heap heap) {
    Optional<Bytes> bss = window(process, module, WINDOWS[0]);
    if (bss.isPresent()) {
      wishGs(process, module.layout(), candidates(bss.get(), heap));
    }
  }

  private static void wishGs(Reader process, Layout layout, List<Slice> candidates) {
    int most = candidates.size() <= 2 ? FIRST_POINTERS : 4;
    for (Slice slice : candidates) {
      process.start(slice.address, first(slice));
      pointers(process, slice).stream()
          .limit(most)
          .forEach(g -> process.start(g, RawG.wantedBytesOf(layout)));
    }
  }

  /// Finds it, and wishes for its goroutines. While the garbage collector marks, it keeps a copy of the slice, as it was when that
  /// began: the same elements, perhaps fewer.
  static AllGs find(Reader process, Module module, Heap heap, int most)
      throws Refusal, MemoryLostException {
    long whole = module.word("ebss") - module.word("bss");
    long seen = 0;
    int tried = 0;
    for (int size : WINDOWS) {
      window(process, module, size);
      process.fetch();
      Bytes bss = window(process, module, size).orElse(Bytes.EMPTY);
      if (bss.size() == seen) {
        break;
      }
      seen = bss.size();
      List<Slice> candidates = candidates(bss, heap);
      tried = candidates.size();
      List<Slice> confirmed = confirmed(process, module.layout(), candidates);
      Optional<Slice> longest = confirmed.stream().max(Comparator.comparingLong(Slice::length));
      if (longest.isPresent()) {
        long lists = confirmed.stream().map(Slice::address).distinct().count();
        Refusal.unless(lists == 1, "allgs.unique", lists + " lists");
        return read(process, longest.get(), most);
      }
    }
    if (tried == 0 && seen == whole) {
      return NONE;
    }
    throw new Refusal("allgs.found", "none of " + tried + " lists in " + seen + " bytes of .bss");
  }

  private static AllGs read(Reader process, Slice slice, int most)
      throws Refusal, MemoryLostException {
    long bytes = 8 * Math.min(slice.length, most);
    process.start(slice.address, bytes);
    process.fetch();
    Bytes list = process.bytes(slice.address, bytes).orElse(Bytes.EMPTY);
    Refusal.unless(list.size() == bytes, "allgs.readable", slice.length + " goroutines");
    List<Long> pointers = new ArrayList<>();
    for (long at = 0; at < bytes; at += 8) {
      long g = list.u64(at);
      Refusal.unless(isPointer(g), "allgs.pointer", Refusal.hex(g) + " at " + at / 8);
      pointers.add(g);
    }
    return new AllGs(slice.address, slice.length, pointers);
  }

  private static List<Slice> confirmed(Reader process, Layout layout, List<Slice> candidates)
      throws MemoryLostException {
    int size = RawG.bytesOf(layout);
    wishGs(process, layout, candidates);
    process.fetch();
    wishGs(process, layout, candidates);
    process.fetch();
    List<Slice> confirmed = new ArrayList<>();
    for (Slice slice : candidates) {
      for (long pointer : pointers(process, slice)) {
        Optional<Bytes> bytes = process.bytes(pointer, size);
        if (bytes.isPresent() && isFirst(new RawG(pointer, bytes.get(), layout))) {
          confirmed.add(slice);
          break;
        }
      }
    }
    return confirmed;
  }

  /// Goroutine 1, by its own words.
  private static boolean isFirst(RawG g) {
    return g.id() == 1
        && g.saved("gobuf.g") == g.address()
        && !RawG.word(g.status()).isEmpty()
        && Long.compareUnsigned(g.stackLow(), g.stackHigh()) < 0;
  }

  private static List<Long> pointers(Reader process, Slice slice) {
    Bytes list = process.start(slice.address, first(slice)).orElse(Bytes.EMPTY);
    List<Long> pointers = new ArrayList<>();
    for (long at = 0; at + 8 <= list.size(); at += 8) {
      if (!isPointer(list.u64(at))) {
        return List.of();
      }
      pointers.add(list.u64(at));
    }
    return pointers;
  }

  private static long first(Slice slice) {
    return 8 * Math.min(slice.length, FIRST_POINTERS);
  }

  /// The first part of .bss, where it is read.
  static Optional<Bytes> firstWindow(Reader process, Module module) {
    return window(process, module, WINDOWS[0]);
  }

  private static Optional<Bytes> window(Reader process, Module module, int size) {
    long whole = module.word("ebss") - module.word("bss");
    return process.start(module.word("bss"), Math.clamp(whole, 0, size));
  }

  private static List<Slice> candidates(Bytes bss, Heap heap) {
    List<Slice> shaped = new ArrayList<>();
    Map<Long, Integer> times = new HashMap<>();
    for (long at = 0; at + 24 <= bss.size() && shaped.size() < MAX_CANDIDATES; at += 8) {
      long address = bss.u64(at);
      long length = bss.u64(at + 8);
      long capacity = bss.u64(at + 16);
      if (isPointer(address) && length > 0 && length <= capacity && capacity <= MAX_COUNT) {
        shaped.add(new Slice(address, length));
        times.put(address, 0);
      }
    }
    for (long at = 0; at + 8 <= bss.size(); at += 8) {
      times.computeIfPresent(bss.u64(at), (address, count) -> count + 1);
    }
    return shaped.stream()
        .filter(slice -> times.getOrDefault(slice.address, 0) >= 2 && heap.mayHold(slice.address))
        .toList();
  }

  private static boolean isPointer(long word) {
    return word > 0xffff && (word & 7) == 0 && word >>> 47 == 0;
  }
}
