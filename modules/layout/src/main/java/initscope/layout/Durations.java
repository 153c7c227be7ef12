package initscope.layout;

import java.util.Locale;

/// Time spans as people read them: three digits and a unit.
public final class Durations {
  private Durations() {}

  /// Such as {@code 340 µs}, {@code 12.5 ms}, {@code 4.21 s}, {@code 2 min 5 s}, {@code 3 h 4 min}, {@code 2 d 3 h}.
  public static String of(long nanos) {
    if (nanos < 0) {
      return nanos == Long.MIN_VALUE ? "-292 y" : "-" + of(-nanos);
    }
    if (nanos < 1_000) {
      return nanos + " ns";
    }
    if (nanos < 999_500) {
      return digits(nanos / 1e3) + " µs";
    }
    if (nanos < 999_500_000L) {
      return digits(nanos / 1e6) + " ms";
    }
    if (nanos < 60_000_000_000L) {
      return digits(nanos / 1e9) + " s";
    }
    long seconds = nanos / 1_000_000_000L;
    if (seconds < 3600) {
      return seconds / 60 + " min" + rest(seconds % 60, " s");
    }
    if (seconds < 86_400) {
      return seconds / 3600 + " h" + rest(seconds % 3600 / 60, " min");
    }
    return seconds / 86_400 + " d" + rest(seconds % 86_400 / 3600, " h");
  }

  private static String rest(long value, String unit) {
    return value == 0 ? "" : " " + value + unit;
  }

  private static String digits(double value) {
    String text =
        String.format(Locale.ROOT, value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value);
    if (text.indexOf('.') < 0) {
      return text;
    }
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }
}
