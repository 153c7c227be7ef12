package initscope.formats.perfdata;

import java.util.Arrays;

/// Places of frames by address and the state of the maps it was looked up in: most addresses come again. Forgets all when it is full.
final class FrameCache {
  private static final int SLOTS = 1 << 18;

  private final long[] addresses = new long[SLOTS];
  private final int[] states = new int[SLOTS];
  private final int[] places = new int[SLOTS];
  private int used;

  /// The place of an address's frame; -1 where it is not known.
  int find(int state, long address) {
    return places[slot(state, address)] - 1;
  }

  void put(int state, long address, int place) {
    if (used * 2 > SLOTS) {
      Arrays.fill(places, 0);
      used = 0;
    }
    int slot = slot(state, address);
    addresses[slot] = address;
    states[slot] = state;
    places[slot] = place + 1;
    used++;
  }

  private int slot(int state, long address) {
    long mixed = (address ^ (long) state << 40) * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 40) & SLOTS - 1;
    while (places[slot] != 0 && (addresses[slot] != address || states[slot] != state)) {
      slot = slot + 1 & SLOTS - 1;
    }
    return slot;
  }
}
