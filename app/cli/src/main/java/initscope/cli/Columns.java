package initscope.cli;

/// Text and numbers set in columns. Java's format strings ask the locale's tables for the shape of a digit, which takes longer than
/// a short verb may.
final class Columns {
  private static final long MILLI_NANOS = 1_000_000;

  private Columns() {}

  /// Text at the left of a column.
  static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /// Text at the right of a column.
  static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  /// Whole milliseconds, rounded half up.
  static String millis(long nanos) {
    return Long.toString((nanos + MILLI_NANOS / 2) / MILLI_NANOS);
  }
}
