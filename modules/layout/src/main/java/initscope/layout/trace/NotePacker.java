package initscope.layout.trace;

import initscope.layout.Viewport;

/// Puts what is marked on a row on pixels. What lies within the same few pixels becomes one mark and is stepped over at once, so that a row
/// costs as many searches as it has pixels, however much there is.
final class NotePacker {
  private final TraceAxis axis;
  private final Viewport seen;
  private final int columns;
  private final TraceNotes notes;
  private final TraceNoteBoxes into;

  NotePacker(TraceLayout.View view, TraceNoteBoxes into) {
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
    long end = nanosAt(columns);
    int at = spots.firstEndingAt(owner, nanosAt(0));
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
      long cellEnd = nanosAt(cell + sort.cell());
      int next = Math.max(at + 1, spots.firstFrom(at, high, cellEnd));
      boolean leaves = next > at + 1 && spots.to(next - 1) > cellEnd;
      next -= leaves ? 1 : 0; // it is seen by itself
      boolean lone = next == at + 1;
      int width = Math.min(sort.cell(), columns - cell);
      into.add(sort, lone ? column : cell, lone ? 1 : width, next - at, at);
      at = next;
    }
  }

  private double x(long nanos) {
    return seen.x(axis.place(nanos), columns);
  }

  private long nanosAt(int column) {
    return axis.nanos(seen.place(column, columns));
  }
}
