package initscope.gotrace.generation;

import initscope.gotrace.util.IntColumn;
import initscope.gotrace.util.LongColumn;

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
  final LongColumn procsStacks = new LongColumn();

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
  ///
  /// @param stack of who told or changed it: at the beginning of tracing the one that began it
  public void procs(long ticks, long count, long stack) {
    procsStacks.add(stack);
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

  /// How many stop-the-world phases.
  public int stopCount() {
    return stopKinds.size();
  }

  /// String that says what the world was stopped for.
  public long stopKind(int row) {
    return stopKinds.get(row);
  }

  /// When the world was stopped.
  public long stopBegin(int row) {
    return stopBegins.get(row);
  }

  /// When it ran again, -1 where that was not seen.
  public long stopEnd(int row) {
    return stopEnds.get(row);
  }

  /// Row of the goroutine that stopped it, or -1.
  public int stopGoroutine(int row) {
    return stopGoroutines.get(row);
  }

  /// The stack it was on.
  public long stopStack(int row) {
    return stopStacks.get(row);
  }

  /// How many garbage collections.
  public int collectionCount() {
    return collectionBegins.size();
  }

  /// When a collection began, -1 where before the generation.
  public long collectionBegin(int row) {
    return collectionBegins.get(row);
  }

  /// When it ended, -1 where after the generation.
  public long collectionEnd(int row) {
    return collectionEnds.get(row);
  }

  /// Times of {@link #heapBytes}.
  public LongColumn heapTicks() {
    return heapTicks;
  }

  /// Bytes of the heap in use.
  public LongColumn heapBytes() {
    return heapBytes;
  }

  /// Times of {@link #goalBytes}.
  public LongColumn goalTicks() {
    return goalTicks;
  }

  /// Sizes of the heap at which the next collection is to end.
  public LongColumn goalBytes() {
    return goalBytes;
  }

  /// Times of {@link #procsCounts}.
  public LongColumn procsTicks() {
    return procsTicks;
  }

  /// GOMAXPROCS.
  public LongColumn procsCounts() {
    return procsCounts;
  }

  /// Stacks of who told {@link #procsCounts}.
  public LongColumn procsStacks() {
    return procsStacks;
  }

  /// How many tasks began.
  public int taskBeginCount() {
    return taskBegins.size();
  }

  /// When a task began.
  public long taskBegin(int row) {
    return taskBegins.get(row);
  }

  /// Its number.
  public long taskId(int row) {
    return taskIds.get(row);
  }

  /// The number of the task it is a part of, 0 for none.
  public long taskParent(int row) {
    return taskParents.get(row);
  }

  /// String of its name.
  public long taskName(int row) {
    return taskNames.get(row);
  }

  /// Row of the goroutine that began it.
  public int taskGoroutine(int row) {
    return taskGoroutines.get(row);
  }

  /// How many ends of tasks.
  public int taskEndCount() {
    return taskEnds.size();
  }

  /// When a task ended.
  public long taskEnd(int row) {
    return taskEnds.get(row);
  }

  /// Its number.
  public long taskEndId(int row) {
    return taskEndIds.get(row);
  }

  /// How many logs.
  public int logCount() {
    return logTicks.size();
  }

  /// When something was logged.
  public long logTicks(int row) {
    return logTicks.get(row);
  }

  /// Row of the goroutine that logged.
  public int logGoroutine(int row) {
    return logGoroutines.get(row);
  }

  /// Number of the task it belongs to, 0 for none.
  public long logTask(int row) {
    return logTasks.get(row);
  }

  /// String of its category.
  public long logKey(int row) {
    return logKeys.get(row);
  }

  /// String of its message.
  public long logValue(int row) {
    return logValues.get(row);
  }

  /// How many CPU samples.
  public int sampleCount() {
    return sampleTicks.size();
  }

  /// When a sample was taken.
  public long sampleTicks(int row) {
    return sampleTicks.get(row);
  }

  /// Number of the goroutine that ran, 0 for none.
  public long sampleGoroutine(int row) {
    return sampleGoroutines.get(row);
  }

  /// The stack it ran on.
  public long sampleStack(int row) {
    return sampleStacks.get(row);
  }
}
