package initscope.formats.godump;

import initscope.formats.text.Cursor;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// `goroutine 1 gp=0xc000002380 m=0 mp=0x5b mp=0x5b [chan receive (scan), 5 minutes, locked to thread]:`
///
/// @param id goid
/// @param status the runtime's word
/// @param waitReason its sentence while waiting
/// @param waitNanos how long, in whole minutes
/// @param lockedToThread whether it says so
record GoroutineHeader(
    long id,
    String status,
    Optional<String> waitReason,
    OptionalLong waitNanos,
    boolean lockedToThread) {
  private static final String START = "goroutine ";
  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final int LONGEST = 4096;
  private static final int MOST_TRIES = 4;
  private static final Set<String> STATUSES =
      Set.of(
          "idle",
          "runnable",
          "running",
          "syscall",
          "waiting",
          "dead",
          "copystack",
          "preempted",
          "enqueue",
          "moribund");

  /// Where a header begins in a line, or -1; log prefixes stand before it.
  static int find(String line) {
    int from = 0;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      int at = line.indexOf(START, from);
      if (at < 0 || at > LONGEST) {
        return -1;
      }
      if (read(line.substring(at, Math.min(line.length(), at + LONGEST))).isPresent()) {
        return at;
      }
      from = at + 1;
    }
    return -1;
  }

  /// Reads a line that begins with a header.
  static Optional<GoroutineHeader> read(String line) {
    Cursor c = new Cursor(line);
    long id = c.expect(START).decimal();
    while (c.take(" gp=") || c.take(" m=") || c.take(" mp=")) {
      c.word();
    }
    c.expect(" [");
    int from = c.position();
    int to = line.lastIndexOf("]:");
    if (c.failed() || id < 0 || to < from) {
      return Optional.empty();
    }
    String inside = line.substring(from, to);
    int labels = inside.indexOf(" labels:{");
    if (labels >= 0) {
      inside = inside.substring(0, labels);
    }
    return Optional.of(attributes(id, inside));
  }

  private static GoroutineHeader attributes(long id, String inside) {
    int comma = inside.indexOf(", ");
    String state = comma < 0 ? inside : inside.substring(0, comma);
    OptionalLong wait = OptionalLong.empty();
    boolean locked = false;
    for (int at = comma; at >= 0; at = inside.indexOf(", ", at + 2)) {
      int next = inside.indexOf(", ", at + 2);
      String part = inside.substring(at + 2, next < 0 ? inside.length() : next);
      locked |= part.equals("locked to thread");
      if (part.endsWith(" minutes")) {
        wait = minutes(part);
      }
    }
    // what the collector or the leak detector adds is not part of the reason
    state = without(without(state, " (scan)"), " (leaked)");
    if (STATUSES.contains(state)) {
      return new GoroutineHeader(id, state, Optional.empty(), wait, locked);
    }
    boolean unknown = state.isEmpty() || state.equals("???") || state.equals("leaked");
    return new GoroutineHeader(
        id, "waiting", unknown ? Optional.empty() : Optional.of(state), wait, locked);
  }

  private static OptionalLong minutes(String part) {
    Cursor c = new Cursor(part);
    long minutes = c.decimal();
    c.expect(" minutes");
    return c.failed() || !c.atEnd() || minutes < 0 || minutes > Long.MAX_VALUE / MINUTE_NANOS
        ? OptionalLong.empty()
        : OptionalLong.of(minutes * MINUTE_NANOS);
  }

  private static String without(String text, String end) {
    return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
  }
}
