package initscope.formats.perfdata;

import initscope.formats.perfdata.TraceFormat.Field;
import initscope.formats.perfdata.TraceFormat.State;
import initscope.model.perf.SchedEvent;
import initscope.model.perf.SchedKind;
import java.util.Optional;

/// The raw bytes of one event of the scheduler.
///
/// @param in the file
/// @param from where they begin
/// @param to where they end
/// @param format how they are laid out
record SchedRaw(Words in, long from, long to, TraceFormat format) {
  /// What they say; empty where a field is missing.
  Optional<SchedEvent> event() {
    SchedKind kind = format.kind();
    return switch (kind) {
      case SWITCH -> told(text("prev_comm"), "prev_pid", "next_pid", state(), 0, "");
      case STAT_SLEEP, STAT_WAIT, STAT_BLOCKED, STAT_IOWAIT ->
          told(text("comm"), "pid", "", (char) 0, number("delay"), "");
      case STAT_RUNTIME -> told(text("comm"), "pid", "", (char) 0, number("runtime"), "");
      case EXEC -> told("", "pid", "", (char) 0, 0, text("filename"));
      case FORK -> told(text("child_comm"), "child_pid", "parent_pid", (char) 0, 0, "");
      case WAKEUP, WAKING, WAKEUP_NEW, EXIT, MIGRATE ->
          told(text("comm"), "pid", "", (char) 0, 0, "");
    };
  }

  private Optional<SchedEvent> told(
      String comm, String tid, String other, char state, long value, String file) {
    if (!has(tid) || (!other.isEmpty() && !has(other)) || value < 0) {
      return Optional.empty();
    }
    int second = other.isEmpty() ? -1 : (int) number(other);
    return Optional.of(
        new SchedEvent(format.kind(), comm, (int) number(tid), second, state, value, file));
  }

  private boolean has(String name) {
    Field field = format.fields().get(name);
    return field != null && field.size() <= 8 && fits(field.offset(), field.size());
  }

  private boolean fits(long offset, long size) {
    return offset + size <= to - from;
  }

  private long number(String name) {
    Field field = format.fields().get(name);
    return field == null || !has(name)
        ? -1
        : in.number(from + field.offset(), field.size(), field.signed());
  }

  private String text(String name) {
    Field field = format.fields().get(name);
    if (field == null || !fits(field.offset(), field.size())) {
      return "";
    }
    long at = field.offset();
    long size = field.size();
    if (field.dynamic()) {
      long place = field.size() == 4 ? in.u32(from + at) : 0;
      at = place & 0xffff;
      size = place >>> 16;
    }
    return fits(at, size) ? in.text(from + at, from + at + size) : "";
  }

  private char state() {
    long value = number("prev_state");
    for (State state : format.states()) {
      if ((value & state.bits()) != 0) {
        return state.letter();
      }
    }
    return format.states().isEmpty() ? (char) 0 : 'R';
  }
}
