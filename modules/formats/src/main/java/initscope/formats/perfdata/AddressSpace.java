package initscope.formats.perfdata;

import initscope.formats.perfdata.RangeTree.Ranks;
import initscope.model.Frame;
import initscope.model.perf.PerfDataBuilder;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What one process, or the kernel, has mapped at a time, and the frames of addresses asked before.
final class AddressSpace {
  private static final int MAX_KNOWN = 1 << 16;

  private @Nullable RangeTree maps;
  private long[] addresses = new long[0];
  private int[] frames = new int[0];
  private int known;

  /// Begins with what another has.
  void inherit(AddressSpace parent) {
    maps = parent.maps;
    forget();
  }

  void add(CodeMap map, Ranks ranks) {
    maps = RangeTree.with(maps, map, ranks);
    forget();
  }

  private void forget() {
    if (known > 0) {
      addresses = new long[0];
      frames = new int[0];
      known = 0;
    }
  }

  /// The place of an address's frame.
  int frame(long address, PerfDataBuilder data) {
    if ((known + 1) * 2 > addresses.length) {
      grow();
    }
    int slot = slot(address);
    if (frames[slot] != 0) {
      return frames[slot] - 1;
    }
    int place = data.frame(read(address));
    addresses[slot] = address;
    frames[slot] = place + 1;
    known++;
    return place;
  }

  private Frame read(long address) {
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

  private int slot(long address) {
    int mask = addresses.length - 1;
    long mixed = address * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (frames[slot] != 0 && addresses[slot] != address) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    if (known >= MAX_KNOWN) {
      Arrays.fill(frames, 0);
      known = 0;
      return;
    }
    long[] oldAddresses = addresses;
    int[] oldFrames = frames;
    addresses = new long[Math.max(64, oldAddresses.length * 2)];
    frames = new int[addresses.length];
    for (int i = 0; i < oldAddresses.length; i++) {
      if (oldFrames[i] != 0) {
        int slot = slot(oldAddresses[i]);
        addresses[slot] = oldAddresses[i];
        frames[slot] = oldFrames[i];
      }
    }
  }
}
