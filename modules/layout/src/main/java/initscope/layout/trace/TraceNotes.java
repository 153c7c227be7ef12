package initscope.layout.trace;

import initscope.gotrace.GoTrace;
import initscope.gotrace.GoroutineTable;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.Marks;
import initscope.gotrace.generation.RangeKind;
import initscope.gotrace.lane.LaneKind;
import initscope.gotrace.util.IntColumn;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// What happens on rows beside their states: regions and logs of the program's own, mark assists, CPU samples. Columns by row, made once.
public final class TraceNotes {
  /// Regions nested deeper have no lane of their own and are not shown.
  static final int DEEPEST = 16;

  private static final TraceSpots NO_SPOTS = new TraceSpots.Builder().build(0);

  private final GoTrace trace;
  private TraceSpots regions;
  private TraceSpots assists;
  private TraceSpots logs;
  private TraceSpots taskLogs;
  private TraceSpots samples;
  private TraceSpots procSamples;
  private int[] firstLane = new int[0];
  private final IntColumn laneGoroutine = new IntColumn();

  /// What is marked on a row.
  public enum Sort {
    /// A goroutine helps the garbage collector mark.
    ASSIST(0, 2),
    /// A CPU sample.
    SAMPLE(1, 3),
    /// A message of the program's own.
    LOG(2, 7);

    private final int place;
    private final int cell;

    Sort(int place, int cell) {
      this.place = place;
      this.cell = cell;
    }

    int place() {
      return place;
    }

    static Sort at(int place) {
      return values()[place];
    }

    /// Pixels within which several become one mark.
    int cell() {
      return cell;
    }

    /// Key of its name.
    public String key() {
      return "trace.note." + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// Nothing.
  static final TraceNotes NONE = new TraceNotes(new GoTrace(0, List.of(), Map.of(), List.of()));

  private TraceNotes(GoTrace trace) {
    this.trace = trace;
    regions = NO_SPOTS;
    assists = NO_SPOTS;
    logs = NO_SPOTS;
    taskLogs = NO_SPOTS;
    samples = NO_SPOTS;
    procSamples = NO_SPOTS;
  }

  static TraceNotes of(GoTrace trace, TraceTasks tasks, Progress progress)
      throws CancelledException {
    TraceNotes notes = new TraceNotes(trace);
    notes.ranges(progress);
    notes.logs(tasks);
    notes.samples();
    return notes;
  }

  /// Walks the lanes of ranges, a goroutine after the other over all generations.
  private void ranges(Progress progress) throws CancelledException {
    GoroutineTable table = trace.goroutines();
    Ranges ranges = new Ranges();
    int[] lanes = new int[table.size() + 1];
    for (int row = 0; row < table.size(); row++) {
      if ((row & 0xfff) == 0) {
        progress.report(row, table.size(), "regions");
      }
      lanes[row] = laneGoroutine.size();
      ranges.begin(row, laneGoroutine.size());
      for (int part = table.firstPart(row); part < table.firstPart(row + 1); part++) {
        Generation generation = trace.generations().get(table.partGeneration(part));
        ranges.walk(generation, table.partGeneration(part), table.partRow(part));
      }
      for (int used = ranges.finish(); used > 0; used--) {
        laneGoroutine.add(row);
      }
    }
    lanes[table.size()] = laneGoroutine.size();
    firstLane = laneGoroutine.size() == 0 ? firstLane : lanes;
    regions = ranges.regions.build(laneGoroutine.size()).summed();
    assists = ranges.assists.build(table.size());
  }

  /// Puts beginnings and ends together: of each kind what began last ends first.
  private final class Ranges {
    private final TraceSpots.Builder regions = new TraceSpots.Builder();
    private final TraceSpots.Builder assists = new TraceSpots.Builder();
    private final Deque<Integer> open = new ArrayDeque<>();
    private int goroutine;
    private int lane;
    private int used;
    private int assist = -1;

    void begin(int row, int firstLaneOfRow) {
      goroutine = row;
      lane = firstLaneOfRow;
      used = 0;
      assist = -1;
    }

    void walk(Generation generation, int place, int localRow) {
      generation.visitRanges(
          localRow,
          (from, to, kind, number, reason) -> take(kind, generation.nanos(from), place, number));
    }

    private void take(int kind, long nanos, int place, int name) {
      long unknown = trace.endNanos();
      switch (kind) {
        case RangeKind.REGION_BEGIN -> {
          int depth = open.size();
          used = Math.max(used, Math.min(DEEPEST, depth + 1));
          open.push(depth < DEEPEST ? regions.add(lane + depth, nanos, unknown, place, name) : -1);
        }
        case RangeKind.REGION_END -> {
          if (!open.isEmpty()) {
            end(regions, open.pop(), nanos);
          }
        }
        case RangeKind.ASSIST_BEGIN -> {
          if (assist < 0) { // a later generation tells it anew
            assist = assists.add(goroutine, nanos, unknown, place, 0);
          }
        }
        case RangeKind.ASSIST_END -> {
          end(assists, assist, nanos);
          assist = -1;
        }
        case LaneKind.LOST -> {
          open.forEach(row -> end(regions, row, nanos));
          open.clear();
          end(assists, assist, nanos);
          assist = -1;
        }
        default -> {}
      }
    }

    private static void end(TraceSpots.Builder of, int row, long nanos) {
      if (row >= 0) {
        of.end(row, nanos);
      }
    }

    /// What has not ended lasts until the trace ends.
    ///
    /// @return how many lanes the goroutine's regions take
    int finish() {
      open.clear();
      return used;
    }
  }

  private void logs(TraceTasks tasks) {
    TraceSpots.Builder byGoroutine = new TraceSpots.Builder();
    TraceSpots.Builder byTask = new TraceSpots.Builder();
    for (int g = 0; g < trace.generations().size(); g++) {
      Generation generation = trace.generations().get(g);
      Marks marks = generation.marks();
      for (int i = 0; i < marks.logCount(); i++) {
        long nanos = generation.nanos(marks.logTicks(i));
        int local = marks.logGoroutine(i);
        int row = local < 0 ? -1 : trace.goroutines().find(generation.goroutineId(local));
        if (row >= 0) {
          byGoroutine.add(row, nanos, nanos, g, i);
        }
        int task = tasks.find(marks.logTask(i));
        if (task >= 0) {
          byTask.add(task, nanos, nanos, g, i);
        }
      }
    }
    logs = byGoroutine.build(trace.goroutines().size());
    taskLogs = byTask.build(tasks.size());
  }

  /// A sample names no P: it is the one that its goroutine had then.
  private void samples() {
    TraceSpots.Builder byGoroutine = new TraceSpots.Builder();
    TraceSpots.Builder byProc = new TraceSpots.Builder();
    for (int g = 0; g < trace.generations().size(); g++) {
      Generation generation = trace.generations().get(g);
      Marks marks = generation.marks();
      for (int i = 0; i < marks.sampleCount(); i++) {
        int row = trace.goroutines().find(marks.sampleGoroutine(i));
        if (row >= 0) {
          long nanos = generation.nanos(marks.sampleTicks(i));
          byGoroutine.add(row, nanos, nanos, g, i);
          int proc = procOf(row, nanos);
          if (proc >= 0) {
            byProc.add(proc, nanos, nanos, g, i);
          }
        }
      }
    }
    samples = byGoroutine.build(trace.goroutines().size());
    procSamples = byProc.build(trace.procs().size());
  }

  private int procOf(int goroutine, long nanos) {
    int[] found = {-1};
    trace
        .goroutine(goroutine)
        .visit(
            nanos,
            nanos + 1,
            (from, to, kind, number, reason, generation) -> {
              boolean ran = kind == LaneKind.RUNS && from <= nanos;
              if (ran && number > 0 && number <= generation.procCount()) {
                found[0] = trace.procs().indexOf(generation.procId(number - 1));
              }
            });
    return found[0];
  }

  /// What of a sort a row has.
  TraceSpots spots(TraceRow row, Sort sort) {
    return switch (row.sort()) {
      case GOROUTINE ->
          switch (sort) {
            case ASSIST -> assists;
            case SAMPLE -> samples;
            case LOG -> logs;
          };
      case PROC -> sort == Sort.SAMPLE ? procSamples : NO_SPOTS;
      case TASK -> sort == Sort.LOG ? taskLogs : NO_SPOTS;
      default -> NO_SPOTS;
    };
  }

  /// How many lanes the regions of a goroutine take: as many as are open at a time.
  int lanes(int goroutine) {
    return firstLane.length == 0 ? 0 : firstLane[goroutine + 1] - firstLane[goroutine];
  }

  /// The first lane of a goroutine's regions.
  int firstLane(int goroutine) {
    return firstLane.length == 0 ? 0 : firstLane[goroutine];
  }

  /// How many lanes of regions there are.
  public int laneCount() {
    return laneGoroutine.size();
  }

  /// The goroutine of a lane of regions, as a row of the trace's table.
  public int goroutine(int lane) {
    return laneGoroutine.get(lane);
  }

  /// How deep the regions of a lane are nested, 0 for the outermost.
  public int depth(int lane) {
    return lane - firstLane(goroutine(lane));
  }

  RowSource source(int lane) {
    return regions.source(lane);
  }

  /// The name of a region; host text.
  ///
  /// @param number of its state
  public String region(int number) {
    Generation generation = trace.generations().get(regions.generation(number));
    return generation.strings().get(Integer.toUnsignedLong(regions.item(number)));
  }

  /// What is marked on a row within an interval, each by itself; by sort, then by time.
  ///
  /// @param most how many of a sort at most
  public List<TraceNote> within(TraceRow row, long from, long to, int most) {
    List<TraceNote> found = new ArrayList<>();
    for (Sort sort : Sort.values()) {
      TraceSpots spots = spots(row, sort);
      int high = Math.min(spots.first(row.index() + 1), spots.size());
      int at = spots.firstEndingAt(row.index(), from);
      for (int i = at; i < high && i - at < most && spots.from(i) <= to; i++) {
        found.add(note(row, sort, i, 1));
      }
    }
    return found;
  }

  /// How many of a sort a row has within an interval.
  public int count(TraceRow row, Sort sort, long from, long to) {
    TraceSpots spots = spots(row, sort);
    int low = spots.firstEndingAt(row.index(), from);
    return Math.max(0, spots.firstFrom(low, spots.first(row.index() + 1), to + 1) - low);
  }

  TraceNote note(TraceRow row, Sort sort, int spot, int count) {
    TraceSpots spots = spots(row, sort);
    Generation generation = trace.generations().get(spots.generation(spot));
    return new TraceNote(
        row,
        sort,
        count,
        spots.from(spot),
        spots.to(spot + count - 1),
        spots.item(spot),
        generation);
  }
}
