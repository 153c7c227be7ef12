package initscope.model.start;

import java.util.Map;
import java.util.OptionalLong;

/// Time spans as systemd prints them, see systemd.time(7): {@code 1min 30s}, {@code 1.500s}, {@code 1y 2month 3w 100ms}, {@code infinity}.
public final class Timespan {
  /// No end.
  public static final long INFINITE = Long.MAX_VALUE;

  private static final long LONGEST = INFINITE / 2;
  private static final long SECOND = 1_000_000_000L;
  private static final int MOST_DIGITS = 12;
  private static final int MOST_WORDS = 12;

  /// Units as systemd prints them, in nanoseconds. A month and a year as it counts them: 30.4375 and 365.25 days.
  public static final Map<String, Long> UNITS =
      Map.ofEntries(
          Map.entry("us", 1000L),
          Map.entry("\u00b5s", 1000L),
          Map.entry("\u03bcs", 1000L),
          Map.entry("ms", 1_000_000L),
          Map.entry("s", SECOND),
          Map.entry("min", 60 * SECOND),
          Map.entry("h", 3600 * SECOND),
          Map.entry("d", 86_400 * SECOND),
          Map.entry("w", 7 * 86_400 * SECOND),
          Map.entry("month", 2_629_800 * SECOND),
          Map.entry("y", 31_557_600 * SECOND));

  private Timespan() {}

  /// In nanoseconds; a number alone is in microseconds, as in properties of old versions. Empty where it is no span.
  public static OptionalLong nanos(String text) {
    if (text.equals("infinity")) {
      return OptionalLong.of(INFINITE);
    }
    OptionalLong printed = printed(text);
    if (printed.isPresent()) {
      return printed;
    }
    String number = text.strip();
    return number.indexOf(' ') < 0 ? word(number + "us") : OptionalLong.empty();
  }

  /// In nanoseconds, of a span that names its units, as all of {@code systemd-analyze} does; 0 stands alone. Empty where it is none.
  public static OptionalLong printed(String text) {
    String span = text.strip();
    if (span.equals("0")) {
      return OptionalLong.of(0);
    }
    long sum = 0;
    int at = 0;
    for (int words = 0; at <= span.length(); words++) {
      int end = span.indexOf(' ', at);
      end = end < 0 ? span.length() : end;
      OptionalLong nanos = word(span.substring(at, end));
      if (nanos.isEmpty() || words == MOST_WORDS) {
        return OptionalLong.empty();
      }
      sum = Math.min(LONGEST, sum + Math.min(LONGEST, nanos.getAsLong()));
      at = end + 1;
    }
    return OptionalLong.of(sum);
  }

  /// One number with its unit. Counted in whole numbers, so that what was printed comes out as printed.
  private static OptionalLong word(String word) {
    int digits = digits(word, 0);
    if (digits == 0 || digits > MOST_DIGITS) {
      return OptionalLong.empty();
    }
    int end = word.startsWith(".", digits) ? digits(word, digits + 1) : digits;
    Long unit = UNITS.get(word.substring(end));
    if (unit == null || end - digits > MOST_DIGITS) {
      return OptionalLong.empty();
    }
    long nanos = saturated(Long.parseLong(word.substring(0, digits)), unit);
    long part = unit;
    for (int i = digits + 1; i < end; i++) {
      part /= 10;
      nanos += part * (word.charAt(i) - '0');
    }
    return OptionalLong.of(Math.min(LONGEST, nanos));
  }

  private static long saturated(long count, long unit) {
    return count > LONGEST / unit ? LONGEST : count * unit;
  }

  private static int digits(String word, int from) {
    int at = from;
    while (at < word.length() && word.charAt(at) >= '0' && word.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /// Whole seconds, rounded up.
  public static long seconds(long nanos) {
    return nanos / SECOND + (nanos % SECOND == 0 ? 0 : 1);
  }
}
