package initscope.xray.core;

import initscope.model.host.Mapping;
import initscope.xray.elf.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The mappings of a process, put together from the files it had mapped and the segments of its core.
final class Mappings {
  private static final long VDSO = 33;
  private static final long RANDOM = 25;

  private Mappings() {}

  static List<Mapping> of(List<Mapping> files, List<Segment> loads, Map<Long, Long> auxiliary) {
    TreeMap<Long, Mapping> mappings = new TreeMap<>(Long::compareUnsigned);
    files.forEach(file -> mappings.putIfAbsent(file.start(), file));
    for (Segment load : loads) {
      long end = load.address() + load.memorySize();
      if (Long.compareUnsigned(load.address(), end) >= 0) {
        continue;
      }
      Mapping file = holding(mappings, load.address());
      if (file == null) {
        mappings.put(load.address(), anonymous(load, end, auxiliary));
      } else if (file.permissions().equals("----")) {
        mappings.put(file.start(), permitted(file, permissions(load)));
      }
    }
    return new ArrayList<>(mappings.values());
  }

  private static @org.jspecify.annotations.Nullable Mapping holding(
      NavigableMap<Long, Mapping> mappings, long address) {
    Map.Entry<Long, Mapping> entry = mappings.floorEntry(address);
    return entry != null && entry.getValue().contains(address) ? entry.getValue() : null;
  }

  /// Neither arguments nor environment are read from the first thread's stack, so it must be known: the kernel's random bytes for
  /// the process lie in it.
  private static Mapping anonymous(Segment load, long end, Map<Long, Long> auxiliary) {
    String name = "";
    if (inside(auxiliary.get(RANDOM), load.address(), end)) {
      name = "[stack]";
    } else if (inside(auxiliary.get(VDSO), load.address(), end)) {
      name = "[vdso]";
    }
    return new Mapping(load.address(), end, permissions(load), 0, "", 0, name, false);
  }

  private static boolean inside(@org.jspecify.annotations.Nullable Long at, long start, long end) {
    return at != null && Long.compareUnsigned(start, at) <= 0 && Long.compareUnsigned(at, end) < 0;
  }

  private static Mapping permitted(Mapping file, String permissions) {
    return new Mapping(
        file.start(),
        file.end(),
        permissions,
        file.fileOffset(),
        file.device(),
        file.inode(),
        file.path(),
        file.deleted());
  }

  private static String permissions(Segment load) {
    return ((load.flags() & 4) != 0 ? "r" : "-")
        + ((load.flags() & 2) != 0 ? "w" : "-")
        + ((load.flags() & 1) != 0 ? "x" : "-")
        + "p";
  }
}
