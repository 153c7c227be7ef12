package initscope.layout;

import initscope.model.Selection;
import java.util.List;
import java.util.OptionalLong;

/// What was so when it was looked at, on a lane: for how long at least, and before that perhaps.
final class OpenSpans {
  private static final int LEAST_PART = 20;

  private OpenSpans() {}

  /// The spans of a lane.
  ///
  /// @param start the earliest moment it can have begun
  /// @param observed when it was looked at
  /// @param atLeast for how long it was so by then at least; what is short beside the whole is not drawn apart
  /// @param shown how it looks
  static List<Span> of(long start, long observed, OptionalLong atLeast, Shown shown) {
    if (start > observed) {
      return List.of();
    }
    long whole = observed - start;
    long sure = Math.min(whole, atLeast.orElse(0));
    if (sure == 0 || sure < whole / LEAST_PART) {
      return List.of(shown.span(start, observed, Certainty.SINCE_UNKNOWN, shown.label()));
    }
    long from = observed - sure;
    Span going = shown.span(from, observed, Certainty.STILL_GOING, shown.label());
    return from == start
        ? List.of(going)
        : List.of(shown.span(start, from, Certainty.MAYBE_ALREADY, shown.perhaps()), going);
  }

  /// How it looks.
  ///
  /// @param tone what it is
  /// @param label words on it
  /// @param perhaps words for the time in which it may have been so
  /// @param selects what choosing it chooses
  record Shown(Tone tone, String label, String perhaps, Selection selects) {
    private Span span(long from, long to, Certainty certainty, String words) {
      return new Span(from, to, certainty, tone, words, selects);
    }
  }
}
