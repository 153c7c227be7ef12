package initscope.gotrace.v2;

import static initscope.gotrace.v2.Scheduler.TAKEN;
import static initscope.gotrace.v2.Scheduler.WAIT;

import initscope.gotrace.generation.RangeKind;

/// Events of the garbage collector, of stopped worlds, of counters and of the program's own tasks, regions and logs.
final class RangeEvents {
  static final int UNDETERMINED = 0;
  static final int IDLE = 1;
  static final int COLLECTS = 2;

  private final Scheduler s;
  private final TableChecks tables;

  RangeEvents(Scheduler scheduler, TableChecks tables) {
    s = scheduler;
    this.tables = tables;
  }

  private boolean hasProc(Cursor c) {
    return c.thread >= 0 && s.threadProc[c.thread] >= 0;
  }

  private int nobody(String what) {
    return s.wrong("gotrace.context", "no goroutine runs that " + what);
  }

  int procsChange(Cursor c) {
    long procs = c.argument();
    long stack = tables.stack(c, c.argument());
    if (!s.runsGoroutine(c)) {
      return nobody("sets GOMAXPROCS");
    }
    s.out.marks().procs(c.ticks, procs, stack);
    return TAKEN;
  }

  int stopWorld(Cursor c) {
    long kind = tables.string(c, c.argument());
    long stack = tables.stack(c, c.argument());
    if (!s.runsGoroutine(c)) {
      return nobody("stops the world");
    }
    int row = s.goroutineOf(c);
    if (s.ranges.stop(row) >= 0) {
      return s.wrong(
          "gotrace.range.twice", "the world is stopped by the goroutine that stopped it");
    }
    s.ranges.noteStop(row, c.type);
    s.ranges.stop(row, s.out.marks().stopped(c.ticks, kind, row, stack));
    return TAKEN;
  }

  int startWorld(Cursor c) {
    if (!s.runsGoroutine(c)) {
      return nobody("starts the world");
    }
    int row = s.goroutineOf(c);
    int mark = s.ranges.stop(row);
    if (mark < 0) {
      if (!s.alone || s.initial || s.ranges.firstStop(row) != EventType.NONE) {
        return s.wrong("gotrace.range.end", "the world starts and was not stopped");
      }
      s.ranges.noteStop(row, c.type); // stopped in an earlier generation
    }
    if (mark < 0 || mark == Ranges.FROM_BEFORE) {
      s.out.marks().lateStarts().add(c.ticks, row);
    } else {
      s.out.marks().started(mark, c.ticks);
    }
    s.ranges.stop(row, -1);
    return TAKEN;
  }

  int collectorActive(Cursor c) {
    long sequence = c.argument();
    if (!s.alone) {
      if (sequence != s.collectorSequence + 1) {
        return WAIT;
      }
      if (s.collector != COLLECTS) {
        return s.wrong("gotrace.gc", "a collection is told to go on and does not");
      }
      if (!s.runsGoroutine(c)) {
        return nobody("collects");
      }
    } else if (s.collector != UNDETERMINED) {
      return s.wrong("gotrace.gc", "a collection is told to go on after it was told otherwise");
    }
    s.noteCollector(c.type, sequence);
    s.collectorSequence = sequence;
    if (s.collector == UNDETERMINED) {
      s.out.marks().collectionBegins(-1);
    }
    s.collector = COLLECTS;
    return TAKEN;
  }

  int collectorBegin(Cursor c) {
    long sequence = c.argument();
    tables.stack(c, c.argument());
    if (s.collector != UNDETERMINED) {
      if (sequence != s.collectorSequence + 1) {
        return WAIT;
      }
      if (s.collector == COLLECTS) {
        return s.wrong("gotrace.gc", "a collection begins within another");
      }
      if (!s.runsGoroutine(c)) {
        return nobody("collects");
      }
    }
    s.noteCollector(c.type, sequence);
    s.collectorSequence = sequence;
    s.collector = COLLECTS;
    s.out.marks().collectionBegins(c.ticks);
    return TAKEN;
  }

  int collectorEnd(Cursor c) {
    long sequence = c.argument();
    boolean fromBefore = s.collector == UNDETERMINED && s.alone && !s.initial;
    if (!fromBefore && sequence != s.collectorSequence + 1) {
      return WAIT;
    }
    if (!fromBefore && s.collector != COLLECTS) {
      return s.wrong("gotrace.gc", "a collection ends that did not begin");
    }
    if (!s.runsGoroutine(c)) {
      return nobody("collects");
    }
    s.noteCollector(c.type, sequence);
    s.collectorSequence = sequence;
    s.collector = IDLE;
    s.out.marks().collectionEnds(c.ticks);
    return TAKEN;
  }

  int sweepActive(Cursor c) {
    int proc = s.findProc(c.argument());
    if (proc < 0) {
      return s.wrong("gotrace.proc.unknown", "an unknown P sweeps");
    }
    if (s.alone) {
      if (s.ranges.inSweep(proc)) {
        return s.wrong("gotrace.range.twice", "a P is told to sweep twice");
      }
      s.ranges.noteSweep(proc, c.type);
      s.ranges.sweep(proc, s.startTicks);
    } else if (!s.ranges.inSweep(proc)) {
      return s.wrong("gotrace.range.end", "a P is told to go on to sweep and does not");
    }
    return TAKEN;
  }

  int sweepBegin(Cursor c) {
    tables.stack(c, c.argument());
    if (!hasProc(c)) {
      return s.wrong("gotrace.context", "no P is there that sweeps");
    }
    int proc = s.threadProc[c.thread];
    if (s.ranges.inSweep(proc)) {
      return s.wrong("gotrace.range.twice", "a P sweeps within a sweep");
    }
    s.ranges.noteSweep(proc, c.type);
    s.ranges.sweep(proc, c.ticks);
    return TAKEN;
  }

  int sweepEnd(Cursor c) {
    c.argument();
    c.argument();
    if (!hasProc(c)) {
      return s.wrong("gotrace.context", "no P is there that sweeps");
    }
    int proc = s.threadProc[c.thread];
    if (!s.ranges.inSweep(proc)) {
      return s.wrong("gotrace.range.end", "a sweep ends that did not begin");
    }
    s.out.marks().swept(Math.max(0, c.ticks - s.ranges.endSweep(proc)));
    return TAKEN;
  }

  int assistActive(Cursor c) {
    int row = s.findGoroutine(c.argument());
    if (row < 0) {
      return s.wrong("gotrace.goroutine.unknown", "an unknown goroutine assists");
    }
    if (s.alone) {
      if (s.ranges.inAssist(row)) {
        return s.wrong("gotrace.range.twice", "a goroutine is told to assist twice");
      }
      assist(c, row, s.startTicks);
    } else if (!s.ranges.inAssist(row)) {
      return s.wrong("gotrace.range.end", "a goroutine is told to go on to assist and does not");
    }
    return TAKEN;
  }

  private void assist(Cursor c, int row, long since) {
    s.ranges.noteAssist(row, c.type);
    s.ranges.assist(row, since);
    s.out.range(row, c.ticks, RangeKind.ASSIST_BEGIN, 0);
  }

  int assistBegin(Cursor c) {
    tables.stack(c, c.argument());
    if (!s.runsGoroutine(c)) {
      return nobody("assists");
    }
    int row = s.goroutineOf(c);
    if (s.ranges.inAssist(row)) {
      return s.wrong("gotrace.range.twice", "a goroutine assists within an assist");
    }
    assist(c, row, c.ticks);
    return TAKEN;
  }

  int assistEnd(Cursor c) {
    if (!s.runsGoroutine(c)) {
      return nobody("assists");
    }
    int row = s.goroutineOf(c);
    if (!s.ranges.inAssist(row)) {
      return s.wrong("gotrace.range.end", "an assist ends that did not begin");
    }
    s.out.marks().assisted(Math.max(0, c.ticks - s.ranges.endAssist(row)));
    s.out.range(row, c.ticks, RangeKind.ASSIST_END, 0);
    return TAKEN;
  }

  int heap(Cursor c, boolean goal) {
    long bytes = c.argument();
    if (!hasProc(c)) {
      return s.wrong("gotrace.context", "no P is there that tells the heap");
    }
    if (goal) {
      s.out.marks().goal(c.ticks, bytes);
    } else {
      s.out.marks().heap(c.ticks, bytes);
    }
    return TAKEN;
  }

  int label(Cursor c) {
    tables.string(c, c.argument());
    return s.runsGoroutine(c) ? TAKEN : nobody("has a label");
  }

  int taskBegin(Cursor c) {
    long task = c.argument();
    long parent = c.argument();
    long name = c.argument();
    tables.stack(c, c.argument());
    if (!s.taskBegins(task)) {
      return s.wrong("gotrace.task.twice", "task " + task + " begins again");
    }
    if (!s.runsGoroutine(c)) {
      return nobody("begins a task");
    }
    s.out.marks().taskBegins(c.ticks, task, parent, tables.string(c, name), s.goroutineOf(c));
    return TAKEN;
  }

  int taskEnd(Cursor c) {
    long task = c.argument();
    tables.stack(c, c.argument());
    s.taskEnds(task);
    if (!s.runsGoroutine(c)) {
      return nobody("ends a task");
    }
    s.out.marks().taskEnds(c.ticks, task);
    return TAKEN;
  }

  int regionBegin(Cursor c) {
    long task = c.argument();
    long name = tables.string(c, c.argument());
    tables.stack(c, c.argument());
    if (!s.runsGoroutine(c)) {
      return nobody("begins a region");
    }
    int row = s.goroutineOf(c);
    s.ranges.beginRegion(row, task, name);
    s.out.range(row, c.ticks, RangeKind.REGION_BEGIN, name);
    return TAKEN;
  }

  int regionEnd(Cursor c) {
    long task = c.argument();
    long name = tables.string(c, c.argument());
    tables.stack(c, c.argument());
    if (!s.runsGoroutine(c)) {
      return nobody("ends a region");
    }
    int row = s.goroutineOf(c);
    if (s.ranges.hasRegion(row)) {
      if (!s.ranges.isInnermost(row, task, name) && !isSameText(row, task, name)) {
        return s.wrong("gotrace.region", "a region ends that is not the innermost");
      }
      s.ranges.endRegion(row);
    } else if (s.alone && !s.initial) {
      s.ranges.endFromBefore(row, new Borders.Region(task, s.out.strings(), name));
    }
    s.out.range(row, c.ticks, RangeKind.REGION_END, name);
    return TAKEN;
  }

  private boolean isSameText(int row, long task, long name) {
    long inner = s.ranges.innermostName(row);
    return s.ranges.isInnermost(row, task, inner) && s.out.text(inner).equals(s.out.text(name));
  }

  int log(Cursor c) {
    long task = c.argument();
    long key = tables.string(c, c.argument());
    long value = tables.string(c, c.argument());
    tables.stack(c, c.argument());
    if (!s.runsGoroutine(c)) {
      return nobody("logs");
    }
    s.out.marks().log(c.ticks, s.goroutineOf(c), task, key, value);
    return TAKEN;
  }

  /// An event of the experiment that follows every allocation, or of a newer version: read and not kept.
  int passOver(Cursor c, int arguments) {
    for (int i = 0; i < arguments; i++) {
      c.argument();
    }
    boolean allocation = c.type >= EventType.SPAN;
    return c.thread >= 0 || !allocation
        ? TAKEN
        : s.wrong("gotrace.context", "an allocation without a thread");
  }
}
