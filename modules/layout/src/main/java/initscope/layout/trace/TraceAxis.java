package initscope.layout.trace;

import initscope.layout.Viewport;
import java.util.Arrays;

/// Where moments lie on the axis: nanoseconds since the trace began, without the stretches that are left out.
public final class TraceAxis {
  private final long start;
  private final long end;
  private final long[] cutFrom;
  private final long[] cutTo;
  private final long[] placeOf;

  /// The whole trace.
  public TraceAxis(long start, long end) {
    this(start, end, new long[0], new long[0]);
  }

  /// Without some stretches.
  ///
  /// @param cutFrom their beginnings, ascending, in nanoseconds
  /// @param cutTo their ends, each before the next beginning
  public TraceAxis(long start, long end, long[] cutFrom, long[] cutTo) {
    this.start = start;
    this.end = Math.max(end, start + 1);
    this.cutFrom = cutFrom.clone();
    this.cutTo = cutTo.clone();
    placeOf = new long[cutFrom.length];
    long left = 0;
    for (int i = 0; i < cutFrom.length; i++) {
      placeOf[i] = cutFrom[i] - start - left;
      left += cutTo[i] - cutFrom[i];
    }
  }

  /// Everything there is to see.
  public Viewport whole() {
    return new Viewport(0, Math.max(1, place(end)));
  }

  /// Where a moment lies; moments left out lie where they were cut out.
  public long place(long nanos) {
    int i = cutBefore(cutFrom, nanos);
    if (i < 0) {
      return nanos - start;
    }
    return placeOf[i] + Math.max(0, nanos - cutTo[i]);
  }

  /// The moment at a place; at a cut the one after it.
  public long nanos(long place) {
    int i = cutBefore(placeOf, place);
    return i < 0 ? start + place : cutTo[i] + place - placeOf[i];
  }

  /// The last that is at or before a value, or -1.
  private static int cutBefore(long[] values, long value) {
    int found = Arrays.binarySearch(values, value);
    return found >= 0 ? found : -found - 2;
  }

  /// How many stretches are left out.
  public int cuts() {
    return cutFrom.length;
  }

  /// Where a stretch was cut out.
  public long cutPlace(int cut) {
    return placeOf[cut];
  }

  /// How long it was, in nanoseconds.
  public long cutNanos(int cut) {
    return cutTo[cut] - cutFrom[cut];
  }

  /// When the trace began.
  public long start() {
    return start;
  }

  /// When it ended.
  public long end() {
    return end;
  }
}
