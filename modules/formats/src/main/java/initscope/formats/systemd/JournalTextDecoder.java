package initscope.formats.systemd;

import initscope.formats.text.Binary;
import initscope.formats.text.Cursor;
import initscope.formats.text.Heads;
import initscope.formats.text.Terminal;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Line;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.host.JournalEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The journal as people paste it: `journalctl` with `-o short` and its kin from `short-precise` to `short-unix`, `short-monotonic`,
/// `short-delta` and `with-unit`, and syslog files. A line that begins with a blank goes on with the message before. Only
/// `short-monotonic` and `short-delta` tell a time that fits the capture's clock.
public final class JournalTextDecoder implements Decoder<List<JournalEntry>> {
  private static final Format FORMAT = new Format("journal-text", "journalctl text, syslog");
  private static final int LONGEST_LINE = 64 << 10;
  private static final int LONGEST_MONTH = 8;
  private static final int GUESS_LINES = 12;
  private static final String MESSAGE = "MESSAGE";

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Bytes head) {
    int entries = 0;
    int strange = 0;
    for (String raw : Heads.lines(head, GUESS_LINES)) {
      String line = Terminal.plain(raw);
      if (read(line).isPresent()) {
        entries++;
      } else if (!isOther(line) && !goesOn(line)) {
        strange++;
      }
    }
    return entries > 0 && entries >= 3 * strange;
  }

  @Override
  public Decoded<List<JournalEntry>> decode(Bytes in) {
    Reader reader = new Reader();
    for (Line line : in.lines()) {
      reader.line(line);
    }
    reader.endEntry();
    return new Decoded<>(List.copyOf(reader.entries), reader.problems.toList());
  }

  private static final class Reader {
    private final List<JournalEntry> entries = new ArrayList<>();
    private final Problems problems = new Problems();
    private Map<String, String> fields = Map.of();
    private final StringBuilder message = new StringBuilder();
    private long entryAt;

    void line(Line line) {
      String text =
          Binary.is(line) ? "\0" : Terminal.plain(line.bytes().first(LONGEST_LINE).utf8());
      Optional<Map<String, String>> next = read(text);
      if (next.isPresent()) {
        endEntry();
        fields = next.get();
        message.append(fields.getOrDefault(MESSAGE, ""));
        entryAt = line.offset();
      } else if (goesOn(text) && !fields.isEmpty()) {
        if (message.length() + text.length() <= LONGEST_LINE) {
          message.append('\n').append(text.strip());
        }
      } else if (!isOther(text)) {
        problems.skipped("journal-text.line.unreadable", line);
      }
      if (!line.ended() && next.isPresent()) {
        problems.add("journal-text.line.unfinished", Problem.Effect.NOTE, line.offset(), text);
      }
    }

    void endEntry() {
      if (!fields.isEmpty()) {
        Map<String, String> done = new LinkedHashMap<>(fields);
        done.put(MESSAGE, message.toString());
        entries.add(new JournalEntry(Collections.unmodifiableMap(done), entryAt));
      }
      fields = Map.of();
      message.setLength(0);
    }
  }

  private static boolean isOther(String text) {
    return text.startsWith("-- ") || Terminal.isNoise(text);
  }

  private static boolean goesOn(String text) {
    return !text.isBlank() && Cursor.isBlank(text.charAt(0));
  }

  /// `TIME HOST IDENTIFIER[PID]: MESSAGE`.
  private static Optional<Map<String, String>> read(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    Cursor c = new Cursor(text);
    if (c.peek() == '[') {
      monotonic(c, fields);
    } else {
      fields.put("SYSLOG_TIMESTAMP", wallClock(c, text));
    }
    String host = c.gap().word();
    String name = c.gap().word();
    if (c.failed() || !name.endsWith(":") || host.endsWith(":") || host.length() > 255) {
      return Optional.empty();
    }
    String identifier = name.substring(0, name.length() - 1);
    int open = identifier.indexOf('[');
    if (open > 0 && identifier.endsWith("]")) {
      String pid = identifier.substring(open + 1, identifier.length() - 1);
      if (!Cursor.isDigits(pid)) {
        return Optional.empty();
      }
      fields.put("SYSLOG_PID", pid);
      identifier = identifier.substring(0, open);
    }
    boolean bare = !fields.containsKey("SYSLOG_PID");
    if (!isIdentifier(identifier) || bare && Character.isDigit(identifier.charAt(0))) {
      return Optional.empty();
    }
    fields.put("_HOSTNAME", host);
    fields.put("SYSLOG_IDENTIFIER", identifier);
    fields.put(MESSAGE, c.take(" ") ? c.rest() : "");
    return Optional.of(fields);
  }

  private static void monotonic(Cursor c, Map<String, String> fields) {
    c.expect("[").blanks();
    long seconds = c.decimal();
    int from = c.expect(".").position();
    long micros = c.decimal();
    if (c.position() - from != 6 || seconds < 0 || seconds > 1L << 40 || micros < 0) {
      c.fail();
    }
    // short-delta: what passed since the line before
    if (c.take(" <")) {
      c.until('>');
    }
    c.blanks().expect("]");
    fields.put("__MONOTONIC_TIMESTAMP", Long.toString(seconds * 1_000_000 + micros));
  }

  /// `Nov 25 04:00:01`, with a fraction; an ISO 8601 time; `Tue 2025-11-25 04:00:01 CET`; or seconds since 1970 with a fraction.
  private static String wallClock(Cursor c, String text) {
    int from = c.position();
    String first = c.word();
    boolean word = isName(first);
    if (word && isDate(text, c.position() + 1)) {
      c.gap().word();
      isTime(c);
      c.gap().word();
    } else if (word) {
      long day = c.gap().decimal();
      if (day < 1 || day > 31) {
        c.fail();
      }
      isTime(c);
    } else if (!isDate(first, 0) && !isSeconds(first)) {
      c.fail();
    }
    return text.substring(from, c.position());
  }

  /// A day of the week or a month: {@code Nov}, or as another language has it, such as {@code 11月} or {@code нояб.}
  private static boolean isName(String word) {
    boolean english = word.length() == 3 && Character.isUpperCase(word.charAt(0));
    return english || word.length() <= LONGEST_MONTH && word.chars().anyMatch(ch -> ch > 0x7f);
  }

  private static void isTime(Cursor c) {
    String time = c.gap().word();
    if (time.length() < 8 || time.charAt(2) != ':' || time.charAt(5) != ':') {
      c.fail();
    }
  }

  /// `2025-11-25`, and a time behind it where it is one word.
  private static boolean isDate(String text, int at) {
    return text.length() >= at + 19 && text.charAt(at + 4) == '-' && text.charAt(at + 7) == '-';
  }

  private static boolean isSeconds(String word) {
    int point = word.length() - 7;
    return point >= 9
        && word.charAt(point) == '.'
        && Cursor.isDigits(word.substring(0, point))
        && Cursor.isDigits(word.substring(point + 1));
  }

  private static boolean isIdentifier(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == ':' || name.charAt(i) <= ' ') {
        return false;
      }
    }
    return !name.isEmpty()
        && (Character.isLetterOrDigit(name.charAt(0)) || "(_-".indexOf(name.charAt(0)) >= 0);
  }
}
