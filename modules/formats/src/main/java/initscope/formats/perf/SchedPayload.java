package initscope.formats.perf;

import initscope.formats.text.Cursor;
import initscope.model.perf.SchedEvent;
import initscope.model.perf.SchedKind;
import java.util.Optional;

/// What an event of the scheduler says of itself, in both spellings: {@code prev_comm=client prev_pid=2345 ...} as the kernel prints it, and
/// {@code sleep:20919 [120] S ==> swapper/1:0 [120]} as newer libtraceevent does. Names of threads may hold blanks and signs.
final class SchedPayload {
  private SchedPayload() {}

  /// Reads one; empty where it is of no known form.
  static Optional<SchedEvent> read(SchedKind kind, String text) {
    return switch (kind) {
      case SWITCH -> text.startsWith("prev_comm=") ? longSwitch(text) : shortSwitch(text);
      case EXEC -> exec(text);
      case FORK -> fork(text);
      case STAT_SLEEP, STAT_WAIT, STAT_BLOCKED, STAT_IOWAIT -> one(kind, text, " delay=");
      case STAT_RUNTIME -> one(kind, text, " runtime=");
      case WAKEUP, WAKING, WAKEUP_NEW ->
          text.startsWith("comm=") ? one(kind, text, "") : shortOne(kind, text);
      case EXIT, MIGRATE -> one(kind, text, "");
    };
  }

  private static Optional<SchedEvent> longSwitch(String text) {
    String comm = between(text, "prev_comm=", " prev_pid=");
    int state = text.indexOf(" prev_state=");
    int prev = number(text, " prev_pid=", 0);
    int next = number(text, " next_pid=", Math.max(0, text.indexOf("==>")));
    if (prev < 0 || next < 0) {
      return Optional.empty();
    }
    char letter = state < 0 || state + 12 >= text.length() ? 0 : text.charAt(state + 12);
    return Optional.of(new SchedEvent(SchedKind.SWITCH, comm, prev, next, letter, 0, ""));
  }

  private static Optional<SchedEvent> shortSwitch(String text) {
    int arrow = text.indexOf(" ==> ");
    if (arrow < 0) {
      return Optional.empty();
    }
    String left = text.substring(0, arrow);
    Optional<NamedTid> prev = namedTid(left);
    Optional<NamedTid> next = namedTid(text.substring(arrow + 5));
    if (prev.isEmpty() || next.isEmpty()) {
      return Optional.empty();
    }
    int close = left.lastIndexOf("] ");
    char letter = close < 0 || close + 2 >= left.length() ? 0 : left.charAt(close + 2);
    return Optional.of(
        new SchedEvent(
            SchedKind.SWITCH,
            prev.get().comm(),
            prev.get().tid(),
            next.get().tid(),
            letter,
            0,
            ""));
  }

  /// @param tid of the thread
  private record NamedTid(String comm, int tid) {}

  /// {@code sleep:20919 [120]}: the last colon before the priority parts name and id.
  private static Optional<NamedTid> namedTid(String text) {
    int bracket = text.lastIndexOf(" [");
    String ids = bracket < 0 ? text : text.substring(0, bracket);
    int colon = ids.lastIndexOf(':');
    int tid = colon < 0 ? -1 : number(ids, ":", colon);
    return tid < 0 ? Optional.empty() : Optional.of(new NamedTid(ids.substring(0, colon), tid));
  }

  private static Optional<SchedEvent> shortOne(SchedKind kind, String text) {
    int bracket = text.indexOf(" [");
    return namedTid(bracket < 0 ? text : text.substring(0, bracket))
        .map(t -> new SchedEvent(kind, t.comm(), t.tid(), -1, (char) 0, 0, ""));
  }

  private static Optional<SchedEvent> one(SchedKind kind, String text, String valueName) {
    String comm = between(text, "comm=", " pid=");
    int after = text.startsWith("comm=") ? 5 + comm.length() : 0;
    int tid = number(text, "pid=", after);
    long value = valueName.isEmpty() ? 0 : decimal(text, valueName, after);
    return tid < 0 || value < 0
        ? Optional.empty()
        : Optional.of(new SchedEvent(kind, comm, tid, -1, (char) 0, value, ""));
  }

  private static Optional<SchedEvent> exec(String text) {
    String file = between(text, "filename=", " pid=");
    int tid = number(text, " pid=", Math.min(text.length(), 9 + file.length()));
    return tid < 0
        ? Optional.empty()
        : Optional.of(new SchedEvent(SchedKind.EXEC, "", tid, -1, (char) 0, 0, file));
  }

  private static Optional<SchedEvent> fork(String text) {
    String child = between(text, " child_comm=", " child_pid=");
    int tid = number(text, " child_pid=", Math.max(0, text.indexOf(" child_comm=")));
    int parent = number(text, " pid=", 0);
    return tid < 0
        ? Optional.empty()
        : Optional.of(new SchedEvent(SchedKind.FORK, child, tid, parent, (char) 0, 0, ""));
  }

  private static String between(String text, String from, String to) {
    int begin = text.indexOf(from);
    int end = begin < 0 ? -1 : text.indexOf(to, begin + from.length());
    return end < 0 ? "" : text.substring(begin + from.length(), end);
  }

  private static int number(String text, String name, int from) {
    long value = decimal(text, name, from);
    return value > Integer.MAX_VALUE ? -1 : (int) value;
  }

  /// The number after a name, -1 where there is none.
  private static long decimal(String text, String name, int from) {
    int at = text.indexOf(name, Math.min(from, text.length()));
    if (at < 0) {
      return -1;
    }
    Cursor cursor = new Cursor(text);
    cursor.moveTo(at + name.length());
    long value = cursor.decimal();
    return cursor.failed() ? -1 : value;
  }
}
