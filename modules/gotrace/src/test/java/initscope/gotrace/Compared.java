package initscope.gotrace;

import initscope.gotrace.lane.LaneKind;
import initscope.model.Bytes;
import java.util.Random;

/// States of damaged traces against those of the whole one, at times drawn by lot.
public final class Compared {
  private final GoTrace whole;
  private final Random random = new Random(11);
  private int same;
  private int wrong;
  private int toldAfterGaps;

  /// @param whole the trace before the damage
  public Compared(GoTrace whole) {
    this.whole = whole;
  }

  /// Reads a damaged copy.
  public void compare(Bytes damaged) {
    GoTrace seen = inSameTime(Told.decode(damaged).value());
    for (int i = 0; i < 40; i++) {
      int row = random.nextInt(whole.goroutines().size());
      int there = seen.goroutines().find(whole.goroutines().id(row));
      if (there >= 0) {
        compare(seen, seen.goroutine(there), whole.goroutine(row));
      }
      long proc = whole.procs().get(random.nextInt(whole.procs().size()));
      compare(seen, seen.proc(proc), whole.proc(proc));
      long thread = whole.threads().get(random.nextInt(whole.threads().size()));
      compare(seen, seen.thread(thread), whole.thread(thread));
    }
  }

  private void compare(GoTrace seen, TraceTrack told, TraceTrack truth) {
    long nanos =
        whole.startNanos() + (long) (random.nextDouble() * (whole.endNanos() - whole.startNanos()));
    int kind = nanos < seen.endNanos() ? at(told, nanos) : LaneKind.LOST;
    if (kind != LaneKind.LOST) {
      boolean right = kind == at(truth, nanos);
      same += right ? 1 : 0;
      wrong += right ? 0 : 1;
      toldAfterGaps +=
          seen.lost().stream().anyMatch(l -> l.fromNanos() < nanos && nanos < l.toNanos()) ? 1 : 0;
    }
  }

  private static int at(TraceTrack track, long nanos) {
    int[] kind = {LaneKind.LOST};
    track.visit(
        nanos, nanos, (f, t, k, n, r, g) -> kind[0] = f <= nanos && nanos < t ? k : kind[0]);
    return kind[0];
  }

  /// A trace of the v1 format tells its clock at the end.
  private GoTrace inSameTime(GoTrace seen) {
    if (whole.version() >= TraceFormat.FIRST_V2) {
      return seen;
    }
    double nanosPerTick = whole.generations().getFirst().span().nanosPerTick();
    return new GoTrace(
        seen.version(),
        seen.generations().stream().map(g -> g.withNanosPerTick(nanosPerTick)).toList(),
        seen.eventCounts(),
        seen.clocks());
  }

  /// States that both told alike.
  public int same() {
    return same;
  }

  /// States that the damaged copies told and the whole trace did not.
  public int wrong() {
    return wrong;
  }

  /// States told for times when events are missing.
  public int toldAfterGaps() {
    return toldAfterGaps;
  }
}
