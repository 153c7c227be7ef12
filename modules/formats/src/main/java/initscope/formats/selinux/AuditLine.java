package initscope.formats.selinux;

import initscope.formats.text.Cursor;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// One line that holds an audit record, whatever printed it.
///
/// @param node host named before the record
/// @param type such as {@code AVC}
/// @param epochMillis of the record's stamp
/// @param serial of its stamp
/// @param stamped whether the stamp could be read whole
/// @param encoded false where ausearch has undone the encoding of names
/// @param body behind the stamp
record AuditLine(
    Optional<String> node,
    String type,
    OptionalLong epochMillis,
    OptionalLong serial,
    boolean stamped,
    boolean encoded,
    String body) {
  private static final char ENRICHED = 0x1d;
  private static final int LONGEST_TYPE = 32;

  /// Who may hand on records of the audit system: anybody can write such a line to the journal under a name of their own.
  private static final Set<String> SENDERS =
      Set.of("kernel", "audit", "auditd", "audispd", "audisp-syslog", "tag_audit_log");

  private static final Map<String, String> NUMBERS =
      Map.of(
          "1107",
          "USER_AVC",
          "1300",
          "SYSCALL",
          "1302",
          "PATH",
          "1307",
          "CWD",
          "1327",
          "PROCTITLE",
          "1400",
          "AVC",
          "1401",
          "SELINUX_ERR",
          "1402",
          "AVC_PATH");

  /// What joins the records of one event; empty where they cannot be joined.
  Optional<String> event() {
    return stamped
        ? Optional.of(node.orElse("") + " " + epochMillis.orElse(-1) + " " + serial.orElseThrow())
        : Optional.empty();
  }

  /// Reads a line; empty where it is no audit record.
  static Optional<AuditLine> of(String line) {
    int enriched = line.indexOf(ENRICHED);
    String text = (enriched < 0 ? line : line.substring(0, enriched)).stripLeading();
    int at = recordAt(text);
    if (at < 0) {
      return Optional.empty();
    }
    String before = text.substring(0, at).strip();
    Cursor c = new Cursor(text);
    c.moveTo(at);
    if (!c.take("type=")) {
      return journald(before, text.substring(at));
    }
    String type = c.word();
    Optional<String> node = node(before);
    if (type.length() > LONGEST_TYPE || (node.isEmpty() && !isSender(before))) {
      return Optional.empty();
    }
    return Optional.of(stamped(node, NUMBERS.getOrDefault(type, type), c.blanks()));
  }

  /// Where the record begins: at {@code type=}, or at the name of a record behind {@code audit[PID]:}.
  private static int recordAt(String text) {
    int type = text.indexOf("type=");
    if (type >= 0 && (type == 0 || Cursor.isBlank(text.charAt(type - 1)))) {
      return type;
    }
    int avc = text.indexOf("AVC avc:");
    return avc >= 5 && text.startsWith("USER_", avc - 5) ? avc - 5 : avc;
  }

  /// The journal's own reading of the audit system has no stamp: {@code audit[PID]: AVC avc: ...}.
  private static Optional<AuditLine> journald(String before, String rest) {
    int space = rest.indexOf(' ');
    return isSender(before)
        ? Optional.of(
            new AuditLine(
                Optional.empty(),
                rest.substring(0, space),
                OptionalLong.empty(),
                OptionalLong.empty(),
                false,
                true,
                rest.substring(space + 1)))
        : Optional.empty();
  }

  private static Optional<String> node(String before) {
    int at = before.lastIndexOf("node=");
    String name = at < 0 ? "" : before.substring(at + 5);
    boolean whole = !name.isEmpty() && name.chars().noneMatch(c -> c <= ' ');
    return whole && isSender(before.substring(0, at).strip())
        ? Optional.of(name)
        : Optional.empty();
  }

  /// Whether nothing stands before a record, or the time and sender of the kernel log or of syslog.
  private static boolean isSender(String before) {
    String text = before;
    if (text.endsWith("audit:")) {
      text = text.substring(0, text.length() - 6).strip();
    }
    if (text.endsWith("]") && text.lastIndexOf('[') >= 0) {
      text = text.substring(0, text.lastIndexOf('[')).strip();
    }
    if (text.isEmpty()) {
      return true;
    }
    int space = text.lastIndexOf(' ') + 1;
    String last = text.substring(space);
    // the first word with a colon is the sender; what follows are its own words
    if (!last.endsWith(":") || text.substring(0, space).contains(": ")) {
      return false;
    }
    int pid = last.indexOf('[');
    return SENDERS.contains(last.substring(0, pid < 0 ? last.length() - 1 : pid));
  }

  /// {@code msg=audit(SECONDS.MILLIS:SERIAL): BODY}, without {@code msg=} in the kernel log.
  private static AuditLine stamped(Optional<String> node, String type, Cursor c) {
    c.take("msg=");
    int from = c.position();
    if (!c.take("audit(")) {
      // as much of it as can be had
      String rest = c.rest();
      int colon = rest.indexOf(": ");
      String body = colon < 0 ? rest : rest.substring(colon + 2);
      return new AuditLine(
          node, type, OptionalLong.empty(), OptionalLong.empty(), false, true, body);
    }
    String stamp = c.until(')');
    if (c.failed()) {
      c.moveTo(from);
    }
    c.blanks().take(":");
    int colon = stamp.lastIndexOf(':');
    OptionalLong serial = digits(stamp.substring(colon + 1), colon >= 0);
    String time = colon < 0 ? stamp : stamp.substring(0, colon);
    OptionalLong millis = millis(time);
    return new AuditLine(
        node,
        type,
        millis,
        serial,
        serial.isPresent(),
        millis.isPresent() || time.indexOf('/') < 0,
        c.rest().strip());
  }

  private static OptionalLong millis(String time) {
    int dot = time.indexOf('.');
    OptionalLong seconds = digits(time.substring(0, Math.max(0, dot)), dot == time.length() - 4);
    OptionalLong millis = digits(time.substring(dot + 1), dot == time.length() - 4);
    return seconds.isPresent() && millis.isPresent()
        ? OptionalLong.of(seconds.getAsLong() * 1000 + millis.getAsLong())
        : OptionalLong.empty();
  }

  private static OptionalLong digits(String text, boolean expected) {
    return expected && text.length() <= 15 && Cursor.isDigits(text)
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }
}
