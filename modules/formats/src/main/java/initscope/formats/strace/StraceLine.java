package initscope.formats.strace;

import initscope.model.host.TraceNote;

/// One line of strace. Indexes count characters of the text, each of which is one byte of the line. Used again for every line.
final class StraceLine {
  private static final String UNFINISHED = " ...>";

  /// What a line is.
  enum Kind {
    /// A whole call.
    CALL,
    /// The beginning of one.
    UNFINISHED,
    /// The rest of one.
    RESUMED,
    /// Something else that is said of a thread.
    NOTE
  }

  Kind kind = Kind.NOTE;
  int pid;
  StraceTime time = StraceTime.NONE;
  String name = "";
  int argsFrom;
  int argsTo;
  int resultFrom;
  int resultTo;
  String errno = "";
  long durationNanos;
  TraceNote.Kind noteKind = TraceNote.Kind.TRACER;
  int noteFrom;
  int noteTo;

  /// Reads a line; false where it is none of strace.
  boolean scan(String text) {
    pid = -1;
    time = StraceTime.NONE;
    errno = "";
    durationNanos = -1;
    resultFrom = 0;
    resultTo = 0;
    int end = trimmed(text, 0, text.length());
    int at = prefix(text);
    if (at >= end) {
      return false;
    }
    return isNote(text, at, end)
        || (text.startsWith("<... ", at) ? resumed(text, at, end) : call(text, at, end));
  }

  /// Reads the beginning of a call into whose line strace printed something else; false where it is none.
  boolean scanBegun(String text, int end) {
    pid = -1;
    int at = prefix(text);
    int open = text.indexOf('(', at);
    if (open < 0 || open >= end || !isName(text, at, open)) {
      return false;
    }
    kind = Kind.UNFINISHED;
    name = text.substring(at, open);
    argsFrom = open + 1;
    argsTo = end;
    return true;
  }

  /// Reads the rest of such a call, which begins the next line: what it returned, or that it had not yet.
  boolean scanRest(String text) {
    int end = trimmed(text, 0, text.length());
    errno = "";
    durationNanos = -1;
    argsFrom = 0;
    kind =
        text.startsWith("<unfinished" + UNFINISHED, blanks(text, 0)) ? Kind.UNFINISHED : Kind.CALL;
    return kind == Kind.UNFINISHED || returned(text, end);
  }

  private int prefix(String text) {
    int at = blanks(text, pid(text, blanks(text, 0)));
    time = StraceTime.scan(text, at);
    if (time != StraceTime.NONE) {
      at = sinceBefore(text, blanks(text, time.end()));
    }
    return bracketed(text, at);
  }

  /// {@code [pid 12] }, {@code [pid 12<name>] }, {@code 12  }, {@code 12<name> }; index behind it.
  private int pid(String text, int from) {
    boolean bracket = text.startsWith("[pid ", from);
    int at = bracket ? blanks(text, from + 5) : from;
    int digits = at;
    long number = 0;
    while (at < text.length() && isDigit(text.charAt(at)) && at - digits < 10) {
      number = number * 10 + (text.charAt(at++) - '0');
    }
    if (at == digits || number > Integer.MAX_VALUE) {
      return from;
    }
    if (at < text.length() && text.charAt(at) == '<') {
      at = Nesting.decoration(text, at) + 1;
    }
    char next = at < text.length() ? text.charAt(at) : 0;
    // without brackets a large number is a time in whole seconds
    if (bracket ? next != ']' : next != ' ' || StraceTime.scan(text, from) != StraceTime.NONE) {
      return from;
    }
    pid = (int) number;
    return at + 1;
  }

  /// {@code (+     0.000123)} behind another time.
  private static int sinceBefore(String text, int from) {
    int close = text.startsWith("(+", from) ? text.indexOf(')', from) : -1;
    return close < 0 ? from : blanks(text, close + 1);
  }

  /// {@code [00007f1234567890]}, the instruction pointer, and {@code [ 257]}, the number of the call.
  private static int bracketed(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == '[') {
      int close = at + 1;
      while (close < text.length()
          && close - at < 20
          && (Character.digit(text.charAt(close), 16) >= 0
              || " ?x".indexOf(text.charAt(close)) >= 0)) {
        close++;
      }
      if (close >= text.length() || text.charAt(close) != ']') {
        return at;
      }
      at = blanks(text, close + 1);
    }
    return at;
  }

  private boolean isNote(String text, int at, int end) {
    if (end - at >= 8 && text.startsWith("--- ", at) && text.startsWith(" ---", end - 4)) {
      return note(TraceNote.Kind.SIGNAL, at + 4, end - 4);
    }
    if (end - at >= 8 && text.startsWith("+++ ", at) && text.startsWith(" +++", end - 4)) {
      return note(TraceNote.Kind.END, at + 4, end - 4);
    }
    if (text.startsWith("strace: ", at)) {
      return note(TraceNote.Kind.TRACER, at + 8, end);
    }
    if (text.startsWith("[ Process PID=", at)) {
      return note(TraceNote.Kind.TRACER, at + 2, Math.max(at + 2, end - 2));
    }
    boolean word =
        text.endsWith("tached") || text.endsWith("resumed") || text.endsWith("suspended");
    return text.startsWith("Process ", at) && word && note(TraceNote.Kind.TRACER, at, end);
  }

  private boolean note(TraceNote.Kind what, int from, int to) {
    kind = Kind.NOTE;
    noteKind = what;
    noteFrom = from;
    noteTo = to;
    return true;
  }

  private boolean resumed(String text, int from, int end) {
    int space = text.indexOf(' ', from + 5);
    int close = space < 0 ? -1 : text.indexOf('>', space);
    if (close < 0 || !text.startsWith("resumed", space + 1) || !isName(text, from + 5, space)) {
      return false;
    }
    kind = Kind.RESUMED;
    name = text.substring(from + 5, space);
    argsFrom = blanks(text, close + 1);
    return returned(text, end);
  }

  private boolean call(String text, int from, int end) {
    int open = text.indexOf('(', from);
    if (open < 0 || open >= end || !isName(text, from, open)) {
      return false;
    }
    name = text.substring(from, open);
    argsFrom = open + 1;
    if (text.startsWith(UNFINISHED, end - UNFINISHED.length())) {
      int mark = text.lastIndexOf('<', end - UNFINISHED.length());
      if (mark > open) {
        kind = Kind.UNFINISHED;
        argsTo = trimmed(text, argsFrom, mark);
        return true;
      }
    }
    kind = Kind.CALL;
    return returned(text, end);
  }

  private boolean returned(String text, int end) {
    int close = Nesting.end(text, argsFrom);
    int equals = close < 0 ? -1 : equals(text, close, end);
    if (equals < 0) { // brackets that do not match: what comes last must be the result
      close = text.lastIndexOf(") ", end);
      equals = close < argsFrom ? -1 : equals(text, close, end);
    }
    if (equals < 0) {
      return false;
    }
    argsTo = Math.max(argsFrom, close);
    return result(text, blanks(text, equals + 1), end);
  }

  private static int equals(String text, int close, int end) {
    int at = blanks(text, close + 1);
    return at < end && text.charAt(at) == '=' ? at : -1;
  }

  private boolean result(String text, int from, int lineEnd) {
    int end = lineEnd;
    int open = text.charAt(end - 1) == '>' ? text.lastIndexOf('<', end - 1) : -1;
    if (open > from && text.charAt(open - 1) == ' ') {
      durationNanos = StraceTime.seconds(text, open + 1, end - 1);
      end = durationNanos < 0 ? end : trimmed(text, from, open);
    }
    if (from >= end) {
      return false;
    }
    int value = from;
    while (value < end && text.charAt(value) != ' ') {
      boolean decorated = text.charAt(value) == '<' && Nesting.isDecoration(text, value);
      value = Math.min(end, (decorated ? Nesting.decoration(text, value) : value) + 1);
    }
    resultFrom = from;
    resultTo = end;
    int word = blanks(text, value);
    int wordEnd = word;
    while (wordEnd < end && isErrno(text.charAt(wordEnd))) {
      wordEnd++;
    }
    if (wordEnd > word + 1
        && text.charAt(word) == 'E'
        && (wordEnd == end || text.charAt(wordEnd) == ' ')) {
      errno = text.substring(word, wordEnd);
      resultTo = value;
    }
    return true;
  }

  private static boolean isErrno(char c) {
    return (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_';
  }

  private static boolean isName(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!letter && (i == from || !isDigit(c))) {
        return false;
      }
    }
    return to > from && to - from <= 64;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int blanks(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  private static int trimmed(String text, int from, int to) {
    int end = to;
    while (end > from && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return end;
  }
}
