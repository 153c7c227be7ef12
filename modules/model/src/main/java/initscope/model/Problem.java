package initscope.model;

/// Something in an input that could not be read as its format says. A value, never an exception.
///
/// @param id stable dotted name, such as {@code maps.line.unreadable}
/// @param effect what it cost
/// @param offset byte offset in the input where it was noticed
/// @param quote the bytes there as text, at most {@link #MAX_QUOTE} characters, not yet safe for a terminal
public record Problem(String id, Effect effect, long offset, String quote) {
  /// Longest quote kept.
  public static final int MAX_QUOTE = 120;

  /// A decoder stops listing problems after this many and adds one {@code problems.more} note.
  public static final int MAX_PROBLEMS = 1000;

  /// Cuts the quote.
  public Problem {
    quote = quote.length() > MAX_QUOTE ? quote.substring(0, MAX_QUOTE) : quote;
  }

  /// What a problem cost.
  public enum Effect {
    /// Nothing is missing; something is odd.
    NOTE,
    /// The item at the offset is missing.
    SKIPPED,
    /// Everything from the offset on is missing.
    LOST_FROM_HERE
  }
}
