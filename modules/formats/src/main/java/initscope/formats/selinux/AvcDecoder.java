package initscope.formats.selinux;

import initscope.formats.text.Binary;
import initscope.formats.text.Cursor;
import initscope.formats.text.Heads;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Line;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.host.AvcEvent;
import initscope.model.host.AvcMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decisions of SELinux in audit.log, plain or enriched, in what ausearch prints, in the journal and in dmesg. Every other line is
/// passed over; records of the same event give the program, its command line and whole paths.
public final class AvcDecoder implements Decoder<List<AvcEvent>> {
  private static final Format FORMAT =
      new Format("selinux-avc", "SELinux denials: audit.log, ausearch, journal, dmesg");
  private static final int LONGEST_LINE = 64 << 10;
  private static final int GUESS_LINES = 12;
  private static final int MOST_PERMISSIONS = 64;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Bytes head) {
    int records = 0;
    int strange = 0;
    for (String line : Heads.lines(head, GUESS_LINES)) {
      boolean indented = !line.isEmpty() && Cursor.isBlank(line.charAt(0));
      boolean record =
          AuditLine.of(line).filter(l -> l.stamped() || l.body().startsWith("avc:")).isPresent();
      if (!indented && record) {
        records++;
      } else if (!isFrame(line)) {
        strange++;
      }
    }
    return records > 0 && records >= 3 * strange;
  }

  /// What ausearch prints between events.
  private static boolean isFrame(String line) {
    return line.isBlank() || line.startsWith("----") || line.startsWith("time->");
  }

  @Override
  public Decoded<List<AvcEvent>> decode(Bytes in) {
    Reader reader = new Reader();
    for (Line line : in.lines()) {
      reader.line(line);
    }
    return new Decoded<>(reader.joined.events(), reader.problems.toList());
  }

  private static final class Reader {
    private final Joined joined = new Joined();
    private final Problems problems = new Problems();

    void line(Line line) {
      if (line.bytes().size() > LONGEST_LINE) {
        problems.skipped("avc.line.too-long", line);
        return;
      }
      if (Binary.is(line)) {
        problems.skipped("avc.line.unreadable", line);
        return;
      }
      String text = line.text();
      Optional<AuditLine> record = AuditLine.of(text);
      if (record.isPresent()) {
        record(record.get(), line, text);
      } else if (text.contains("avc:  denied") || text.contains("avc: denied")) {
        problems.skipped("avc.line.unreadable", line);
      }
    }

    private void record(AuditLine record, Line line, String text) {
      switch (record.type()) {
        case "AVC", "USER_AVC" -> avc(record, line, text);
        case "SELINUX_ERR" ->
            problems.add("avc.selinux-error", Problem.Effect.NOTE, line.offset(), clip(text));
        case "SYSCALL", "PATH", "CWD", "PROCTITLE", "AVC_PATH" ->
            joined.context(record, AuditFields.read(record.body(), record.encoded()));
        default -> {
          // a record that says nothing of SELinux
        }
      }
    }

    private void avc(AuditLine record, Line line, String text) {
      if (isForeign(record.body())) {
        return;
      }
      Optional<AvcMessage> message = message(record, line.offset());
      if (message.isEmpty()) {
        problems.skipped("avc.line.unreadable", line);
        return;
      }
      joined.message(record, message.get());
      if (!line.ended()) {
        problems.add("avc.line.unfinished", Problem.Effect.NOTE, line.offset(), clip(text));
      } else if (record.epochMillis().isEmpty() && record.encoded()) {
        problems.add("avc.time.unreadable", Problem.Effect.NOTE, line.offset(), clip(text));
      }
    }
  }

  /// AppArmor writes records of the same type; services tell in theirs that the policy was loaded.
  private static boolean isForeign(String body) {
    int avc = body.indexOf("avc:");
    return body.startsWith("apparmor=")
        || (avc >= 0
            && (body.startsWith("  received", avc + 4) || body.startsWith("  op=", avc + 4)));
  }

  private static Optional<AvcMessage> message(AuditLine record, long offset) {
    int at = record.body().indexOf("avc:");
    if (at < 0) {
      return Optional.empty();
    }
    Cursor c = new Cursor(record.body());
    c.moveTo(at + 4);
    String decision = c.gap().word();
    List<String> words = words(c.gap().expect("{").until('}'));
    String rest = c.rest();
    // a service's message stands in quotes of its own
    boolean within = record.type().equals("USER_AVC") && rest.endsWith("'");
    rest = within ? rest.substring(0, rest.length() - 1) : rest;
    Map<String, String> fields = new LinkedHashMap<>(AuditFields.read(rest, record.encoded()));
    Optional<String> source = Optional.ofNullable(fields.remove("scontext"));
    Optional<String> target = Optional.ofNullable(fields.remove("tcontext"));
    Optional<String> objectClass = Optional.ofNullable(fields.remove("tclass"));
    Optional<String> permissive = Optional.ofNullable(fields.remove("permissive"));
    Optional<String> path = Optional.ofNullable(fields.remove("path"));
    boolean denied = decision.equals("denied");
    if (c.failed()
        || words.isEmpty()
        || words.size() > MOST_PERMISSIONS
        || !(denied || decision.equals("granted"))
        || source.filter(s -> !AvcMessage.typeOf(s).isEmpty()).isEmpty()
        || target.filter(t -> !AvcMessage.typeOf(t).isEmpty()).isEmpty()
        || objectClass.filter(o -> !o.isEmpty()).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new AvcMessage(
            record.type(),
            denied,
            words,
            source.get(),
            target.get(),
            objectClass.get(),
            permissive.filter(p -> p.equals("0") || p.equals("1")).map(p -> p.equals("1")),
            path,
            Collections.unmodifiableMap(fields),
            offset));
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Cursor c = new Cursor(text);
    while (!c.blanks().atEnd()) {
      words.add(c.word());
    }
    return words;
  }

  private static String clip(String text) {
    return text.substring(0, Math.min(text.length(), Problem.MAX_QUOTE));
  }
}
