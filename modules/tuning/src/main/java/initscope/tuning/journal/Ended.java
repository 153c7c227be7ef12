package initscope.tuning.journal;

import java.util.OptionalInt;

/// How a script ended.
///
/// @param wallMillis when this computer knew, by its clock
/// @param how it ended
/// @param exit status; there when it was seen
/// @param out standard output, cut at {@value #MAX_CHARS} characters; empty where it is not to be kept
/// @param outBytes length of the whole standard output as UTF-8
/// @param err standard error, cut likewise; where no end was seen, the sentence that says why
public record Ended(
    long wallMillis, How how, OptionalInt exit, String out, long outBytes, String err) {
  /// Longest text that is kept.
  public static final int MAX_CHARS = 64 << 10;

  /// What is known of the end.
  public enum How {
    /// It ran to an end, and its exit status is known.
    EXIT,
    /// Its end was not seen: what it did is unknown.
    LOST,
    /// The host refused to run it.
    NOT_RUN
  }

  /// Cuts the texts.
  public Ended {
    out = cut(out);
    err = cut(err);
  }

  private static String cut(String text) {
    return text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
  }
}
