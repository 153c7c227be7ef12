package initscope.formats.perf;

import java.util.Arrays;

/// Runs of bytes to numbers, without an object for either. Forgets all where its keys take more than 32 MiB.
final class SliceTable {
  private static final int MOST_KEY_BYTES = 32 << 20;

  private long[] hashes = new long[1 << 10];
  private int[] starts = new int[1 << 10];
  private int[] lengths = new int[1 << 10];
  private int[] values = new int[1 << 10];
  private byte[] keys = new byte[1 << 14];
  private int used;
  private int count;

  /// The number of a run of bytes, -1 where it is not known.
  ///
  /// @param hash {@link Scan#hash} of it
  int find(long hash, byte[] text, int from, int to) {
    int mask = hashes.length - 1;
    int slot = (int) hash & mask;
    while (lengths[slot] != 0) {
      if (hashes[slot] == hash
          && lengths[slot] == to - from + 1
          && Arrays.equals(keys, starts[slot], starts[slot] + to - from, text, from, to)) {
        return values[slot];
      }
      slot = slot + 1 & mask;
    }
    return -1;
  }

  /// Remembers a run of bytes that is not known.
  void put(long hash, byte[] text, int from, int to, int value) {
    int length = to - from;
    if (used + length > MOST_KEY_BYTES) {
      Arrays.fill(lengths, 0);
      used = 0;
      count = 0;
    }
    if (used + length > keys.length) {
      keys = Arrays.copyOf(keys, Math.max(keys.length * 2, used + length));
    }
    System.arraycopy(text, from, keys, used, length);
    if ((count + 1) * 2 > hashes.length) {
      grow();
    }
    place(hash, used, length + 1, value);
    used += length;
    count++;
  }

  private void place(long hash, int start, int length, int value) {
    int mask = hashes.length - 1;
    int slot = (int) hash & mask;
    while (lengths[slot] != 0) {
      slot = slot + 1 & mask;
    }
    hashes[slot] = hash;
    starts[slot] = start;
    lengths[slot] = length;
    values[slot] = value;
  }

  private void grow() {
    long[] oldHashes = hashes;
    int[] oldStarts = starts;
    int[] oldLengths = lengths;
    int[] oldValues = values;
    int more = hashes.length * 2;
    hashes = new long[more];
    starts = new int[more];
    lengths = new int[more];
    values = new int[more];
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldLengths[i] != 0) {
        place(oldHashes[i], oldStarts[i], oldLengths[i], oldValues[i]);
      }
    }
  }
}
