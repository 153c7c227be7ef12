package initscope.formats.proc;

import initscope.formats.text.Cursor;
import initscope.formats.text.LineDecoder;
import initscope.model.Format;
import initscope.model.host.LastRun;
import java.util.Optional;

/// The line {@code se.exec_start} of each /proc/PID/task/TID/sched as {@code grep -H} names it, and that of readers which were bound to a CPU:
/// {@code task/4711/sched:se.exec_start   :   40557986.841577} and {@code cpu 3 se.exec_start   :   40599693.091287}, in milliseconds. Kernels built
/// with CONFIG_SCHED_DEBUG have it, see proc_sched_show_task in kernel/sched/debug.c.
public final class TaskSchedDecoder extends LineDecoder<LastRun> {
  private static final long MILLIS = 1_000_000L;
  private static final long MOST_MILLIS = Long.MAX_VALUE / MILLIS - 1;
  private static final int MICRO_DIGITS = 6;

  /// A decoder.
  public TaskSchedDecoder() {
    super(new Format("proc-task-sched", "se.exec_start of /proc/PID/task/TID/sched"), "task-sched");
  }

  @Override
  protected Optional<LastRun> scan(String line) {
    Cursor c = new Cursor(line);
    boolean reader = c.take("cpu ");
    long number;
    if (reader) {
      number = c.number();
      c.gap();
    } else {
      number = c.expect("task/").decimal();
      c.expect("/sched:");
    }
    c.expect("se.exec_start").blanks().expect(":").blanks();
    long millis = c.decimal();
    c.expect(".");
    int from = c.position();
    long fraction = c.decimal();
    boolean whole = c.position() - from == MICRO_DIGITS;
    boolean sound = number >= 0 && millis >= 0 && millis <= MOST_MILLIS;
    if (c.failed() || !whole || !c.blanks().atEnd() || !sound) {
      return Optional.empty();
    }
    long nanos = millis * MILLIS + fraction;
    return Optional.of(
        reader ? new LastRun.Reader((int) number, nanos) : new LastRun.Thread(number, nanos));
  }
}
