package initscope.formats.systemd;

import initscope.formats.text.Cursor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One line of dmesg.
///
/// @param fields what stands before the message, by the journal's names; none of a line that is a message only
/// @param message what the kernel said
record DmesgLine(Map<String, String> fields, String message) {
  private static final int LONGEST_STAMP = 64;
  private static final List<String> LEVELS =
      List.of("emerg", "alert", "crit", "err", "warn", "notice", "info", "debug");
  private static final List<String> FACILITIES =
      List.of(
          "kern",
          "user",
          "mail",
          "daemon",
          "auth",
          "syslog",
          "lpr",
          "news",
          "uucp",
          "cron",
          "authpriv",
          "ftp");

  /// A message only.
  static DmesgLine plain(String text) {
    return new DmesgLine(Map.of(), text);
  }

  /// Reads what stands before the message; empty where nothing does.
  static Optional<DmesgLine> read(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    Cursor c = new Cursor(text);
    number(c, fields);
    names(c, fields);
    boolean stamped = stamp(c, fields);
    if (!stamped && fields.isEmpty()) {
      return Optional.empty();
    }
    if (stamped) {
      caller(c);
    }
    c.take(" ");
    return Optional.of(new DmesgLine(fields, c.rest()));
  }

  /// {@code <6>}: facility times eight and level.
  private static void number(Cursor c, Map<String, String> fields) {
    int from = c.position();
    if (!c.take("<") || !Character.isDigit(c.peek())) {
      c.moveTo(from);
      return;
    }
    long number = c.decimal();
    if (number > 191 || !c.take(">")) {
      c.moveTo(from);
      return;
    }
    fields.put("PRIORITY", Long.toString(number & 7));
    fields.put("SYSLOG_FACILITY", Long.toString(number >> 3));
  }

  /// {@code kern  :info  : }.
  private static void names(Cursor c, Map<String, String> fields) {
    int from = c.position();
    String facility = name(c);
    String level = name(c);
    if (!FACILITIES.contains(facility) || !LEVELS.contains(level)) {
      c.moveTo(from);
      return;
    }
    fields.put("PRIORITY", Integer.toString(LEVELS.indexOf(level)));
    fields.put("SYSLOG_FACILITY", Integer.toString(FACILITIES.indexOf(facility)));
    c.blanks();
  }

  private static String name(Cursor c) {
    StringBuilder name = new StringBuilder();
    while (c.peek() >= 'a' && c.peek() <= 'z' && name.length() < 9) {
      name.append(c.peek());
      c.moveTo(c.position() + 1);
    }
    c.blanks();
    return c.take(":") ? name.toString() : "";
  }

  /// {@code [    1.234567]}, with what passed since the line before; {@code [Thu Nov 27 10:49:46 2026]}; an ISO 8601 time.
  private static boolean stamp(Cursor c, Map<String, String> fields) {
    int from = c.position();
    if (!c.take("[")) {
      return iso(c, fields);
    }
    c.blanks();
    if (Character.isDigit(c.peek())) {
      long seconds = c.decimal();
      int digits = c.take(".") ? c.position() : -1;
      long micros = digits < 0 ? -1 : c.decimal();
      boolean fits = digits > 0 && c.position() - digits == 6 && seconds <= 1L << 40;
      c.blanks();
      if (c.take("<")) {
        c.until('>');
      }
      if (fits && !c.failed() && c.take("]")) {
        fields.put("__MONOTONIC_TIMESTAMP", Long.toString(seconds * 1_000_000 + micros));
        return true;
      }
    } else {
      String word = c.until(']');
      if (!c.failed() && isDay(word)) {
        fields.put("SYSLOG_TIMESTAMP", word);
        return true;
      }
    }
    c.moveTo(from);
    return false;
  }

  /// {@code Thu Nov 27 10:49:46 2026}, in any language; {@code Nov27 10:49}, and {@code +0.000012} since the line before.
  private static boolean isDay(String text) {
    if (text.length() >= LONGEST_STAMP) {
      return false;
    }
    List<String> words = Stream.of(text.split(" ", -1)).filter(w -> !w.isEmpty()).toList();
    int last = words.size() - 1;
    if (last < 1) {
      return last == 0 && text.stripLeading().startsWith("+") && text.indexOf('.') > 1;
    }
    String time = words.get(last == 1 ? 1 : last - 1);
    boolean isTime = time.length() >= 5 && time.charAt(2) == ':';
    if (last == 1) {
      String day = words.getFirst();
      return isTime
          && time.length() == 5
          && Cursor.isDigits(day.substring(Math.max(0, day.length() - 2)));
    }
    return last >= 4
        && isTime
        && time.length() == 8
        && words.get(last).length() == 4
        && Cursor.isDigits(words.get(last) + words.get(last - 2));
  }

  /// {@code 2026-11-27T10:49:46,123456+00:00}.
  private static boolean iso(Cursor c, Map<String, String> fields) {
    int from = c.position();
    if (c.atEnd() || !Character.isDigit(c.peek())) {
      return false;
    }
    String word = c.word();
    boolean fits =
        word.length() >= 26
            && word.length() < LONGEST_STAMP
            && word.charAt(4) == '-'
            && word.charAt(10) == 'T'
            && word.charAt(19) == ',';
    if (fits) {
      fields.put("SYSLOG_TIMESTAMP", word);
    } else {
      c.moveTo(from);
    }
    return fits;
  }

  /// {@code [    T1]} or {@code [    C0]}, of kernels that tell who wrote a line.
  private static void caller(Cursor c) {
    int from = c.position();
    if (c.take("[")) {
      c.blanks();
      if ((c.take("T") || c.take("C")) && Character.isDigit(c.peek())) {
        c.decimal();
        if (c.take("]")) {
          return;
        }
      }
      c.moveTo(from);
    }
  }
}
