package initscope.gotrace.v1;

import initscope.model.Bytes;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.Progress.CancelledException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The second pass: merges the lanes into one order. Of the head events whose goroutine is in the state they need, the
/// earliest comes next; a lane whose head must wait hangs on its goroutine until that changes. Delivery stops at the first
/// event that cannot be, so that what was delivered is always consistent.
class Merge {
  private final Bytes file;
  final List<Lane> lanes;
  final Goroutines goroutines;
  final Transitions rules;
  final Check check;
  private final V1Tables tables;
  private final V1Visitor visitor;
  private final Problems problems;
  final Lane[] heap;
  int ready;
  private boolean any;
  private long lastTicks;
  private boolean stopped;
  private long stoppedOffset = -1;

  Merge(
      Bytes file,
      List<Lane> lanes,
      Goroutines goroutines,
      Transitions rules,
      Check check,
      V1Tables tables,
      V1Visitor visitor,
      Problems problems) {
    this.file = file;
    this.lanes = List.copyOf(lanes);
    this.goroutines = goroutines;
    this.rules = rules;
    this.check = check;
    this.tables = tables;
    this.visitor = visitor;
    this.problems = problems;
    heap = new Lane[lanes.size()];
  }

  void run() throws CancelledException {
    for (Lane lane : lanes) {
      if (lane.next()) {
        place(lane);
      }
    }
    while (ready > 0 && !stopped) {
      step();
    }
    if (!stopped) {
      reportWaiting();
    }
  }

  /// Where {@link #run} stopped, -1 where it did not.
  long stoppedOffset() {
    return stoppedOffset;
  }

  @Nullable Lane earliestWaiting() {
    Lane earliest = null;
    for (Lane lane : lanes) {
      if (lane.waits && (earliest == null || lane.before(earliest))) {
        earliest = lane;
      }
    }
    return earliest;
  }

  /// Takes a lane from those that wait for its goroutine.
  void unhang(Lane lane) {
    int rank = goroutines.waiting[lane.orderRow];
    if (rank == lane.rank) {
      goroutines.waiting[lane.orderRow] = lane.nextWaiting;
    } else {
      while (lanes.get(rank).nextWaiting != lane.rank) {
        rank = lanes.get(rank).nextWaiting;
      }
      lanes.get(rank).nextWaiting = lane.nextWaiting;
    }
    lane.waits = false;
  }

  /// Delivers the earliest ready event, then looks which lanes have become ready by it.
  private void step() throws CancelledException {
    Lane lane = heap[0];
    int row = lane.orderRow;
    if (row >= 0 && (!isReady(lane) || !goroutines.isRowOf(row, rules.subjectOf(lane)))) {
      stop("gotrace.v1.order.inconsistent", lane.offset);
      return;
    }
    if (!deliver(lane)) {
      return;
    }
    if (row >= 0) {
      apply(lane, row);
    }
    advance(lane);
    if (row >= 0 && goroutines.waiting[row] >= 0) {
      wake(row);
    }
  }

  /// The lane at the top of the heap goes on to its next event, or leaves the heap.
  void advance(Lane lane) throws CancelledException {
    if (goOn(lane)) {
      prepare(lane);
      if (lane.orderRow < 0 || isReady(lane)) {
        down();
        return;
      }
      pop();
      hang(lane);
    } else {
      pop();
    }
  }

  /// Moves a lane to its next event; false where it has none.
  boolean goOn(Lane lane) throws CancelledException {
    return lane.next();
  }

  void place(Lane lane) {
    prepare(lane);
    if (lane.orderRow < 0 || isReady(lane)) {
      push(lane);
    } else {
      hang(lane);
    }
  }

  /// Finds the rows of the goroutines the head event is about.
  private void prepare(Lane lane) {
    int type = lane.type;
    lane.gRow = lane.currentRow;
    lane.orderRow =
        switch (rules.subject[type]) {
          case Transitions.OWN -> lane.gRow;
          case Transitions.OTHER -> goroutines.row(lane.arg0);
          case Transitions.COLLECTOR -> Goroutines.COLLECTOR;
          default -> -1;
        };
    switch (type) {
      case V1Type.GO_START, V1Type.GO_START_LOCAL, V1Type.GO_START_LABEL -> {
        lane.gRow = lane.orderRow >= 0 ? lane.orderRow : goroutines.row(lane.arg0);
        lane.currentRow = lane.gRow;
      }
      case V1Type.GO_SYS_EXIT, V1Type.GO_WAITING, V1Type.GO_IN_SYSCALL ->
          lane.gRow = lane.orderRow >= 0 ? lane.orderRow : goroutines.row(lane.arg0);
      default -> {
        if (rules.leaves[type]) {
          lane.currentRow = Goroutines.NONE;
        }
      }
    }
  }

  boolean isReady(Lane lane) {
    int row = lane.orderRow;
    int type = lane.type;
    return goroutines.orders[row] == rules.needs[type]
        && switch (rules.sequence[type]) {
          case Transitions.ZERO -> goroutines.sequences[row] == 0;
          case Transitions.ONE -> goroutines.sequences[row] == 1;
          case Transitions.FIRST -> goroutines.sequences[row] == lane.arg0;
          case Transitions.SECOND -> goroutines.sequences[row] == lane.arg1;
          default -> true;
        };
  }

  void apply(Lane lane, int row) {
    goroutines.orders[row] = rules.makes[lane.type];
    if (rules.sequence[lane.type] != Transitions.KEPT) {
      goroutines.sequences[row]++;
    }
  }

  private void hang(Lane lane) {
    lane.waits = true;
    lane.nextWaiting = goroutines.waiting[lane.orderRow];
    goroutines.waiting[lane.orderRow] = lane.rank;
  }

  void wake(int row) {
    int rank = goroutines.waiting[row];
    goroutines.waiting[row] = -1;
    while (rank >= 0) {
      Lane lane = lanes.get(rank);
      rank = lane.nextWaiting;
      if (isReady(lane)) {
        lane.waits = false;
        push(lane);
      } else {
        hang(lane);
      }
    }
  }

  /// Hands the head event of a lane to the visitor; false after stopping because it cannot be.
  private boolean deliver(Lane lane) {
    if (any && lane.ticks < lastTicks) {
      stop("gotrace.v1.time.order", lane.offset);
      return false;
    }
    String refused = check.accept(lane);
    if (!refused.isEmpty()) {
      stop(refused, lane.offset);
      return false;
    }
    any = true;
    lastTicks = lane.ticks;
    if (rules.ends[lane.type]) {
      goroutines.end(lane.gRow, lane.g);
    }
    hand(lane);
    return true;
  }

  void hand(Lane lane) {
    boolean exit = lane.type == V1Type.GO_SYS_EXIT;
    boolean localExit = lane.type == V1Type.GO_SYS_EXIT_LOCAL;
    visitor.event(
        rules.delivered[lane.type],
        lane.ticks,
        lane.offset,
        lane.p,
        lane.g,
        tables.stacks().has(lane.stack) ? lane.stack : 0,
        lane.arg0,
        exit ? 0 : localExit ? 1 : lane.arg1,
        localExit ? check.localExit(lane) : lane.arg2);
  }

  /// Lanes that nothing will wake are lost from their heads on.
  private void reportWaiting() {
    long first = Long.MAX_VALUE;
    for (Lane lane : lanes) {
      if (lane.waits) {
        first = Math.min(first, lane.offset);
      }
    }
    if (first != Long.MAX_VALUE) {
      stop("gotrace.v1.order.inconsistent", first);
    }
  }

  private void stop(String id, long offset) {
    Lane waiting = earliestWaiting();
    boolean waits = waiting != null && (ready == 0 || waiting.before(heap[0]));
    stoppedOffset = waiting != null && waits ? waiting.offset : offset;
    problems.add(id, Problem.Effect.LOST_FROM_HERE, offset, Quote.at(file, offset));
    stopped = true;
  }

  private void push(Lane lane) {
    int at = ready++;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (!lane.before(heap[parent])) {
        break;
      }
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = lane;
  }

  private void pop() {
    heap[0] = heap[--ready];
    down();
  }

  /// Moves the lane at the top down to its place.
  private void down() {
    Lane lane = heap[0];
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= ready) {
        break;
      }
      if (child + 1 < ready && heap[child + 1].before(heap[child])) {
        child++;
      }
      if (!heap[child].before(lane)) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = lane;
  }
}
