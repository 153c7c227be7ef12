package initscope.gotrace.generation;

import initscope.gotrace.util.IntColumn;
import initscope.gotrace.util.LongColumn;
import initscope.gotrace.util.LongIntMap;

/// The goroutines of one generation while it is read: one row each, in the order in which they are first mentioned.
public final class Goroutines {
  private final LongIntMap rows = new LongIntMap();
  final LongColumn ids = new LongColumn();
  final IntColumn creators = new IntColumn();
  final IntColumn startStacks = new IntColumn();
  final IntColumn createStacks = new IntColumn();
  final IntColumn anyStacks = new IntColumn();

  Goroutines() {}

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
