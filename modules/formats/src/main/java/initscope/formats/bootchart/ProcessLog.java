package initscope.formats.bootchart;

import initscope.formats.text.Cursor;
import initscope.model.boot.BootChart.ChartProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// {@code proc_ps.log}: /proc/PID/stat of every process again and again; see proc(5) for the fields.
final class ProcessLog implements TimedBlocks.Reader {
  private static final int AFTER_PARENT = 18;
  private static final int USER = 9;
  private static final int SYSTEM = 10;
  private static final int START = 17;
  private static final int MOST = 1 << 20;

  private final Map<Long, Seen> processes = new TreeMap<>();
  private long ticks;

  /// A process as far as it was seen.
  private static final class Seen {
    long parent;
    String name = "";
    long start;
    long end;
    int samples = -1;
    long userBefore;
    long systemBefore;
    long user;
    long system;
  }

  @Override
  public void block(long at) {
    ticks = at;
  }

  @Override
  public boolean line(String text) {
    int open = text.indexOf(" (");
    // a command may hold brackets itself
    int close = text.lastIndexOf(')');
    if (open < 1 || close < open || !TimedBlocks.isTime(text.substring(0, open))) {
      return false;
    }
    Cursor c = new Cursor(text);
    c.moveTo(close + 1);
    c.gap().word();
    long parent = c.gap().decimal();
    Optional<long[]> numbers = c.failed() ? Optional.empty() : numbers(c.rest());
    if (numbers.isEmpty() || processes.size() >= MOST) {
      return false;
    }
    Seen seen = processes.computeIfAbsent(Long.parseLong(text.substring(0, open)), _ -> new Seen());
    see(seen, text.substring(open + 2, close), parent, numbers.get());
    return true;
  }

  /// Numbers behind the parent's; some are -1 and some as large as an address.
  private static Optional<long[]> numbers(String text) {
    Cursor c = new Cursor(text);
    long[] numbers = new long[AFTER_PARENT];
    for (int i = 0; i < AFTER_PARENT; i++) {
      numbers[i] = c.gap().decimal();
    }
    return c.failed() ? Optional.empty() : Optional.of(numbers);
  }

  private void see(Seen seen, String name, long parent, long[] numbers) {
    if (seen.samples < 0) {
      seen.parent = parent;
      seen.start = Math.min(ticks, Math.max(0, numbers[START]));
    } else {
      seen.user += Math.max(0, numbers[USER] - seen.userBefore);
      seen.system += Math.max(0, numbers[SYSTEM] - seen.systemBefore);
    }
    seen.userBefore = numbers[USER];
    seen.systemBefore = numbers[SYSTEM];
    seen.name = name;
    seen.end = Math.max(ticks, seen.start);
    seen.samples++;
  }

  List<ChartProcess> processes() {
    List<ChartProcess> list = new ArrayList<>();
    processes.forEach(
        (pid, seen) ->
            list.add(
                new ChartProcess(
                    pid,
                    seen.parent,
                    seen.name,
                    seen.start * TimedBlocks.TICK_NANOS,
                    seen.end * TimedBlocks.TICK_NANOS,
                    seen.samples,
                    seen.user * TimedBlocks.TICK_NANOS,
                    seen.system * TimedBlocks.TICK_NANOS)));
    return list;
  }
}
