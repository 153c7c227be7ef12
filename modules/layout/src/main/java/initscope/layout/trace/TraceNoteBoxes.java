package initscope.layout.trace;

import initscope.gotrace.util.IntColumn;

/// Marks on the rows of a frame, as columns: at most one for each few pixels of a row and sort. Pixels count from the left end of the axis.
public final class TraceNoteBoxes {
  private final IntColumn first = new IntColumn();
  private final IntColumn sort = new IntColumn();
  private final IntColumn x = new IntColumn();
  private final IntColumn width = new IntColumn();
  private final IntColumn count = new IntColumn();
  private final IntColumn spot = new IntColumn();

  /// The marks that follow belong to the next row.
  void nextRow() {
    first.add(sort.size());
  }

  void add(TraceNotes.Sort ofSort, int column, int columns, int howMany, int firstSpot) {
    sort.add(ofSort.place());
    x.add(column);
    width.add(columns);
    count.add(howMany);
    spot.add(firstSpot);
  }

  /// The first mark of a row; those of a row end where the next one's begin.
  ///
  /// @param ofRow its place among the rows in sight, or their number
  public int first(int ofRow) {
    return ofRow < first.size() ? first.get(ofRow) : sort.size();
  }

  /// How many.
  public int size() {
    return sort.size();
  }

  /// What it marks.
  public TraceNotes.Sort sort(int note) {
    return TraceNotes.Sort.at(sort.get(note));
  }

  /// Left edge; of a lone moment the pixel in which it lies.
  public int x(int note) {
    return x.get(note);
  }

  /// At least 1.
  public int width(int note) {
    return width.get(note);
  }

  /// How many it stands for.
  public int count(int note) {
    return count.get(note);
  }

  /// Whether it stands for several.
  public boolean isMerged(int note) {
    return count.get(note) > 1;
  }

  /// The first of what it stands for.
  int spot(int note) {
    return spot.get(note);
  }
}
