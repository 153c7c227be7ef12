package initscope.xray;

import initscope.model.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/// A table of pclntab that gives a number for each range of instructions: pairs of a zigzag value delta and a pc delta,
/// both varints, from value -1 at the entry; a value delta of zero (but for the first) ends it.
final class PcTable {
  private static final int LONGEST_VARINT = 5;

  private final Bytes table;
  private long at;

  private PcTable(Bytes table) {
    this.table = table;
  }

  /// @param decided false when the bytes ended before the table did
  /// @param value at the instruction
  /// @param before of the range of instructions before; -1 in the first
  record Answer(boolean decided, OptionalInt value, int before) {
    static final Answer CUT = new Answer(false, OptionalInt.empty(), -1);
    static final Answer NONE = new Answer(true, OptionalInt.empty(), -1);
  }

  /// The value at an instruction.
  static Answer value(Bytes table, long entry, long pc, int quantum) {
    PcTable pairs = new PcTable(table);
    long here = entry;
    int value = -1;
    for (boolean first = true; ; first = false) {
      long delta = pairs.varint();
      if (delta == 0 && !first) {
        return Answer.NONE;
      }
      long step = pairs.varint();
      if (delta < 0 || step < 0) {
        return Answer.CUT;
      }
      int before = value;
      value += (int) ((delta & 1) != 0 ? ~(delta >>> 1) : delta >>> 1);
      here += step * quantum;
      if (Long.compareUnsigned(pc, here) < 0) {
        return new Answer(true, OptionalInt.of(value), before);
      }
    }
  }

  /// Where each value first holds, by value; as far as the bytes go.
  static Map<Integer, Long> firstPlaces(Bytes table, long entry, int quantum) {
    PcTable pairs = new PcTable(table);
    Map<Integer, Long> places = new LinkedHashMap<>();
    long here = entry;
    int value = -1;
    for (boolean first = true; ; first = false) {
      long delta = pairs.varint();
      long step = delta == 0 && !first ? -1 : pairs.varint();
      if (delta < 0 || step < 0) {
        return places;
      }
      value += (int) ((delta & 1) != 0 ? ~(delta >>> 1) : delta >>> 1);
      places.putIfAbsent(value, here);
      here += step * quantum;
    }
  }

  /// An unsigned number of at most 32 bits, or -1 where the bytes end in it.
  private long varint() {
    long value = 0;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      if (at >= table.size()) {
        return -1;
      }
      int b = table.at(at++);
      value |= (long) (b & 0x7f) << (7 * i);
      if (b < 0x80) {
        break;
      }
    }
    return value & 0xffff_ffffL;
  }
}
