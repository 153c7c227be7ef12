package initscope.gotrace.v1;

import initscope.model.Bytes;

/// Collects the strings and stacks of a trace. Bounded: a table that is full takes no more and says so.
final class TablesBuilder {
  private static final int MAX_ROWS = 1 << 22;
  private static final int MAX_FRAMES = 1 << 28;

  final Bytes file;
  final LongIntMap stringRows = new LongIntMap();
  final Longs stringOffsets = new Longs();
  final Ints stringSizes = new Ints();
  final LongIntMap stackRows = new LongIntMap();
  final Ints stackIds = new Ints();
  final Ints stackStarts = new Ints();
  final Ints frames = new Ints();
  final Longs pcs = new Longs();
  final Ints functions = new Ints();
  final Ints files = new Ints();
  final Ints lines = new Ints();
  private final LongIntMap pcRows = new LongIntMap();

  TablesBuilder(Bytes file) {
    this.file = file;
    stackStarts.add(0);
  }

  boolean fullOfStrings() {
    return stringOffsets.size() >= MAX_ROWS;
  }

  boolean fullOfStacks() {
    return stackIds.size() >= MAX_ROWS || pcs.size() >= MAX_ROWS || frames.size() >= MAX_FRAMES;
  }

  /// Adds a string; false, and nothing added, where the id is taken.
  boolean string(long id, long offset, int size) {
    if (stringRows.contains(id)) {
      return false;
    }
    stringRows.put(id, stringOffsets.size());
    stringOffsets.add(offset);
    stringSizes.add(size);
    return true;
  }

  /// Adds a frame to the stack that {@link #endStack} will name. What a pc was first said to be stays.
  void frame(long pc, long function, long source, long line) {
    int row = pcRows.get(pc);
    if (row < 0) {
      row = pcs.size();
      pcRows.put(pc, row);
      pcs.add(pc);
      functions.add(intOrZero(function));
      files.add(intOrZero(source));
      lines.add(intOrZero(line));
    }
    frames.add(row);
  }

  /// Names the frames added since the last call; an id that comes again replaces the earlier one.
  void endStack(int id) {
    stackRows.put(id, stackIds.size());
    stackIds.add(id);
    stackStarts.add(frames.size());
  }

  V1Tables build() {
    return new V1Tables(this);
  }

  private static int intOrZero(long value) {
    return value >= 0 && value <= Integer.MAX_VALUE ? (int) value : 0;
  }
}
