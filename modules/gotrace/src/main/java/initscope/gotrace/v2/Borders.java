package initscope.gotrace.v2;

import initscope.gotrace.generation.Goroutines;
import initscope.gotrace.generation.Strings;
import initscope.gotrace.util.LongColumn;
import initscope.gotrace.util.LongIntMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How the trace stands between two generations: whether the next, read alone, can follow, and what one that is read exactly begins with.
/// What a generation does not mention stays as it was.
final class Borders {
  private static final List<Region> NO_REGIONS = List.of();

  /// The generation before. It has every goroutine that lives.
  private final Scheduler before;

  /// By number, as in {@link Scheduler}.
  final LongIntMap procs;

  /// Ps that sweep.
  final LongIntMap sweeps;

  final Map<Long, Bound> threads;
  final LongIntMap tasks;
  private final Map<Long, List<Region>> regions;
  final int collector;
  final long collectorSequence;

  /// What a thread has, by number; empty for nothing.
  record Bound(long proc, long goroutine) {
    static final Bound NOTHING = new Bound(Scheduler.NONE, Scheduler.NONE);
  }

  /// A region that has not ended; its name is a text of the generation in which it began.
  record Region(long task, Strings strings, long name) {
    boolean isSame(Region other) {
      return task == other.task
          && ((strings == other.strings && name == other.name) || text().equals(other.text()));
    }

    String text() {
      return strings.get(name);
    }
  }

  private Borders(Scheduler after, Borders earlier, boolean exact) {
    before = after;
    procs = earlier.procs;
    sweeps = earlier.sweeps;
    threads = earlier.threads;
    tasks = earlier.tasks;
    regions = earlier.regions;
    boolean silent = after.collectorFirst == EventType.NONE && !exact;
    collector = silent ? earlier.collector : after.collector;
    collectorSequence = silent ? earlier.collectorSequence : after.collectorSequence;
    take(exact);
  }

  private Borders(Scheduler first) {
    before = first;
    procs = new LongIntMap();
    sweeps = new LongIntMap();
    threads = new HashMap<>();
    tasks = new LongIntMap();
    regions = new HashMap<>();
    collector = first.collector;
    collectorSequence = first.collectorSequence;
    take(true);
  }

  /// After a generation before which nothing is known.
  static Borders after(Scheduler first) {
    return new Borders(first);
  }

  /// After a generation that follows. This is of no use afterwards.
  ///
  /// @param exact whether it was read from here on, not alone
  Borders then(Scheduler after, boolean exact) {
    return new Borders(after, this, exact);
  }

  private void take(boolean exact) {
    for (int i = 0; i < before.procCount(); i++) {
      long id = before.out.procId(i);
      if (before.procStatus[i] != Scheduler.PROC_ABSENT) {
        procs.put(id, before.procStatus[i]);
      }
      if (before.ranges.inSweep(i)) {
        sweeps.put(id, 1);
      } else if (exact || before.ranges.firstSweep(i) != EventType.NONE) {
        sweeps.remove(id);
      }
    }
    for (int i = 0; i < before.out.threadCount(); i++) {
      int proc = before.threadProc[i];
      int goroutine = before.threadGoroutine[i];
      threads.put(
          before.out.threadId(i),
          new Bound(
              proc < 0 ? Scheduler.NONE : before.out.procId(proc),
              goroutine < 0 ? Scheduler.NONE : before.out.goroutines().id(goroutine)));
    }
    before.tasks(tasks);
    for (int row = 0; row < before.out.goroutines().size(); row++) {
      regions(row, before.out.goroutines().id(row), exact);
    }
  }

  private void regions(int row, long id, boolean exact) {
    if (exact || before.status(row) == Scheduler.GO_ABSENT) {
      regions.remove(id);
    }
    if (before.status(row) == Scheduler.GO_ABSENT) {
      return;
    }
    List<Region> open = regions.getOrDefault(id, NO_REGIONS);
    int ended = Math.min(open.size(), before.ranges.endsFromBefore(row).size());
    List<Region> begun = before.ranges.regions(row, before.out.strings());
    if (ended > 0 || !begun.isEmpty()) {
      List<Region> all = open.isEmpty() ? new ArrayList<>() : open;
      all.subList(all.size() - ended, all.size()).clear();
      all.addAll(begun);
      regions.put(id, all);
    }
  }

  /// Goroutines of the generation before.
  Scheduler before() {
    return before;
  }

  /// The regions that a goroutine has not ended, the innermost last.
  List<Region> regions(long goroutine) {
    return regions.getOrDefault(goroutine, NO_REGIONS);
  }

  /// Whether what a generation that was read alone says about its beginning is how it stands here. False where that is not certain.
  boolean fits(Scheduler after) {
    return !after.isDoubtful()
        && collectorFits(after)
        && goroutinesFit(after)
        && procsFit(after)
        && threadsFit(after)
        && tasksFit(after);
  }

  private boolean collectorFits(Scheduler after) {
    return switch (after.collectorFirst) {
      case EventType.GC_BEGIN ->
          collector == RangeEvents.UNDETERMINED
              || (collector == RangeEvents.IDLE
                  && after.collectorFirstSequence == collectorSequence + 1);
      case EventType.GC_ACTIVE, EventType.GC_END ->
          collector == RangeEvents.COLLECTS
              && after.collectorFirstSequence == collectorSequence + 1;
      default -> true;
    };
  }

  private boolean goroutinesFit(Scheduler after) {
    Goroutines earlier = before.out.goroutines();
    Goroutines later = after.out.goroutines();
    int living = 0;
    for (int i = 0; i < earlier.size(); i++) {
      living += before.status(i) == Scheduler.GO_ABSENT ? 0 : 1;
    }
    for (int i = 0; i < later.size(); i++) {
      int there = earlier.find(later.id(i));
      int was = there < 0 ? Scheduler.GO_ABSENT : before.status(there);
      if (was != after.firstStatus(i)) {
        return false;
      }
      if (was != Scheduler.GO_ABSENT) {
        living--;
        if (!rangesFit(after, i, there)) {
          return false;
        }
      }
    }
    return living == 0;
  }

  private boolean rangesFit(Scheduler after, int row, int there) {
    Ranges earlier = before.ranges;
    Ranges later = after.ranges;
    int assist = later.firstAssist(row);
    int stop = later.firstStop(row);
    boolean told = later.inAssist(row) || assist != EventType.NONE;
    return (assist == EventType.NONE
            || earlier.inAssist(there) == (assist == EventType.GC_MARK_ASSIST_ACTIVE))
        && (told || !earlier.inAssist(there))
        && (stop == EventType.NONE
            ? earlier.stop(there) < 0
            : earlier.stop(there) >= 0 == (stop == EventType.STW_END))
        && regionsFit(after, row);
  }

  private boolean regionsFit(Scheduler after, int row) {
    List<Region> ends = after.ranges.endsFromBefore(row);
    if (ends.isEmpty()) {
      return true;
    }
    List<Region> open = regions(after.out.goroutines().id(row));
    for (int i = 0; i < ends.size() && i < open.size(); i++) {
      if (!ends.get(i).isSame(open.get(open.size() - 1 - i))) {
        return false;
      }
    }
    return true;
  }

  private boolean procsFit(Scheduler after) {
    for (int i = 0; i < after.procCount(); i++) {
      long id = after.out.procId(i);
      int was = Math.max(Scheduler.PROC_ABSENT, procs.get(id));
      int is = after.firstProcStatus(i);
      boolean stolen = is == Scheduler.PROC_ABANDONED && was == Scheduler.PROC_SYSCALL;
      if (was != Scheduler.PROC_ABSENT && was != is && !stolen) {
        return false;
      }
      int sweep = after.ranges.firstSweep(i);
      if (sweep != EventType.NONE && sweeps.contains(id) != (sweep == EventType.GC_SWEEP_ACTIVE)) {
        return false;
      }
    }
    return true;
  }

  private boolean threadsFit(Scheduler after) {
    for (Map.Entry<Long, Bound> entry : threads.entrySet()) {
      int row = after.out.findThread(entry.getKey());
      Bound bound = entry.getValue();
      if (bound.goroutine() != Scheduler.NONE) {
        int goroutine = after.out.goroutines().find(bound.goroutine());
        if (goroutine < 0 || row < 0 || after.firstThread(goroutine) != row) {
          return false;
        }
      }
      if (bound.proc() != Scheduler.NONE) {
        int proc = after.out.findProc(bound.proc());
        boolean stolen = proc >= 0 && after.firstProcStatus(proc) == Scheduler.PROC_ABANDONED;
        if (proc < 0 || (!stolen && (row < 0 || after.firstProc(row) != proc))) {
          return false;
        }
      }
    }
    return after.syscallsFit(threads);
  }

  private boolean tasksFit(Scheduler after) {
    LongColumn begun = after.tasksBegun();
    for (int i = 0; i < begun.size(); i++) {
      if (tasks.contains(begun.get(i))) {
        return false;
      }
    }
    return true;
  }
}
