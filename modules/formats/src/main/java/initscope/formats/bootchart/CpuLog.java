package initscope.formats.bootchart;

import initscope.model.boot.BootChart.CpuSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// {@code proc_stat.log}: /proc/stat again and again. Of each block the line of all processors counts.
final class CpuLog implements TimedBlocks.Reader {
  private static final int FIELDS = 7;
  private static final int MOST = 1 << 20;
  private final List<CpuSample> samples = new ArrayList<>();
  private long[] before = {};
  private long ticks;

  @Override
  public void block(long at) {
    ticks = at;
  }

  @Override
  public boolean line(String text) {
    if (!text.startsWith("cpu ")) {
      return isOther(text);
    }
    Optional<long[]> times = Numbers.of(text.substring(4), FIELDS);
    if (times.isEmpty() || samples.size() >= MOST) {
      return false;
    }
    long[] now = times.get();
    if (before.length > 0) {
      // user and nice; system and both kinds of interrupts; idle; waiting for a disk
      double user = now[0] + now[1] - before[0] - before[1];
      double system = now[2] + now[5] + now[6] - before[2] - before[5] - before[6];
      double idle = now[3] - before[3];
      double iowait = now[4] - before[4];
      double all = Math.max(1, user + system + idle + iowait);
      samples.add(
          new CpuSample(ticks * TimedBlocks.TICK_NANOS, user / all, system / all, iowait / all));
    }
    before = now;
    return true;
  }

  private static boolean isOther(String text) {
    return !text.isEmpty() && text.charAt(0) >= 'a' && text.charAt(0) <= 'z';
  }

  List<CpuSample> samples() {
    return samples;
  }
}
