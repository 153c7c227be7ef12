package initscope.gotrace.v1;

import initscope.model.Bytes;
import initscope.model.Problems;
import initscope.model.Progress.CancelledException;
import java.util.List;

/// Merges lanes of which some lack events: from one on that could not come next, what an event says is believed. The events of a P are there
/// up to the last of them, so that what it runs is known until then.
final class GapMerge extends Merge {
  /// How far clocks of different CPUs set events apart. Where events are missing, one is not waited for any longer.
  private static final double PATIENCE_SECONDS = 0.001;

  /// Looks at lanes: beyond, the rest is only counted.
  private static final long MOST_TRIALS = 2_000_000_000;

  private final V1Reader.LostVisitor lost;
  private final boolean cut;
  private final long patience;
  private long gapTicks = Long.MAX_VALUE;
  private long stoppedOffset;

  /// @param cut whether events are missing after the last of each P
  /// @param perSecond ticks of the clock
  GapMerge(
      Bytes file,
      List<Lane> lanes,
      Goroutines goroutines,
      Transitions rules,
      Check check,
      V1Tables tables,
      V1Visitor visitor,
      V1Reader.LostVisitor lost,
      boolean cut,
      long perSecond) {
    super(file, lanes, goroutines, rules, check, tables, visitor, new Problems());
    this.lost = lost;
    this.cut = cut;
    patience = (long) (perSecond * PATIENCE_SECONDS);
  }

  /// Delivers all events.
  ///
  /// @param from where {@link Merge#run} stopped, -1 where it did not
  /// @return since when events are missing, {@link Long#MAX_VALUE} where none is
  long run(long from) throws CancelledException {
    stoppedOffset = from;
    for (Lane lane : lanes) {
      if (goOn(lane)) {
        place(lane);
      }
    }
    for (long trials = 0; ; trials += lanes.size()) {
      if (trials >= MOST_TRIALS) {
        lanes.forEach(lane -> gapTicks = Math.min(gapTicks, lane.ticks));
        break;
      }
      Lane waiting = earliestWaiting();
      if (waiting != null && waiting.offset == from) {
        gapTicks = Math.min(gapTicks, waiting.ticks);
      }
      if (waiting != null && (ready == 0 || isTooLate(waiting))) {
        takeWaiting(waiting);
      } else if (ready > 0) {
        takeTop();
      } else {
        break;
      }
    }
    return gapTicks;
  }

  private boolean isTooLate(Lane waiting) {
    return gapTicks <= waiting.ticks && heap[0].ticks > waiting.ticks + patience;
  }

  private void takeWaiting(Lane lane) throws CancelledException {
    int row = lane.orderRow;
    unhang(lane);
    believe(lane);
    if (goOn(lane)) {
      place(lane);
    }
    if (goroutines.waiting[row] >= 0) {
      wake(row);
    }
  }

  /// Delivers the event at the top of the heap, believed where it cannot be.
  private void takeTop() throws CancelledException {
    Lane lane = heap[0];
    if (lane.offset == stoppedOffset) {
      gapTicks = Math.min(gapTicks, lane.ticks);
    }
    int row = lane.orderRow;
    boolean may = row < 0 || (isReady(lane) && goroutines.isRowOf(row, rules.subjectOf(lane)));
    if (may && check.accept(lane).isEmpty()) {
      end(lane);
      hand(lane);
      if (row >= 0) {
        apply(lane, row);
      }
    } else {
      believe(lane);
    }
    advance(lane);
    if (row >= 0 && goroutines.waiting[row] >= 0) {
      wake(row);
    }
  }

  private void end(Lane lane) {
    if (rules.ends[lane.type]) {
      goroutines.end(lane.gRow, lane.g);
    }
  }

  @Override
  boolean goOn(Lane lane) throws CancelledException {
    if (lane.next()) {
      return true;
    }
    if (cut && lane.offset > 0) {
      gapTicks = Math.min(gapTicks, lane.ticks);
      lost.ends(lane.p, lane.ticks);
    }
    return false;
  }

  /// Delivers an event that contradicts what is known, or waits for one that does not come.
  private void believe(Lane lane) {
    gapTicks = Math.min(gapTicks, lane.ticks);
    int row = lane.orderRow;
    check.believe(lane);
    boolean explicit = rules.sequence[lane.type] == Transitions.SECOND;
    if (row == Goroutines.ENDED || (explicit && lane.arg1 < goroutines.sequences[row])) {
      return; // what is known of it came later
    }
    if (row > Goroutines.ENDED) {
      if (!isReady(lane)) {
        lost.lost(rules.subjectOf(lane), gapTicks);
      }
      goroutines.orders[row] = rules.makes[lane.type];
      if (explicit) {
        goroutines.sequences[row] = lane.arg1 + 1;
      } else if (rules.sequence[lane.type] != Transitions.KEPT) {
        goroutines.sequences[row]++;
      }
    } else if (row == Goroutines.COLLECTOR) {
      goroutines.sequences[row] = lane.arg0 + 1;
    }
    end(lane);
    hand(lane);
  }
}
