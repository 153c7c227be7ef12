package initscope.layout.trace;

import initscope.gotrace.generation.Generation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Boxes of a frame as columns: thousands of them, made anew for each frame. Pixels count from the left end of the axis.
public final class TraceBoxes {
  /// Kind of a box in which several states lie.
  public static final int MERGED = 8;

  private int size;
  private int[] first = new int[64];
  private int rows;
  private int[] x = new int[256];
  private int[] width = new int[256];
  private int[] row = new int[256];
  private byte[] kind = new byte[256];
  private long[] from = new long[256];
  private long[] to = new long[256];
  private int[] number = new int[256];
  private int[] reason = new int[256];
  private int[] levels = new int[256];
  private double[] pixels = new double[4 * 256];
  private @Nullable Generation[] generation = new Generation[256];

  TraceBoxes() {}

  private void grow() {
    int next = size * 2;
    x = Arrays.copyOf(x, next);
    width = Arrays.copyOf(width, next);
    row = Arrays.copyOf(row, next);
    kind = Arrays.copyOf(kind, next);
    from = Arrays.copyOf(from, next);
    to = Arrays.copyOf(to, next);
    number = Arrays.copyOf(number, next);
    reason = Arrays.copyOf(reason, next);
    levels = Arrays.copyOf(levels, next);
    pixels = Arrays.copyOf(pixels, next * 4);
    generation = Arrays.copyOf(generation, next);
  }

  /// The boxes that follow belong to the next row.
  void nextRow() {
    if (rows == first.length) {
      first = Arrays.copyOf(first, rows * 2);
    }
    first[rows++] = size;
  }

  /// The first box of a row; those of a row end where the next one's begin.
  ///
  /// @param ofRow its place among the rows in sight, or their number
  public int first(int ofRow) {
    return ofRow < rows ? first[ofRow] : size;
  }

  private int add(int inRow, int column, int columns, int ofKind) {
    if (size == x.length) {
      grow();
    }
    row[size] = inRow;
    x[size] = column;
    width[size] = columns;
    kind[size] = (byte) ofKind;
    return size++;
  }

  /// A box of one state.
  void exact(int inRow, int column, int columns, BoxPacker.State state) {
    int last = size - 1;
    if (last >= 0
        && row[last] == inRow
        && kind[last] == state.kind
        && from[last] == state.from
        && x[last] + width[last] == column) {
      width[last] += columns;
      return;
    }
    int at = add(inRow, column, columns, state.kind);
    from[at] = state.from;
    to[at] = state.to;
    number[at] = state.number;
    reason[at] = state.reason;
    generation[at] = state.generation;
  }

  /// A column of several states; columns that look alike become one box.
  ///
  /// @param packedLevels height of each kind, a byte each
  /// @param shares how much of the column each kind takes
  void merged(int inRow, int column, int packedLevels, double[] shares) {
    int last = size - 1;
    int at = last;
    if (last >= 0
        && row[last] == inRow
        && kind[last] == MERGED
        && levels[last] == packedLevels
        && x[last] + width[last] == column) {
      width[last]++;
    } else {
      at = add(inRow, column, 1, MERGED);
      levels[at] = packedLevels;
      Arrays.fill(pixels, at * 4, at * 4 + 4, 0);
    }
    for (int k = 0; k < 4; k++) {
      pixels[at * 4 + k] += shares[k];
    }
  }

  /// How many.
  public int size() {
    return size;
  }

  /// Left edge.
  public int x(int box) {
    return x[box];
  }

  /// At least 1.
  public int width(int box) {
    return width[box];
  }

  /// Place in {@link TraceLayout#rows}.
  public int row(int box) {
    return row[box];
  }

  /// Kind of its state, or {@link #MERGED}.
  public int kind(int box) {
    return kind[box];
  }

  /// Whether several states lie in it.
  public boolean isMerged(int box) {
    return kind[box] == MERGED;
  }

  /// When its state began.
  public long from(int box) {
    return from[box];
  }

  /// When its state ended.
  public long to(int box) {
    return to[box];
  }

  /// What belongs to its state.
  public int number(int box) {
    return number[box];
  }

  /// Why it was so.
  public int reason(int box) {
    return reason[box];
  }

  /// Where number and reason count.
  public @Nullable Generation generation(int box) {
    return generation[box];
  }

  /// How high a kind is drawn in a merged box, in pixels.
  public int level(int box, int ofKind) {
    return levels[box] >>> (8 * ofKind) & 0xff;
  }

  /// How much of a merged box a kind takes, in pixels of width.
  public double pixels(int box, int ofKind) {
    return pixels[box * 4 + ofKind];
  }
}
