package initscope.model.perf;

import java.util.ArrayList;
import java.util.List;

/// A column of longs that only grows. Rows lie in pieces, each kept as narrow as its own values allow, so that nothing is copied when the
/// column grows and a value that stays the same takes no room.
final class Longs {
  private static final int SHIFT = 14;
  private static final int PIECE = 1 << SHIFT;

  private final List<Piece> pieces = new ArrayList<>();
  private final long[] filling = new long[PIECE];
  private int size;

  /// One piece: {@code base} plus what stands in the one array that is not empty; only {@code base} where both are.
  private record Piece(long base, int[] narrow, short[] narrowest) {
    private static final int[] NO_INTS = {};
    private static final short[] NO_SHORTS = {};

    static Piece of(long[] values, int length) {
      long least = Long.MAX_VALUE;
      long most = Long.MIN_VALUE;
      for (int i = 0; i < length; i++) {
        least = Math.min(least, values[i]);
        most = Math.max(most, values[i]);
      }
      long span = most - least;
      if (span == 0) {
        return new Piece(least, NO_INTS, NO_SHORTS);
      }
      if (span > 0 && span <= 0xffff) {
        short[] shorts = new short[length];
        for (int i = 0; i < length; i++) {
          shorts[i] = (short) (values[i] - least);
        }
        return new Piece(least, NO_INTS, shorts);
      }
      boolean fits = span > 0 && span <= 0xffff_ffffL;
      int[] ints = new int[fits ? length : 2 * length];
      for (int i = 0; i < length; i++) {
        ints[i] = (int) (values[i] - (fits ? least : 0));
        if (!fits) {
          ints[length + i] = (int) (values[i] >>> 32);
        }
      }
      return new Piece(fits ? least : 0, ints, NO_SHORTS);
    }

    long at(int i, int length) {
      if (narrowest.length > 0) {
        return base + (narrowest[i] & 0xffff);
      }
      if (narrow.length == 0) {
        return base;
      }
      long low = narrow[i] & 0xffff_ffffL;
      return narrow.length > length ? (long) narrow[length + i] << 32 | low : base + low;
    }
  }

  void add(long value) {
    filling[size++ & PIECE - 1] = value;
    if ((size & PIECE - 1) == 0) {
      pieces.add(Piece.of(filling, PIECE));
    }
  }

  int size() {
    return size;
  }

  long get(int row) {
    int piece = row >>> SHIFT;
    return piece < pieces.size()
        ? pieces.get(piece).at(row & PIECE - 1, PIECE)
        : filling[row & PIECE - 1];
  }

  /// What was added so far; later additions do not show in it.
  Longs copy() {
    Longs copy = new Longs();
    copy.pieces.addAll(pieces);
    System.arraycopy(filling, 0, copy.filling, 0, size & PIECE - 1);
    copy.size = size;
    return copy;
  }
}
