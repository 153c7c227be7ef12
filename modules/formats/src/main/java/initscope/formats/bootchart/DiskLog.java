package initscope.formats.bootchart;

import initscope.formats.text.Cursor;
import initscope.model.boot.BootChart.DiskSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// {@code proc_diskstats.log}: /proc/diskstats again and again. Whole disks count, not their partitions.
final class DiskLog implements TimedBlocks.Reader {
  private static final int FIELDS = 11;
  private static final int SECTORS_READ = 2;
  private static final int SECTORS_WRITTEN = 6;
  private static final int BUSY_MILLIS = 9;
  private static final int SECTOR_BYTES = 512;
  private static final double TICKS_PER_SECOND = 100;
  private static final int MOST = 1 << 20;

  private final List<long[]> blocks = new ArrayList<>();

  @Override
  public void block(long ticks) {
    if (blocks.size() < MOST) {
      blocks.add(new long[] {ticks, 0, 0, 0});
    }
  }

  @Override
  public boolean line(String text) {
    Cursor c = new Cursor(text);
    c.blanks().decimal();
    c.gap().decimal();
    String name = c.gap().word();
    if (c.failed()) {
      return false;
    }
    String rest = c.rest();
    Optional<long[]> numbers = Numbers.of(rest, FIELDS);
    if (numbers.isEmpty()) {
      // partitions of kernels before 2.6.25 have four numbers
      return Numbers.of(rest, 4).isPresent() && !isDisk(name);
    }
    if (isDisk(name)) {
      long[] block = blocks.getLast();
      block[1] += numbers.get()[SECTORS_READ];
      block[2] += numbers.get()[SECTORS_WRITTEN];
      block[3] += numbers.get()[BUSY_MILLIS];
    }
    return true;
  }

  /// {@code sda}, {@code hdb}, {@code vda}, {@code xvda}, {@code nvme0n1}, {@code mmcblk0}; not {@code sda1} or {@code nvme0n1p1}.
  static boolean isDisk(String name) {
    if (name.startsWith("nvme")) {
      return name.indexOf('n', 4) > 0 && name.indexOf('p') < 0;
    }
    if (name.startsWith("mmcblk")) {
      return name.indexOf('p') < 0;
    }
    boolean family =
        name.startsWith("sd")
            || name.startsWith("hd")
            || name.startsWith("vd")
            || name.startsWith("xvd");
    char last = name.charAt(name.length() - 1);
    return family && last >= 'a' && last <= 'z';
  }

  /// Differences of two blocks each.
  ///
  /// @param cpus processors, 0 where it is not known
  List<DiskSample> samples(int cpus) {
    List<DiskSample> samples = new ArrayList<>();
    for (int i = 1; i < blocks.size(); i++) {
      long[] before = blocks.get(i - 1);
      long[] now = blocks.get(i);
      double seconds = Math.max(1, now[0] - before[0]) / TICKS_PER_SECOND;
      double busy = (now[3] - before[3]) / 1000.0 / seconds / Math.max(1, cpus);
      samples.add(
          new DiskSample(
              now[0] * TimedBlocks.TICK_NANOS,
              (now[1] - before[1]) * SECTOR_BYTES / seconds,
              (now[2] - before[2]) * SECTOR_BYTES / seconds,
              Math.clamp(busy, 0, 1)));
    }
    return samples;
  }
}
