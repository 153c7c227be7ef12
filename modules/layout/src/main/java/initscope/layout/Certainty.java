package initscope.layout;

/// What is known of the ends of a span. A span that is not {@link #KNOWN} looks different in every view.
public enum Certainty {
  /// Both ends were measured.
  KNOWN,
  /// The start was measured; it was going on when it was last looked at.
  STILL_GOING,
  /// It was so when it was looked at; since when is not known. The span's start is the earliest moment possible.
  SINCE_UNKNOWN,
  /// It may have been so already: it was for sure in the span that follows.
  MAYBE_ALREADY,
  /// It happened within the span; when is not known.
  SOMEWHERE,
  /// A moment: start and end are the same.
  MOMENT,
  /// It was not so: it is computed for another case than the one that was measured.
  PREDICTED;

  /// Key of the words for it in {@link Words}.
  public String key() {
    return "certainty." + name().toLowerCase(java.util.Locale.ROOT);
  }
}
