package initscope.layout.trace;

import initscope.gotrace.GoTrace;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.Marks;
import initscope.gotrace.util.IntColumn;
import initscope.gotrace.util.LongColumn;
import initscope.gotrace.util.LongIntMap;

/// Tasks of the program's own, in the order in which they began, over all generations.
public final class TraceTasks {
  private final GoTrace trace;
  private final LongColumn begins = new LongColumn();
  private final LongColumn ends = new LongColumn();
  private final LongColumn ids = new LongColumn();
  private final LongColumn names = new LongColumn();
  private final IntColumn generations = new IntColumn();
  private final IntColumn goroutines = new IntColumn();
  private final LongIntMap rows = new LongIntMap();

  private TraceTasks(GoTrace trace) {
    this.trace = trace;
  }

  static TraceTasks of(GoTrace trace) {
    TraceTasks tasks = new TraceTasks(trace);
    LongIntMap rows = tasks.rows;
    for (int g = 0; g < trace.generations().size(); g++) {
      Generation generation = trace.generations().get(g);
      Marks marks = generation.marks();
      for (int i = 0; i < marks.taskBeginCount(); i++) {
        rows.put(marks.taskId(i), tasks.ids.size());
        tasks.ids.add(marks.taskId(i));
        tasks.begins.add(generation.nanos(marks.taskBegin(i)));
        tasks.ends.add(-1);
        tasks.names.add(marks.taskName(i));
        tasks.generations.add(g);
        tasks.goroutines.add(marks.taskGoroutine(i));
      }
      for (int i = 0; i < marks.taskEndCount(); i++) {
        int row = rows.get(marks.taskEndId(i));
        if (row >= 0) {
          tasks.ends.set(row, generation.nanos(marks.taskEnd(i)));
        }
      }
    }
    return tasks;
  }

  /// How many.
  public int size() {
    return ids.size();
  }

  /// The row of the task of a number, -1 where there is none.
  int find(long id) {
    return rows.get(id);
  }

  /// The number of a task.
  public long id(int row) {
    return ids.get(row);
  }

  /// Its name.
  public String name(int row) {
    return trace.generations().get(generations.get(row)).strings().get(names.get(row));
  }

  /// When it began.
  public long begin(int row) {
    return begins.get(row);
  }

  /// When it ended; the trace's end where it did not.
  public long end(int row) {
    return ends.get(row) < 0 ? trace.endNanos() : Math.max(begins.get(row), ends.get(row));
  }

  /// Whether its end was seen.
  public boolean isEnded(int row) {
    return ends.get(row) >= 0;
  }

  /// The number of the goroutine that began it, -1 where not known.
  public long goroutine(int row) {
    int local = goroutines.get(row);
    return local < 0 ? -1 : trace.generations().get(generations.get(row)).goroutineId(local);
  }
}
