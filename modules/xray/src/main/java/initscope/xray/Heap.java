package initscope.xray;

import initscope.model.host.Mapping;
import java.util.List;

/// Where the runtime may keep what it allocates: not in files, and not on the first thread's stack, where arguments
/// and environment lie. Addresses mapped since the maps were read are allowed.
///
/// @param maps of the process
record Heap(List<Mapping> maps) {
  Heap {
    maps = List.copyOf(maps);
  }

  boolean mayHold(long address) {
    for (Mapping mapping : maps) {
      if (mapping.contains(address)) {
        return mapping.inode() == 0 && !mapping.path().startsWith("[stack");
      }
    }
    return true;
  }

  /// Whether an address lay in such memory when the maps were read.
  boolean holds(long address) {
    return mayHold(address) && maps.stream().anyMatch(mapping -> mapping.contains(address));
  }

  /// Whether a program's own data may lie there: in memory it writes, though not on the first thread's stack.
  boolean isWritable(long address) {
    for (Mapping mapping : maps) {
      if (mapping.contains(address)) {
        return mapping.permissions().startsWith("rw") && !mapping.path().startsWith("[stack");
      }
    }
    return true;
  }
}
