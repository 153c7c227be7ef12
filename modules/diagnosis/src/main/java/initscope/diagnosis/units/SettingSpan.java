package initscope.diagnosis.units;

import initscope.model.start.Timespan;
import java.util.Map;
import java.util.OptionalLong;

/// A span of time as a setting has it, see systemd.time(7) and parse_time() of systemd: wider than what systemd prints. Numbers with their
/// units one after the other, with blanks or without; a number alone is in the unit of the setting.
final class SettingSpan {
  private static final long SECOND = 1_000_000_000L;
  private static final long MICROSECOND = 1000L;
  private static final long LONGEST = Timespan.INFINITE / 2;

  /// More do not fit into the number that systemd reads.
  private static final int MOST_DIGITS = 18;

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("usec", "us"),
          Map.entry("msec", "ms"),
          Map.entry("seconds", "s"),
          Map.entry("second", "s"),
          Map.entry("sec", "s"),
          Map.entry("minutes", "min"),
          Map.entry("minute", "min"),
          Map.entry("m", "min"),
          Map.entry("hours", "h"),
          Map.entry("hour", "h"),
          Map.entry("hr", "h"),
          Map.entry("days", "d"),
          Map.entry("day", "d"),
          Map.entry("weeks", "w"),
          Map.entry("week", "w"),
          Map.entry("months", "month"),
          Map.entry("M", "month"),
          Map.entry("years", "y"),
          Map.entry("year", "y"));

  private static final String[] PRINTED = {"y", "month", "w", "d", "h", "min", "s", "ms", "us"};

  private final String text;
  private int at;

  private SettingSpan(String text) {
    this.text = text;
  }

  /// In nanoseconds, {@link Timespan#INFINITE} for {@code infinity}; empty where systemd takes it for no span.
  static OptionalLong nanos(String value) {
    return nanos(value, SECOND);
  }

  /// The same of a setting in which a number alone has another unit.
  static OptionalLong nanos(String value, long alone) {
    String text = value.strip();
    if (text.equals("infinity")) {
      return OptionalLong.of(Timespan.INFINITE);
    }
    return text.isEmpty() ? OptionalLong.empty() : new SettingSpan(text).sum(alone);
  }

  /// As {@code systemctl show} has it, see format_timespan() of systemd: {@code 1h 30min}, {@code 2.500000s}.
  static String shown(long nanos) {
    if (nanos == Timespan.INFINITE) {
      return "infinity";
    }
    StringBuilder out = new StringBuilder();
    long left = nanos;
    for (String name : PRINTED) {
      long unit = Timespan.UNITS.getOrDefault(name, SECOND);
      if (left >= unit) {
        long rest = left % unit;
        boolean splits = left < 60 * SECOND && rest >= MICROSECOND;
        String part = splits ? "." + digits(rest / MICROSECOND, unit / MICROSECOND) : "";
        out.append(out.isEmpty() ? "" : " ").append(left / unit).append(part).append(name);
        left = splits ? 0 : rest;
      }
    }
    return out.isEmpty() ? "0" : out.toString();
  }

  /// A part of a whole as the digits behind a point.
  private static String digits(long part, long whole) {
    return Long.toString(whole + part).substring(1);
  }

  private OptionalLong sum(long alone) {
    long sum = 0;
    while (at < text.length()) {
      if (text.charAt(at) == '+') {
        at++;
      }
      String whole = digits();
      boolean point = at < text.length() && text.charAt(at) == '.';
      at += point ? 1 : 0;
      String part = point ? digits() : "";
      boolean lacks = point ? part.isEmpty() : whole.isEmpty();
      if (lacks || whole.length() > MOST_DIGITS) {
        return OptionalLong.empty();
      }
      int end = at;
      blanks();
      long unit = unit(alone);
      // "1 2" is 3 of the setting's unit, "1.2.3" is nothing
      if (at == end && at < text.length()) {
        return OptionalLong.empty();
      }
      sum = Math.min(LONGEST, sum + of(whole, part, unit));
      blanks();
    }
    return OptionalLong.of(sum);
  }

  private static long of(String whole, String part, long unit) {
    long count = whole.isEmpty() ? 0 : Long.parseLong(whole);
    long nanos = count > LONGEST / unit ? LONGEST : count * unit;
    long tenth = unit;
    for (int i = 0; i < part.length(); i++) {
      tenth /= 10;
      nanos += tenth * (part.charAt(i) - '0');
    }
    return Math.min(LONGEST, nanos);
  }

  /// The longest name of a unit that stands here, as systemd looks for it; what follows may be the next number.
  private long unit(long alone) {
    for (int length = Math.min(7, text.length() - at); length > 0; length--) {
      String name = text.substring(at, at + length);
      Long unit = Timespan.UNITS.get(NAMES.getOrDefault(name, name));
      if (unit != null) {
        at += length;
        return unit;
      }
    }
    return alone;
  }

  private String digits() {
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return text.substring(from, at);
  }

  private void blanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }
}
