package initscope.layout;

import java.util.Comparator;
import java.util.List;

/// Spans that do not overlap, ascending by start.
public final class Lane {
  private final List<Span> spans;
  private final LongestRow longest;

  /// Sorts the spans.
  Lane(List<Span> spans) {
    this.spans = spans.stream().sorted(Comparator.comparingLong(Span::startNanos)).toList();
    longest = new LongestRow(this.spans.stream().mapToLong(Lane::weight).toArray());
  }

  /// Of two that share a pixel the larger is seen.
  private static long weight(Span span) {
    return span.level() == 1
        ? span.durationNanos()
        : Math.round(span.durationNanos() * span.level());
  }

  /// All spans.
  public List<Span> spans() {
    return spans;
  }

  /// First span that starts at or after a moment: a lower bound, so that equal starts are all found.
  int firstAtOrAfter(long nanos) {
    int low = 0;
    int high = spans.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (spans.get(middle).startNanos() < nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// First span that may be seen when the picture starts at a moment.
  int firstSeen(long nanos) {
    int i = firstAtOrAfter(nanos);
    return i > 0 && spans.get(i - 1).endNanos() >= nanos ? i - 1 : i;
  }

  /// The longest of a run of spans, by index.
  int longest(int from, int to) {
    return longest.in(from, to);
  }
}
