package initscope.formats.perf;

import initscope.model.perf.PerfSamples;

/// The line that begins a sample, taken apart: {@code comm pid/tid [cpu] time: period event: payload}, any of them absent. Reused from line
/// to line; places count in the text that was scanned last.
final class HeaderLine {
  int commFrom;
  int commTo;
  int pid;
  int tid;

  /// Where the ids end: the bytes up to here tell the thread.
  int idsTo;

  int cpu;
  long timeNanos;

  /// -1 where not told.
  long period;

  int eventFrom;
  int eventTo;

  /// What follows the event's name, without blanks around it.
  int payloadFrom;

  int payloadTo;

  /// Whether the rest is a record other than a sample: {@code PERF_RECORD_COMM ...}.
  boolean record;

  /// Takes a line apart.
  ///
  /// @return whether it begins a sample
  boolean scan(byte[] text, int from, int to) {
    commFrom = Scan.skipBlanks(text, from, to);
    if (commFrom == to || !ids(text, to)) {
      return false;
    }
    int at = cpu(text, Scan.skipBlanks(text, idsTo, to), to);
    at = time(text, at, to);
    record = Scan.startsWith(text, at, to, "PERF_RECORD_");
    if (record) {
      eventFrom = at;
      eventTo = Scan.wordEnd(text, at, to);
      payloadFrom = Scan.skipBlanks(text, eventTo, to);
      payloadTo = to;
      return true;
    }
    at = period(text, at, to);
    return event(text, at, to);
  }

  /// The first number, or pair of numbers, that is followed by a CPU or a time; a name may hold blanks and numbers. Without one of them the
  /// first number.
  private boolean ids(byte[] text, int to) {
    int first = -1;
    for (int i = commFrom + 1; i < to; i++) {
      int end = Scan.isBlank(text[i - 1]) ? idEnd(text, i, to) : i;
      if (end == i) {
        continue;
      }
      int second = end < to && text[end] == '/' ? idEnd(text, end + 1, to) : end;
      if (second == to || !Scan.isBlank(text[second])) {
        continue;
      }
      if (isPlace(text, Scan.skipBlanks(text, second, to), to)) {
        setIds(text, i, end, second);
        return true;
      }
      first = first < 0 && Scan.isDigit(text[i]) ? i : first;
    }
    if (first < 0) {
      return false;
    }
    int end = Scan.skipDigits(text, first, to);
    setIds(text, first, end, text[end] == '/' ? Scan.skipDigits(text, end + 1, to) : end);
    return true;
  }

  /// Of a thread that has ended perf knows no ids, and prints -1.
  private static int idEnd(byte[] text, int from, int to) {
    int digits = from < to && text[from] == '-' ? from + 1 : from;
    int end = Scan.skipDigits(text, digits, to);
    return end == digits ? from : end;
  }

  private static int id(byte[] text, int from, int end) {
    return text[from] == '-' ? -1 : Scan.number(text, from, end);
  }

  private void setIds(byte[] text, int from, int end, int second) {
    commTo = from;
    while (commTo > commFrom && Scan.isBlank(text[commTo - 1])) {
      commTo--;
    }
    boolean both = second > end + 1;
    pid = both ? id(text, from, end) : -1;
    tid = both ? id(text, end + 1, second) : id(text, from, end);
    idsTo = second;
  }

  private static boolean isPlace(byte[] text, int at, int to) {
    if (at + 1 < to && text[at] == '[' && Scan.isDigit(text[at + 1])) {
      return true;
    }
    int point = Scan.skipDigits(text, at, to);
    if (point == at || point + 1 >= to || text[point] != '.' || !Scan.isDigit(text[point + 1])) {
      return false;
    }
    int end = Scan.skipDigits(text, point + 1, to);
    return end < to && text[end] == ':';
  }

  private int cpu(byte[] text, int at, int to) {
    cpu = -1;
    if (at < to && text[at] == '[') {
      int end = Scan.skipDigits(text, at + 1, to);
      if (end > at + 1 && end < to && text[end] == ']') {
        cpu = Math.min(Short.MAX_VALUE, Scan.number(text, at + 1, end));
        return Scan.skipBlanks(text, end + 1, to);
      }
    }
    return at;
  }

  private int time(byte[] text, int at, int to) {
    timeNanos = PerfSamples.NO_TIME;
    if (!isPlace(text, at, to) || text[at] == '[') {
      return at;
    }
    int point = Scan.skipDigits(text, at, to);
    int end = Scan.skipDigits(text, point + 1, to);
    int digits = Math.min(9, end - point - 1);
    long fraction = Scan.decimal(text, point + 1, point + 1 + digits);
    for (int i = digits; i < 9; i++) {
      fraction *= 10;
    }
    long seconds = Math.min(Scan.decimal(text, at, point), Long.MAX_VALUE / 2_000_000_000L);
    timeNanos = seconds * 1_000_000_000L + fraction;
    return Scan.skipBlanks(text, end + 1, to);
  }

  private int period(byte[] text, int at, int to) {
    period = -1;
    int end = Scan.skipDigits(text, at, to);
    if (end > at && end < to && Scan.isBlank(text[end])) {
      period = Scan.decimal(text, at, end);
      return Scan.skipBlanks(text, end, to);
    }
    return at;
  }

  private boolean event(byte[] text, int at, int to) {
    int end = Scan.wordEnd(text, at, to);
    payloadTo = to;
    while (payloadTo > at && Scan.isBlank(text[payloadTo - 1])) {
      payloadTo--;
    }
    eventFrom = at;
    if (end > at && text[end - 1] == ':') {
      eventTo = end - 1;
      payloadFrom = Math.min(payloadTo, Scan.skipBlanks(text, end, to));
      return true;
    }
    // without the field `event` the stack follows at once, or nothing
    eventTo = at;
    payloadFrom = Math.min(at, payloadTo);
    return at == to
        || timeNanos != PerfSamples.NO_TIME
        || cpu >= 0
        || FrameLine.begins(text, at, payloadTo);
  }
}
