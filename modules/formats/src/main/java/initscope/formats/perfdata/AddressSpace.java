package initscope.formats.perfdata;

import initscope.model.Frame;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What one process, or the kernel, has mapped at a time.
final class AddressSpace {
  private @Nullable RangeTree maps;
  private int state;

  /// Begins with what another has.
  ///
  /// @param number of the state, which no other has
  void inherit(AddressSpace parent, int number) {
    maps = parent.maps;
    state = number;
  }

  /// Sees one more map.
  ///
  /// @param number of the state, which no other has
  void add(CodeMap map, RangeTree.Ranks ranks, int number) {
    maps = RangeTree.with(maps, map, ranks);
    state = number;
  }

  /// Number of what is mapped now; 0 for nothing.
  int state() {
    return state;
  }

  Frame frame(long address) {
    CodeMap map = RangeTree.find(maps, address);
    if (map != null && !map.symbol().isEmpty()) {
      return frame(map.symbol(), 0, map.module());
    }
    return map == null
        ? frame(ModuleName.UNKNOWN, address, ModuleName.UNKNOWN)
        : frame(ModuleName.UNKNOWN, address + map.offset(), map.module());
  }

  private static Frame frame(String function, long pc, String module) {
    return new Frame(
        function, Optional.empty(), OptionalInt.empty(), pc, false, Optional.of(module));
  }
}
