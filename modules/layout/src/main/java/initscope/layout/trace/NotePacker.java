package initscope.layout.trace;

import initscope.layout.Viewport;

/// Puts what is marked on a row on pixels. What lies within the same few pixels becomes one mark and is stepped over at once, so that a row
/// costs as many searches as it has pixels, however much there is.
final class NotePacker {
  private final TraceAxis axis;
  private final Viewport seen;
  private final int columns;
  private final long[] moments;
  private final TraceNotes notes;
  private final TraceNoteBoxes into;

  /// @param moments at which columns begin, and the end of the last
  NotePacker(TraceLayout.View view, long[] moments, TraceNoteBoxes into) {
    this.moments = moments;
    axis = view.axis();
    seen = view.seen();
    columns = view.columns();
    notes = view.book().notes();
    this.into = into;
  }

  void row(TraceRow row) {
    into.nextRow();
    for (TraceNotes.Sort sort : TraceNotes.Sort.values()) {
      TraceSpots spots = notes.spots(row, sort);
      if (spots.size() > 0) {
        place(sort, spots, row.index());
      }
    }
  }

  private void place(TraceNotes.Sort sort, TraceSpots spots, int owner) {
    int high = spots.first(owner + 1);
    long end = moments[columns];
    int at = spots.firstEndingAt(owner, moments[0]);
    while (at < high && spots.from(at) < end) {
      double x0 = Math.max(0, x(spots.from(at)));
      double x1 = Math.min(columns, x(spots.to(at)));
      int column = (int) Math.min(columns - 1.0, x0);
      if (x1 - x0 >= sort.cell()) {
        into.add(sort, column, Math.max(1, (int) Math.ceil(x1) - column), 1, at);
        at++;
        continue;
      }
      int cell = column / sort.cell() * sort.cell();
      int width = Math.min(sort.cell(), columns - cell);
      long cellEnd = moments[cell + width];
      int next = Math.max(at + 1, spots.firstFrom(at, high, cellEnd));
      boolean leaves = next > at + 1 && spots.to(next - 1) > cellEnd;
      next -= leaves ? 1 : 0; // it is seen by itself
      boolean lone = next == at + 1;
      into.add(sort, lone ? column : cell, lone ? 1 : width, next - at, at);
      at = next;
    }
  }

  private double x(long nanos) {
    return seen.x(axis.place(nanos), columns);
  }
}
