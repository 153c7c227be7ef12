package initscope.model.start;

import java.util.Map;
import java.util.OptionalLong;

/// Time spans as {@code systemctl show} prints them, see systemd.time(7): {@code 1min 30s}, {@code 1.5s}, {@code 100ms}, {@code infinity}.
public final class Timespan {
  /// No end.
  public static final long INFINITE = Long.MAX_VALUE;

  private static final long LONGEST = INFINITE / 2;
  private static final long SECOND = 1_000_000_000L;
  private static final Map<String, Long> UNITS =
      Map.of(
          "us", 1000L,
          "ms", 1_000_000L,
          "s", SECOND,
          "min", 60 * SECOND,
          "h", 3600 * SECOND,
          "d", 86_400 * SECOND,
          "w", 7 * 86_400 * SECOND,
          "month", 2_629_800 * SECOND,
          "y", 31_557_600 * SECOND);

  private Timespan() {}

  /// In nanoseconds; a number alone is in microseconds, as in properties of old versions. Empty where it is no span.
  public static OptionalLong nanos(String text) {
    if (text.equals("infinity")) {
      return OptionalLong.of(INFINITE);
    }
    long sum = 0;
    String[] words = text.strip().split(" ", -1);
    for (String word : words) {
      int digits = 0;
      while (digits < word.length() && isDigit(word.charAt(digits))) {
        digits++;
      }
      int whole = digits;
      if (digits > 0 && word.startsWith(".", digits)) {
        digits++;
        while (digits < word.length() && isDigit(word.charAt(digits))) {
          digits++;
        }
      }
      String name = word.substring(digits);
      Long unit = name.isEmpty() && words.length == 1 ? Long.valueOf(1000) : UNITS.get(name);
      if (whole == 0 || whole > 12 || digits > 30 || unit == null) {
        return OptionalLong.empty();
      }
      double nanos = Double.parseDouble(word.substring(0, digits)) * unit;
      sum = nanos + sum > LONGEST ? LONGEST : sum + (long) nanos;
    }
    return OptionalLong.of(sum);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// Whole seconds, rounded up.
  public static long seconds(long nanos) {
    return nanos / SECOND + (nanos % SECOND == 0 ? 0 : 1);
  }
}
