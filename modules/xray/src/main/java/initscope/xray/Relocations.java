package initscope.xray;

import initscope.model.Bytes;
import initscope.xray.elf.Dynamic;
import initscope.xray.elf.Elf;
import initscope.xray.memory.Chunk;
import initscope.xray.memory.Memory;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Range;
import initscope.xray.memory.Reader;
import java.util.Arrays;
import java.util.List;

/// The pointers of a position independent executable that its file does not hold where they belong, but in a table: DT_RELA's entries for
/// what is relative to where the program lies (ELF, "Relocation"). Those packed as DT_RELR stand in their places and need nothing.
final class Relocations {
  private static final long MAX_TAG_BYTES = 1 << 17;
  private static final int ENTRY = 24;
  private static final int MAX_ENTRIES = 1 << 22;
  private static final int INDEX_BITS = 22;
  private static final long MAX_PLACE = 1L << 63 - INDEX_BITS;
  private static final int CHUNK = ENTRY << 15;

  private final long[] places; // ascending, with the index of the value in the low bits
  private final long[] values;

  private Relocations(long[] places, long[] values) {
    this.places = places;
    this.values = values;
  }

  /// Reads the table; without one, nothing is to be relocated.
  static Relocations read(Memory file, Elf elf) throws MemoryLostException {
    Dynamic dynamic = Dynamic.read(new Reader(file, MAX_TAG_BYTES), elf);
    long size = dynamic.value(Dynamic.RELA_SIZE).orElse(0);
    long offset = elf.fileOffset(dynamic.value(Dynamic.RELA).orElse(0));
    return size > 0 && size / ENTRY <= MAX_ENTRIES && offset > 0
        ? read(file, offset, size, elf.machine() == 183 ? 1027 : 8)
        : new Relocations(new long[0], new long[0]);
  }

  private static Relocations read(Memory file, long offset, long size, long relative)
      throws MemoryLostException {
    int most = (int) (size / ENTRY);
    long[] places = new long[most];
    long[] values = new long[most];
    int count = 0;
    for (long from = 0; from < size; from += CHUNK) {
      Bytes part = bytes(file, offset + from, size - from, CHUNK);
      for (long at = 0; at + ENTRY <= part.size(); at += ENTRY) {
        long place = part.u64(at);
        if (part.u64(at + 8) == relative && place >= 0 && place < MAX_PLACE) {
          places[count] = place << INDEX_BITS | count;
          values[count] = part.u64(at + 16);
          count++;
        }
      }
    }
    long[] sorted = Arrays.copyOf(places, count);
    Arrays.sort(sorted);
    return new Relocations(sorted, values);
  }

  private static Bytes bytes(Memory file, long at, long size, int most) throws MemoryLostException {
    long length = Math.min(size, most);
    return Range.fits(at, length)
        ? file.read(List.of(new Range(at, (int) length))).getFirst().bytes()
        : Bytes.EMPTY;
  }

  /// The memory with all pointers in their places, for a program that lies where its file says.
  Memory over(Memory image) {
    if (places.length == 0) {
      return image;
    }
    return ranges -> image.read(ranges).stream().map(this::relocated).toList();
  }

  private Chunk relocated(Chunk chunk) {
    long size = chunk.bytes().size();
    int at = firstFrom(chunk.address() - 7);
    if (at == places.length || place(at) - chunk.address() >= size) {
      return chunk;
    }
    byte[] bytes = chunk.bytes().toArray();
    for (; at < places.length && place(at) - chunk.address() < size; at++) {
      long value = values[(int) (places[at] & (1 << INDEX_BITS) - 1)];
      for (int i = 0; i < 8; i++) {
        long to = place(at) + i - chunk.address();
        if (to >= 0 && to < size) {
          bytes[(int) to] = (byte) (value >>> 8 * i);
        }
      }
    }
    return new Chunk(chunk.address(), chunk.requested(), Bytes.of(bytes), chunk.reason());
  }

  private long place(int index) {
    return places[index] >>> INDEX_BITS;
  }

  private int firstFrom(long address) {
    int low = 0;
    int high = places.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (place(middle) < address) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
