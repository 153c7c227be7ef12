package initscope.diagnosis;

import java.util.Locale;

/// Durations for people: two units at most, never more digits than help.
public final class Durations {
  private static final long SECOND = 1_000_000_000L;
  private static final String[] EN = {" d", " h", " min", " s", " ms", " µs", " ns"};
  private static final String[] ZH = {" 天", " 小时", " 分", " 秒", " 毫秒", " 微秒", " 纳秒"};

  private Durations() {}

  /// {@code 2 min 7 s}, {@code 3.4 s}, {@code 12 ms}.
  public static String words(long nanos, Locale locale) {
    String[] unit = locale.getLanguage().equals("zh") ? ZH : EN;
    if (nanos < 0) {
      return "-" + words(nanos == Long.MIN_VALUE ? Long.MAX_VALUE : -nanos, locale);
    }
    if (nanos < 1_000) {
      return nanos + unit[6];
    }
    if (nanos < 1_000_000) {
      return nanos / 1_000 + unit[5];
    }
    if (nanos < SECOND) {
      return nanos / 1_000_000 + unit[4];
    }
    if (nanos < 10 * SECOND) {
      long tenths = nanos / (SECOND / 10);
      return (tenths % 10 == 0 ? "" + tenths / 10 : tenths / 10 + "." + tenths % 10) + unit[3];
    }
    return whole(nanos / SECOND, unit);
  }

  private static String whole(long seconds, String[] unit) {
    if (seconds < 60) {
      return seconds + unit[3];
    }
    if (seconds < 3600) {
      return two(seconds / 60, unit[2], seconds % 60, unit[3]);
    }
    return seconds < 86_400
        ? two(seconds / 3600, unit[1], seconds % 3600 / 60, unit[2])
        : two(seconds / 86_400, unit[0], seconds % 86_400 / 3600, unit[1]);
  }

  private static String two(long big, String bigUnit, long small, String smallUnit) {
    return small == 0 ? big + bigUnit : big + bigUnit + " " + small + smallUnit;
  }
}
