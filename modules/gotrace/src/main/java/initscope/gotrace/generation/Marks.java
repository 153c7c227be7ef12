package initscope.gotrace.generation;

import initscope.gotrace.util.ColumnReader;
import initscope.gotrace.util.ColumnWriter;
import initscope.gotrace.util.DamagedIndexException;
import initscope.gotrace.util.IntColumn;
import initscope.gotrace.util.LongColumn;
import java.io.IOException;
import java.util.List;

/// What happens beside goroutines' states: columns, row i of each belongs together. Times are ticks, -1 where an end was not seen.
public final class Marks {
  /// Stop-the-world phases.
  final LongColumn stopKinds;

  final LongColumn stopBegins;
  final LongColumn stopEnds;
  final IntColumn stopGoroutines;
  final LongColumn stopStacks;

  private final LateStarts lateStarts;

  /// Garbage collections.
  final LongColumn collectionBegins;

  final LongColumn collectionEnds;

  /// Counters.
  final LongColumn heapTicks;

  final LongColumn heapBytes;
  final LongColumn goalTicks;
  final LongColumn goalBytes;
  final LongColumn procsTicks;
  final LongColumn procsCounts;
  final LongColumn procsStacks;

  /// Tasks that began.
  final LongColumn taskBegins;

  final LongColumn taskIds;
  final LongColumn taskParents;
  final LongColumn taskNames;
  final IntColumn taskGoroutines;

  /// Tasks that ended.
  final LongColumn taskEnds;

  final LongColumn taskEndIds;

  /// Logs.
  final LongColumn logTicks;

  final IntColumn logGoroutines;
  final LongColumn logTasks;
  final LongColumn logKeys;
  final LongColumn logValues;

  /// CPU samples.
  final LongColumn sampleTicks;

  final LongColumn sampleGoroutines;
  final LongColumn sampleStacks;

  private long sweepTicks;
  private long assistTicks;

  Marks() {
    stopKinds = new LongColumn();
    stopBegins = new LongColumn();
    stopEnds = new LongColumn();
    stopGoroutines = new IntColumn();
    stopStacks = new LongColumn();
    lateStarts = new LateStarts();
    collectionBegins = new LongColumn();
    collectionEnds = new LongColumn();
    heapTicks = new LongColumn();
    heapBytes = new LongColumn();
    goalTicks = new LongColumn();
    goalBytes = new LongColumn();
    procsTicks = new LongColumn();
    procsCounts = new LongColumn();
    procsStacks = new LongColumn();
    taskBegins = new LongColumn();
    taskIds = new LongColumn();
    taskParents = new LongColumn();
    taskNames = new LongColumn();
    taskGoroutines = new IntColumn();
    taskEnds = new LongColumn();
    taskEndIds = new LongColumn();
    logTicks = new LongColumn();
    logGoroutines = new IntColumn();
    logTasks = new LongColumn();
    logKeys = new LongColumn();
    logValues = new LongColumn();
    sampleTicks = new LongColumn();
    sampleGoroutines = new LongColumn();
    sampleStacks = new LongColumn();
  }

  /// Reads what {@link #write} wrote.
  ///
  /// @param goroutines how many rows there are
  Marks(ColumnReader in, int goroutines) throws DamagedIndexException {
    stopKinds = LongColumn.read(in);
    stopBegins = LongColumn.read(in);
    stopEnds = LongColumn.read(in);
    stopGoroutines = IntColumn.read(in);
    stopStacks = LongColumn.read(in);
    lateStarts = new LateStarts(in, goroutines);
    collectionBegins = LongColumn.read(in);
    collectionEnds = LongColumn.read(in);
    heapTicks = LongColumn.read(in);
    heapBytes = LongColumn.read(in);
    goalTicks = LongColumn.read(in);
    goalBytes = LongColumn.read(in);
    procsTicks = LongColumn.read(in);
    procsCounts = LongColumn.read(in);
    procsStacks = LongColumn.read(in);
    taskBegins = LongColumn.read(in);
    taskIds = LongColumn.read(in);
    taskParents = LongColumn.read(in);
    taskNames = LongColumn.read(in);
    taskGoroutines = IntColumn.read(in);
    taskEnds = LongColumn.read(in);
    taskEndIds = LongColumn.read(in);
    logTicks = LongColumn.read(in);
    logGoroutines = IntColumn.read(in);
    logTasks = LongColumn.read(in);
    logKeys = LongColumn.read(in);
    logValues = LongColumn.read(in);
    sampleTicks = LongColumn.read(in);
    sampleGoroutines = LongColumn.read(in);
    sampleStacks = LongColumn.read(in);
    sweepTicks = in.number();
    assistTicks = in.number();
    same(
        stopKinds.size(),
        stopBegins.size(),
        stopEnds.size(),
        stopGoroutines.size(),
        stopStacks.size());
    same(collectionBegins.size(), collectionEnds.size());
    same(heapTicks.size(), heapBytes.size());
    same(goalTicks.size(), goalBytes.size());
    same(procsTicks.size(), procsCounts.size(), procsStacks.size());
    same(
        taskBegins.size(),
        taskIds.size(),
        taskParents.size(),
        taskNames.size(),
        taskGoroutines.size());
    same(taskEnds.size(), taskEndIds.size());
    same(logTicks.size(), logGoroutines.size(), logTasks.size(), logKeys.size(), logValues.size());
    same(sampleTicks.size(), sampleGoroutines.size(), sampleStacks.size());
    for (IntColumn rows : List.of(stopGoroutines, taskGoroutines, logGoroutines)) {
      DamagedIndexException.require(rows.isWithin(-1, goroutines), "a goroutine");
    }
  }

  private static void same(int size, int... others) throws DamagedIndexException {
    for (int other : others) {
      DamagedIndexException.require(other == size, "columns of marks");
    }
  }

  void write(ColumnWriter out) throws IOException {
    stopKinds.write(out);
    stopBegins.write(out);
    stopEnds.write(out);
    stopGoroutines.write(out);
    stopStacks.write(out);
    lateStarts.write(out);
    collectionBegins.write(out);
    collectionEnds.write(out);
    heapTicks.write(out);
    heapBytes.write(out);
    goalTicks.write(out);
    goalBytes.write(out);
    procsTicks.write(out);
    procsCounts.write(out);
    procsStacks.write(out);
    taskBegins.write(out);
    taskIds.write(out);
    taskParents.write(out);
    taskNames.write(out);
    taskGoroutines.write(out);
    taskEnds.write(out);
    taskEndIds.write(out);
    logTicks.write(out);
    logGoroutines.write(out);
    logTasks.write(out);
    logKeys.write(out);
    logValues.write(out);
    sampleTicks.write(out);
    sampleGoroutines.write(out);
    sampleStacks.write(out);
    out.number(sweepTicks);
    out.number(assistTicks);
  }

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

  /// Ends of stop-the-world phases that began in an earlier generation.
  public LateStarts lateStarts() {
    return lateStarts;
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
