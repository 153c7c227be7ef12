package initscope.gotrace.v1;

import initscope.gotrace.util.IntColumn;
import initscope.gotrace.util.LongColumn;

/// The active regions of all goroutines: one list per goroutine, innermost first, in shared columns whose rows are used
/// again.
final class Regions {
  private final LongColumn tasks = new LongColumn();
  private final LongColumn names = new LongColumn();
  private final IntColumn below = new IntColumn();
  private int free;

  Regions() {
    tasks.add(0);
    names.add(0);
    below.add(0); // row 0 stands for no region
  }

  /// Begins a region inside another (0 for none); the row of it.
  int begin(int outer, long task, long name) {
    int row = free;
    if (row == 0) {
      row = tasks.size();
      tasks.add(task);
      names.add(name);
      below.add(outer);
      return row;
    }
    free = below.get(row);
    tasks.set(row, task);
    names.set(row, name);
    below.set(row, outer);
    return row;
  }

  /// Whether the end of a region fits the innermost active one; with none it fits, for the begin may precede the trace.
  boolean ends(int innermost, long task, long name) {
    return innermost == 0 || (tasks.get(innermost) == task && names.get(innermost) == name);
  }

  /// Ends the innermost region; the one around it, 0 for none.
  int drop(int innermost) {
    if (innermost == 0) {
      return 0;
    }
    int outer = below.get(innermost);
    below.set(innermost, free);
    free = innermost;
    return outer;
  }

  /// Ends all regions from the innermost on.
  void dropAll(int innermost) {
    for (int row = innermost; row != 0; ) {
      row = drop(row);
    }
  }
}
