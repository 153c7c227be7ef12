package initscope.layout.trace;

import initscope.gotrace.generation.Generation;
import initscope.layout.Viewport;
import org.jspecify.annotations.Nullable;

/// Puts the states of a row on pixel columns, so that the boxes of a row neither overlap nor leave a gap while the row lives. A column in
/// which one state lies is that state's; one short state alone in a column is seen there, however short; several make the column merged.
final class BoxPacker implements StateSink {
  /// Least heights where a column has a few states: what ran must be seen.
  static final int[] FEW = {2, 3, 2, 1};

  /// Least heights where it may have thousands: what hardly ran must not look as if it did.
  static final int[] MANY = {1, 1, 1, 1};

  private final TraceAxis axis;
  private final Viewport seen;
  private final int columns;
  private final TraceBoxes boxes;
  private int row;
  private int column = -1;
  private int inside;
  private double largest;
  private final double[] shares = new double[4];
  private final State mine = new State();

  /// One state.
  static final class State {
    long from;
    long to;
    int kind;
    int number;
    int reason;
    @Nullable Generation generation;

    void set(long begin, long end, int k, int n, int why, @Nullable Generation in) {
      from = begin;
      to = end;
      kind = k;
      number = n;
      reason = why;
      generation = in;
    }
  }

  private final State given = new State();

  BoxPacker(TraceAxis axis, Viewport seen, int columns, TraceBoxes boxes) {
    this.axis = axis;
    this.seen = seen;
    this.columns = columns;
    this.boxes = boxes;
  }

  /// Begins a row; {@link #end} ends it.
  void begin(int inRow) {
    row = inRow;
    column = -1;
  }

  @Override
  public void state(long from, long to, int kind, int number, int reason, @Nullable Generation in) {
    double x0 = Math.max(0, seen.x(axis.place(from), columns));
    double x1 = Math.min(columns, seen.x(axis.place(to), columns));
    if (x1 < 0 || x0 >= columns || x1 < x0) {
      return;
    }
    given.set(from, to, kind, number, reason, in);
    int first = (int) x0;
    int last = (int) x1;
    if (kind >= TraceState.NOT_KNOWN) {
      flush();
      int begin = (int) Math.ceil(x0); // what is told takes the column
      if (last > begin) {
        boxes.exact(row, begin, last - begin, given);
      }
      return;
    }
    if (first == last) {
      piece(first, x1 - x0, true);
      return;
    }
    int pure = first;
    if (x0 > first) {
      piece(first, first + 1 - x0, false);
      pure++;
    }
    flush();
    if (last > pure) {
      boxes.exact(row, pure, last - pure, given);
    }
    if (last < columns && x1 > last) {
      piece(last, x1 - last, false);
    }
  }

  private void piece(int at, double share, boolean whole) {
    if (at != column) {
      flush();
      column = at;
      inside = 0;
      largest = -1;
      java.util.Arrays.fill(shares, 0);
    }
    shares[given.kind] += Math.max(share, 1e-6); // what lasted no time at all is there nevertheless
    if (whole) {
      inside++;
    }
    boolean first = whole && inside == 1;
    if (first || (inside == 0 && share > largest)) {
      largest = share;
      mine.set(given.from, given.to, given.kind, given.number, given.reason, given.generation);
    }
  }

  private void flush() {
    if (column < 0) {
      return;
    }
    if (inside > 1) {
      boxes.merged(row, column, levels(shares, FEW), shares);
    } else {
      boxes.exact(row, column, 1, mine);
    }
    column = -1;
  }

  void end() {
    flush();
  }

  /// A whole row from sums by column.
  void sums(int inRow, long[] moments, long[] sums, long[] counts) {
    double[] part = new double[4];
    for (int c = 0; c < columns; c++) {
      double width = Math.max(1, moments[c + 1] - moments[c]);
      double all = 0;
      for (int k = 0; k < 4; k++) {
        part[k] = Math.clamp((sums[(c + 1) * 4 + k] - sums[c * 4 + k]) / width, 0, 1);
        all += part[k];
      }
      if (all > 0 || counts[c + 1] > counts[c]) {
        boxes.merged(inRow, c, levels(part, MANY), part);
      }
    }
  }

  /// Heights of the four kinds in pixels, a byte each, together no more than a box is high.
  ///
  /// @param least height of what is there at all, by kind
  static int levels(double[] shares, int[] least) {
    int[] level = new int[4];
    int all = 0;
    int highest = 0;
    for (int k = 0; k < 4; k++) {
      level[k] =
          shares[k] <= 0 ? 0 : Math.max(least[k], (int) Math.round(shares[k] * TraceLayout.BAR));
      all += level[k];
      highest = level[k] > level[highest] ? k : highest;
    }
    level[highest] -= Math.max(0, all - TraceLayout.BAR);
    return level[0] | level[1] << 8 | level[2] << 16 | level[3] << 24;
  }
}
