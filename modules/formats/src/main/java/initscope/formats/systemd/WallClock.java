package initscope.formats.systemd;

import initscope.model.start.Timespan;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;

/// A time of day as systemd prints it: {@code Thu 2017-04-27 08:12:54[.123456] CEST[ (1min 4.5s)]}. Two of them can be compared where both
/// name the same zone.
///
/// @param micros since 1970 as if the zone were UTC
/// @param zone the zone's letters, empty where there are none
/// @param fine whether it tells microseconds
/// @param monotonicNanos the span behind it, since the kernel's start; absent where there is none
record WallClock(long micros, String zone, boolean fine, OptionalLong monotonicNanos) {
  private static final long DAY_SECONDS = 86_400;
  private static final int DATE_LENGTH = 10;
  private static final int TIME_LENGTH = 8;

  /// Reads one; empty for {@code n/a} and everything else.
  static Optional<WallClock> read(String text) {
    int at = text.length() > 4 && text.charAt(3) == ' ' ? 4 : 0;
    int time = at + DATE_LENGTH + 1;
    if (text.length() < time + TIME_LENGTH
        || text.charAt(at + 4) != '-'
        || text.charAt(at + 7) != '-'
        || text.charAt(time + 2) != ':'
        || text.charAt(time + 5) != ':') {
      return Optional.empty();
    }
    int year = number(text, at, 4);
    int month = number(text, at + 5, 2);
    int day = number(text, at + 8, 2);
    int hour = number(text, time, 2);
    int minute = number(text, time + 3, 2);
    int second = number(text, time + 6, 2);
    boolean isDate = year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    if (!isDate
        || hour < 0
        || hour > 23
        || minute < 0
        || minute > 59
        || second < 0
        || second > 60) {
      return Optional.empty();
    }
    int end = time + TIME_LENGTH;
    boolean fine = text.startsWith(".", end) && number(text, end + 1, 6) >= 0;
    long fraction = fine ? number(text, end + 1, 6) : 0;
    int open = text.indexOf('(', end);
    int zoneStart = fine ? end + 7 : end;
    String zone = text.substring(zoneStart, open < 0 ? text.length() : open).strip();
    long days = LocalDate.of(year, month, 1).toEpochDay() + day - 1;
    long seconds = days * DAY_SECONDS + hour * 3600L + minute * 60L + second;
    int close = text.indexOf(')', Math.max(open, 0));
    return Optional.of(
        new WallClock(
            seconds * 1_000_000 + fraction,
            zone,
            fine,
            close > open && open > 0
                ? Timespan.printed(text.substring(open + 1, close))
                : OptionalLong.empty()));
  }

  /// From another time to this; absent where the two name different zones.
  OptionalLong nanosSince(WallClock start) {
    return zone.equals(start.zone)
        ? OptionalLong.of((micros - start.micros) * 1000)
        : OptionalLong.empty();
  }

  /// A number of so many digits, -1 where it is none.
  private static int number(String text, int from, int length) {
    if (from + length > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + length; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value;
  }
}
