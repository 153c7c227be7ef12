package initscope.gotrace.generation;

import initscope.gotrace.util.IntColumn;
import initscope.gotrace.util.LongColumn;
import initscope.gotrace.util.LongIntMap;

/// What happens beside goroutines' states: columns, row i of each belongs together. Times are ticks, -1 where an end was not seen.
public final class Marks {
  /// Stop-the-world phases.
  final LongColumn stopKinds = new LongColumn();

  final LongColumn stopBegins = new LongColumn();
  final LongColumn stopEnds = new LongColumn();
  final IntColumn stopGoroutines = new IntColumn();
  final LongColumn stopStacks = new LongColumn();

  /// Garbage collections.
  final LongColumn collectionBegins = new LongColumn();

  final LongColumn collectionEnds = new LongColumn();

  /// Counters.
  final LongColumn heapTicks = new LongColumn();

  final LongColumn heapBytes = new LongColumn();
  final LongColumn goalTicks = new LongColumn();
  final LongColumn goalBytes = new LongColumn();
  final LongColumn procsTicks = new LongColumn();
  final LongColumn procsCounts = new LongColumn();

  /// Tasks that began.
  final LongColumn taskBegins = new LongColumn();

  final LongColumn taskIds = new LongColumn();
  final LongColumn taskParents = new LongColumn();
  final LongColumn taskNames = new LongColumn();
  final IntColumn taskGoroutines = new IntColumn();

  /// Tasks that ended.
  final LongColumn taskEnds = new LongColumn();

  final LongColumn taskEndIds = new LongColumn();

  /// Logs.
  final LongColumn logTicks = new LongColumn();

  final IntColumn logGoroutines = new IntColumn();
  final LongColumn logTasks = new LongColumn();
  final LongColumn logKeys = new LongColumn();
  final LongColumn logValues = new LongColumn();

  /// Regions by name that began and ended in the generation.
  private final LongIntMap regionRows = new LongIntMap(64);

  final LongColumn regionNames = new LongColumn();
  final LongColumn regionCounts = new LongColumn();
  final LongColumn regionTicks = new LongColumn();

  /// CPU samples.
  final LongColumn sampleTicks = new LongColumn();

  final LongColumn sampleGoroutines = new LongColumn();
  final LongColumn sampleStacks = new LongColumn();

  private long sweepTicks;
  private long assistTicks;

  Marks() {}

  /// The world is stopped.
  ///
  /// @param kind string that says what for
  /// @param goroutine row of the one that does it, or -1
  /// @return its row, for {@link #started}
  public int stopped(long ticks, long kind, int goroutine, long stack) {
    stopKinds.add(kind);
    stopBegins.add(ticks);
    stopEnds.add(-1);
    stopGoroutines.add(goroutine);
    stopStacks.add(stack);
    return stopKinds.size() - 1;
  }

  /// The world runs again.
  public void started(int row, long ticks) {
    stopEnds.set(row, ticks);
  }

  /// A garbage collection begins.
  public void collectionBegins(long ticks) {
    collectionBegins.add(ticks);
    collectionEnds.add(-1);
  }

  /// It ends; where its beginning was not seen, it began before everything.
  public void collectionEnds(long ticks) {
    int last = collectionEnds.size() - 1;
    if (last >= 0 && collectionEnds.get(last) < 0) {
      collectionEnds.set(last, ticks);
    } else {
      collectionBegins.add(-1);
      collectionEnds.add(ticks);
    }
  }

  /// Bytes of the heap that are in use.
  public void heap(long ticks, long bytes) {
    heapTicks.add(ticks);
    heapBytes.add(bytes);
  }

  /// Size of the heap at which the next collection is to end.
  public void goal(long ticks, long bytes) {
    goalTicks.add(ticks);
    goalBytes.add(bytes);
  }

  /// GOMAXPROCS.
  public void procs(long ticks, long count) {
    procsTicks.add(ticks);
    procsCounts.add(count);
  }

  /// A task begins.
  public void taskBegins(long ticks, long id, long parent, long name, int goroutine) {
    taskBegins.add(ticks);
    taskIds.add(id);
    taskParents.add(parent);
    taskNames.add(name);
    taskGoroutines.add(goroutine);
  }

  /// A task ends.
  public void taskEnds(long ticks, long id) {
    taskEnds.add(ticks);
    taskEndIds.add(id);
  }

  /// A goroutine logged.
  public void log(long ticks, int goroutine, long task, long key, long value) {
    logTicks.add(ticks);
    logGoroutines.add(goroutine);
    logTasks.add(task);
    logKeys.add(key);
    logValues.add(value);
  }

  /// A region ended that began in the generation too.
  public void region(long name, long durationTicks) {
    int row = regionRows.get(name);
    if (row < 0) {
      row = regionNames.size();
      regionRows.put(name, row);
      regionNames.add(name);
      regionCounts.add(0);
      regionTicks.add(0);
    }
    regionCounts.set(row, regionCounts.get(row) + 1);
    regionTicks.set(row, regionTicks.get(row) + durationTicks);
  }

  /// A CPU sample.
  ///
  /// @param goroutine its number, 0 for none
  public void sample(long ticks, long goroutine, long stack) {
    sampleTicks.add(ticks);
    sampleGoroutines.add(goroutine);
    sampleStacks.add(stack);
  }

  /// A P swept for so long.
  public void swept(long durationTicks) {
    sweepTicks += durationTicks;
  }

  /// A goroutine helped to mark for so long.
  public void assisted(long durationTicks) {
    assistTicks += durationTicks;
  }

  /// Time of sweeping, all Ps together.
  public long sweepTicks() {
    return sweepTicks;
  }

  /// Time of mark assists, all goroutines together.
  public long assistTicks() {
    return assistTicks;
  }
}
