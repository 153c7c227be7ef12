package initscope.layout.trace;

import java.util.ArrayList;
import java.util.List;

/// What the user marked on a trace, kept when it is closed.
///
/// @param marks moments, in nanoseconds of the trace's clock
/// @param pins names of rows that stay at the top, see {@link TraceRowName}
public record TraceKept(List<Long> marks, List<String> pins) {
  /// Nothing.
  public static final TraceKept NONE = new TraceKept(List.of(), List.of());

  /// Keeps an immutable copy.
  public TraceKept {
    marks = List.copyOf(marks);
    pins = List.copyOf(pins);
  }

  /// With a mark, or without it where it was there.
  public TraceKept switchMark(long nanos) {
    return new TraceKept(switched(marks, nanos), pins);
  }

  /// With a pin, or without it where it was there.
  public TraceKept switchPin(String row) {
    return new TraceKept(marks, switched(pins, row));
  }

  private static <T> List<T> switched(List<T> all, T one) {
    List<T> next = new ArrayList<>(all);
    if (!next.remove(one)) {
      next.add(one);
    }
    return next;
  }
}
