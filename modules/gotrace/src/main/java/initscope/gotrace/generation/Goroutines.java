package initscope.gotrace.generation;

import static initscope.gotrace.util.DamagedIndexException.require;

import initscope.gotrace.util.ColumnReader;
import initscope.gotrace.util.ColumnWriter;
import initscope.gotrace.util.DamagedIndexException;
import initscope.gotrace.util.DenseIntMap;
import initscope.gotrace.util.IntColumn;
import initscope.gotrace.util.LongColumn;
import java.io.IOException;

/// The goroutines of one generation while it is read: one row each, in the order in which they are first mentioned.
public final class Goroutines {
  private final DenseIntMap rows;
  final LongColumn ids;
  final IntColumn creators;
  final IntColumn startStacks;
  final IntColumn createStacks;
  final IntColumn anyStacks;

  Goroutines() {
    rows = new DenseIntMap();
    ids = new LongColumn();
    creators = new IntColumn();
    startStacks = new IntColumn();
    createStacks = new IntColumn();
    anyStacks = new IntColumn();
  }

  Goroutines(ColumnReader in) throws DamagedIndexException {
    ids = LongColumn.read(in);
    creators = IntColumn.read(in);
    startStacks = IntColumn.read(in);
    createStacks = IntColumn.read(in);
    anyStacks = IntColumn.read(in);
    int size = ids.size();
    require(creators.size() == size && startStacks.size() == size, "columns of goroutines");
    require(createStacks.size() == size && anyStacks.size() == size, "columns of goroutines");
    require(creators.isWithin(-1, size), "a creator");
    rows = DenseIntMap.read(in, size);
  }

  void write(ColumnWriter out) throws IOException {
    ids.write(out);
    creators.write(out);
    startStacks.write(out);
    createStacks.write(out);
    anyStacks.write(out);
    rows.write(out);
  }

  /// The row of a goroutine, -1 where it was not mentioned yet.
  public int find(long id) {
    return rows.get(id);
  }

  int add(long id) {
    int row = ids.size();
    rows.put(id, row);
    ids.add(id);
    creators.add(-1);
    startStacks.add(0);
    createStacks.add(0);
    anyStacks.add(0);
    return row;
  }

  /// The number of a goroutine.
  public long id(int row) {
    return ids.get(row);
  }

  /// How many there are.
  public int size() {
    return ids.size();
  }
}
