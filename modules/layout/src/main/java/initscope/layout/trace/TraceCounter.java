package initscope.layout.trace;

import java.util.Arrays;
import java.util.Locale;

/// A value over time that stays until it changes. Lowest and highest within an interval cost no scan.
public final class TraceCounter {
  private static final int BLOCK = 64;

  private final Name name;
  private final long[] nanos;
  private final long[] values;
  private final long[] lows;
  private final long[] highs;
  private final long highest;

  /// What is counted.
  public enum Name {
    /// Bytes of the heap in use.
    HEAP,
    /// Size of the heap at which a collection is to end.
    HEAP_GOAL,
    /// Goroutines that have begun and not ended.
    GOROUTINES,
    /// GOMAXPROCS.
    GOMAXPROCS,
    /// Threads that were told of.
    THREADS;

    /// Key of its name.
    public String key() {
      return "trace.counter." + name().toLowerCase(Locale.ROOT);
    }

    /// Whether it counts bytes.
    public boolean isBytes() {
      return this == HEAP || this == HEAP_GOAL;
    }
  }

  /// @param nanos when it changed, ascending
  /// @param values what it was from then on
  TraceCounter(Name name, long[] nanos, long[] values) {
    this.name = name;
    this.nanos = nanos;
    this.values = values;
    int blocks = (values.length + BLOCK - 1) / BLOCK;
    lows = new long[blocks];
    highs = new long[blocks];
    Arrays.fill(lows, Long.MAX_VALUE);
    for (int i = 0; i < values.length; i++) {
      lows[i / BLOCK] = Math.min(lows[i / BLOCK], values[i]);
      highs[i / BLOCK] = Math.max(highs[i / BLOCK], values[i]);
    }
    highest = Arrays.stream(highs).max().orElse(0);
  }

  /// What is counted.
  public Name name() {
    return name;
  }

  /// How many changes.
  public int size() {
    return nanos.length;
  }

  /// The highest value of all.
  public long highest() {
    return highest;
  }

  /// The place of the last change at or before a moment, or -1.
  private int at(long moment) {
    int low = 0;
    int high = nanos.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (nanos[middle] <= moment) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /// The value at a moment, -1 before the first.
  public long value(long moment) {
    int at = at(moment);
    return at < 0 ? -1 : values[at];
  }

  /// The lowest and highest value in an interval.
  ///
  /// @param into both; -1 where it has none
  void extent(long from, long to, long[] into) {
    int first = Math.max(0, at(from));
    int last = at(to);
    long low = Long.MAX_VALUE;
    long high = -1;
    for (int i = first; i <= last; ) {
      boolean block = i % BLOCK == 0 && i + BLOCK - 1 <= last;
      low = Math.min(low, block ? lows[i / BLOCK] : values[i]);
      high = Math.max(high, block ? highs[i / BLOCK] : values[i]);
      i += block ? BLOCK : 1;
    }
    into[0] = high < 0 ? -1 : low;
    into[1] = high;
  }
}
