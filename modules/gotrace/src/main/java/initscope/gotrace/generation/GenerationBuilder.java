package initscope.gotrace.generation;

import initscope.gotrace.lane.LaneKind;
import initscope.gotrace.lane.LaneStore;
import initscope.gotrace.util.LongColumn;
import initscope.gotrace.util.LongIntMap;
import java.lang.foreign.Arena;
import java.util.Arrays;

/// Takes what happens in one generation, in order, and keeps it as lanes and columns. Rows count from 0; where a number that stands for
/// "none" is needed beside rows, the row plus 1 is kept and 0 is none.
public final class GenerationBuilder {
  private static final long NOT_LEFT = -1;

  final LaneStore goroutineLanes;
  final LaneStore procLanes;
  final LaneStore threadLanes;
  final LaneStore rangeLanes;
  final Goroutines goroutines = new Goroutines();
  final LongColumn procIds = new LongColumn();
  final LongColumn threadIds = new LongColumn();
  final Strings strings;
  final Stacks stacks;
  final Reasons reasons;
  final Marks marks = new Marks();
  final RunQueueLatency latency = new RunQueueLatency();
  private final LongIntMap procRows = new LongIntMap();
  private final LongIntMap threadRows = new LongIntMap();
  private int[] rangeLane = new int[64];

  /// When each P left its goroutine, where no other state was written since.
  private long[] left = new long[16];

  /// Nothing yet.
  ///
  /// @param arena where the lanes' memory comes from
  public GenerationBuilder(Arena arena, Strings strings, Stacks stacks) {
    goroutineLanes = new LaneStore(arena);
    procLanes = new LaneStore(arena);
    threadLanes = new LaneStore(arena);
    rangeLanes = new LaneStore(arena);
    this.strings = strings;
    this.stacks = stacks;
    reasons = new Reasons(strings);
    Arrays.fill(left, NOT_LEFT);
  }

  /// The row of a goroutine, added where it is new.
  public int goroutine(long id) {
    int row = goroutines.find(id);
    if (row >= 0) {
      return row;
    }
    row = goroutines.add(id);
    goroutineLanes.add();
    if (row == rangeLane.length) {
      rangeLane = Arrays.copyOf(rangeLane, row * 2);
    }
    return row;
  }

  /// All goroutines.
  public Goroutines goroutines() {
    return goroutines;
  }

  /// The row of a P, added where it is new.
  public int proc(long id) {
    int row = row(procRows, procIds, procLanes, id);
    if (row >= left.length) {
      int from = left.length;
      left = Arrays.copyOf(left, row * 2);
      Arrays.fill(left, from, left.length, NOT_LEFT);
    }
    return row;
  }

  /// The row of a P, or -1.
  public int findProc(long id) {
    return procRows.get(id);
  }

  /// The number of a P.
  public long procId(int row) {
    return procIds.get(row);
  }

  /// How many Ps there are.
  public int procCount() {
    return procIds.size();
  }

  /// The row of a thread, added where it is new.
  public int thread(long id) {
    return row(threadRows, threadIds, threadLanes, id);
  }

  /// The row of a thread, or -1.
  public int findThread(long id) {
    return threadRows.get(id);
  }

  /// The number of a thread.
  public long threadId(int row) {
    return threadIds.get(row);
  }

  /// How many threads there are.
  public int threadCount() {
    return threadIds.size();
  }

  private static int row(LongIntMap rows, LongColumn ids, LaneStore lanes, long id) {
    int row = rows.get(id);
    if (row < 0) {
      row = lanes.add();
      rows.put(id, row);
      ids.add(id);
    }
    return row;
  }

  /// Its texts.
  public Strings strings() {
    return strings;
  }

  /// A text of the generation.
  public String text(long id) {
    return strings.get(id);
  }

  /// Why goroutines wait.
  public Reasons reasons() {
    return reasons;
  }

  /// What else happened.
  public Marks marks() {
    return marks;
  }

  /// Notes by whom and where a goroutine was made.
  ///
  /// @param creator row, or -1
  /// @param startStack the place it begins at
  /// @param stack of its creator
  public void created(int goroutine, int creator, long startStack, long stack) {
    goroutines.creators.set(goroutine, creator);
    goroutines.startStacks.set(goroutine, (int) startStack);
    goroutines.createStacks.set(goroutine, (int) stack);
  }

  /// A goroutine's next state.
  ///
  /// @param kind see {@link LaneKind}
  /// @param number see {@link LaneKind}
  /// @param reason of {@link Reasons} or {@link RunnableCause}
  public void goroutine(int row, long ticks, int kind, int number, int reason) {
    int before = goroutineLanes.kind(row);
    if ((before == LaneKind.WAITS || before == LaneKind.WAITS_TO_RUN)
        && goroutineLanes.isLater(row)) {
      long waited = Math.max(0, ticks - goroutineLanes.since(row));
      if (before == LaneKind.WAITS) {
        reasons.waited(goroutineLanes.reason(row), waited);
      } else if (kind != LaneKind.LOST) {
        latency.add(row, goroutineLanes.since(row), waited);
      }
    }
    goroutineLanes.state(row, ticks, kind, number, reason);
  }

  /// Remembers a stack on which a goroutine was seen: its root names the goroutine where its beginning was not seen.
  public void seenAt(int row, long stack) {
    if (stack != 0 && goroutines.anyStacks.get(row) == 0) {
      goroutines.anyStacks.set(row, (int) stack);
    }
  }

  /// A P's next state.
  ///
  /// @param goroutine row plus 1, 0 for none
  public void proc(int row, long ticks, int kind, int goroutine) {
    if (kind == LaneKind.WAITS && procLanes.kind(row) == LaneKind.RUNS) {
      left[row] = ticks; // the next goroutine may follow at once
      return;
    }
    long since = left[row];
    if (since >= 0) {
      left[row] = NOT_LEFT;
      if (kind == LaneKind.RUNS && ticks - since <= LaneStore.SOON && ticks >= since) {
        procLanes.runsSoon(row, ticks, (int) (ticks - since), goroutine);
        return;
      }
      procLanes.state(row, since, LaneKind.WAITS, 0, 0);
    }
    procLanes.state(row, ticks, kind, goroutine, 0);
  }

  /// A thread's next state.
  ///
  /// @param number P's or goroutine's row plus 1, 0 for none; see {@link LaneKind}
  public void thread(int row, long ticks, int kind, int number) {
    threadLanes.state(row, ticks, kind, number, 0);
  }

  /// A goroutine's state is not known any longer: from its own beginning on where that is later.
  public void goroutineLost(int row, long ticks) {
    if (isTold(goroutineLanes, row)) {
      goroutine(row, Math.max(ticks, goroutineLanes.since(row)), LaneKind.LOST, 0, 0);
    }
  }

  /// A P's state is not known any longer, as {@link #goroutineLost}.
  public void procLost(int row, long ticks) {
    if (isTold(procLanes, row)) {
      proc(row, Math.max(ticks, Math.max(left[row], procLanes.since(row))), LaneKind.LOST, 0);
    }
  }

  /// A thread's state is not known any longer, as {@link #goroutineLost}.
  public void threadLost(int row, long ticks) {
    if (isTold(threadLanes, row)) {
      thread(row, Math.max(ticks, threadLanes.since(row)), LaneKind.LOST, 0);
    }
  }

  /// What began within a goroutine and did not end may have ended at any time since.
  public void rangesLost(int row, long ticks) {
    int lane = rangeLane[row] - 1;
    if (lane >= 0 && rangeLanes.kind(lane) != LaneKind.LOST) {
      rangeLanes.state(lane, Math.max(ticks, rangeLanes.since(lane)), LaneKind.LOST, 0, 0);
    }
  }

  /// A lane without a state may have had one in the generation before.
  private static boolean isTold(LaneStore lanes, int row) {
    return lanes.kind(row) == LaneKind.NONE || LaneKind.isTold(lanes.kind(row));
  }

  /// A range within a goroutine begins or ends: see {@link RangeKind}.
  ///
  /// @param number string of a region's name, else 0
  public void range(int goroutine, long ticks, int kind, long number) {
    if (rangeLane[goroutine] == 0) {
      rangeLane[goroutine] = rangeLanes.add() + 1;
    }
    rangeLanes.state(rangeLane[goroutine] - 1, ticks, kind, (int) number, 0);
  }

  /// For each goroutine the lane of its ranges plus 1, or 0.
  int[] rangeLanesOfGoroutines() {
    return Arrays.copyOf(rangeLane, goroutines.size());
  }

  /// Whether a generation is too large to be kept whole.
  public boolean isFull() {
    return goroutineLanes.isFull()
        || procLanes.isFull()
        || threadLanes.isFull()
        || rangeLanes.isFull();
  }

  /// What was written, for reading. Nothing may be written afterwards.
  public Generation seal(Generation.Span span) {
    for (int row = 0; row < procIds.size(); row++) {
      if (left[row] >= 0) {
        procLanes.state(row, left[row], LaneKind.WAITS, 0, 0);
      }
    }
    return new Generation(this, span);
  }
}
