package initscope.formats.strace;

import initscope.model.host.SyscallTrace.Clock;

/// Times as strace prints them: {@code 12:34:56}, {@code 12:34:56.789012}, {@code 1577836800.000001}, {@code 0.000123}. Digits behind the
/// point are as many as it was told to print.
///
/// @param clock what it counts from; {@link Clock#FIRST} stands for a time since the line before
/// @param nanos of that clock
/// @param exact whether it has parts of a second
/// @param end index behind it
record StraceTime(Clock clock, long nanos, boolean exact, int end) {
  /// No time stands here.
  static final StraceTime NONE = new StraceTime(Clock.NONE, -1, false, 0);

  /// No process has a number as large; a second since 1970 has.
  private static final long MOST_PID = 1L << 22;

  /// Times since the line before are smaller, times since 1970 larger.
  private static final long EPOCH_SECONDS = 100_000_000;

  private static final long MOST_SECONDS = 9_000_000_000L;
  private static final int MOST_DIGITS = 11;

  /// Reads a time and the blanks behind it.
  static StraceTime scan(String text, int from) {
    int at = digitsEnd(text, from);
    if (at == from || at - from > MOST_DIGITS) {
      return NONE;
    }
    if (at < text.length() && text.charAt(at) == ':') {
      return ofDay(text, from);
    }
    long seconds = number(text, from, at);
    int end = fractionEnd(text, at);
    if (end == at && seconds < MOST_PID || !isEnd(text, end)) {
      return NONE;
    }
    Clock clock = seconds < EPOCH_SECONDS ? Clock.FIRST : Clock.EPOCH;
    return new StraceTime(clock, nanos(seconds) + fraction(text, at, end), end > at, end);
  }

  private static StraceTime ofDay(String text, int from) {
    long seconds = 0;
    int at = from;
    for (int part = 0; part < 3; part++) {
      int end = digitsEnd(text, at);
      if (end - at != 2 || (part < 2 && (end >= text.length() || text.charAt(end) != ':'))) {
        return NONE;
      }
      seconds = seconds * 60 + number(text, at, end);
      at = part < 2 ? end + 1 : end;
    }
    int end = fractionEnd(text, at);
    if (!isEnd(text, end)) {
      return NONE;
    }
    return new StraceTime(Clock.DAY, nanos(seconds) + fraction(text, at, end), end > at, end);
  }

  /// Nanoseconds of {@code 12.345}, -1 where a text is none.
  static long seconds(String text, int from, int to) {
    int at = digitsEnd(text, from);
    int end = fractionEnd(text, at);
    if (at == from || at - from > MOST_DIGITS || end != to) {
      return -1;
    }
    return nanos(number(text, from, at)) + fraction(text, at, end);
  }

  /// Seconds as nanoseconds; what no clock shows is cut, so that it fits.
  private static long nanos(long seconds) {
    return Math.min(seconds, MOST_SECONDS) * 1_000_000_000;
  }

  private static boolean isEnd(String text, int at) {
    return at < text.length() && text.charAt(at) == ' ';
  }

  private static int digitsEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static int fractionEnd(String text, int point) {
    if (point >= text.length() || text.charAt(point) != '.') {
      return point;
    }
    int end = digitsEnd(text, point + 1);
    return end == point + 1 ? point : end;
  }

  private static long number(String text, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      value = value * 10 + (text.charAt(i) - '0');
    }
    return value;
  }

  private static long fraction(String text, int point, int end) {
    long value = 0;
    for (int digit = 1; digit <= 9; digit++) {
      int at = point + digit;
      value = value * 10 + (at < end ? text.charAt(at) - '0' : 0);
    }
    return value;
  }
}
