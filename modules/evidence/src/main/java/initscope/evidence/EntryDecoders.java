package initscope.evidence;

import java.util.List;
import java.util.Optional;

/// Which decoder reads which raw entry: a table. The names are those of {@code decode --as}.
public final class EntryDecoders {
  /// Memory that an X-ray read.
  public static final String SPARSE_MEMORY = "sparse-memory";

  /// Samples of a time-lapse.
  public static final String TIME_LAPSE = "time-lapse";

  /// Formats that only a capture file holds, read by the X-ray rather than by a decoder of text.
  public static final List<String> OWN = List.of(SPARSE_MEMORY, TIME_LAPSE);

  /// One row.
  ///
  /// @param entry name below {@code raw/}; {@code *} stands for one thread's number
  /// @param format name of the format
  public record Row(String entry, String format) {}

  /// All rows. Entries of no row are shown as text or bytes.
  public static final List<Row> TABLE =
      List.of(
          new Row("host/os-release", "os-release"),
          new Row("host/locks", "proc-locks"),
          new Row("proc/status", "proc-status"),
          new Row("proc/stat", "proc-stat"),
          new Row("proc/stat.2", "proc-stat"),
          new Row("proc/maps", "proc-maps"),
          new Row("proc/limits", "proc-limits"),
          new Row("proc/cgroup", "proc-cgroup"),
          new Row("proc/mountinfo", "proc-mountinfo"),
          new Row("proc/fd", "proc-fd"),
          new Row("proc/net/tcp", "proc-net-tcp"),
          new Row("proc/net/tcp6", "proc-net-tcp"),
          new Row("proc/net/udp", "proc-net-tcp"),
          new Row("proc/net/udp6", "proc-net-tcp"),
          new Row("proc/net/unix", "proc-net-unix"),
          new Row("proc/net/route", "proc-net-route"),
          new Row("proc/net/arp", "proc-net-arp"),
          new Row("proc/task/*/stat", "proc-stat"),
          new Row("proc/task/*/status", "proc-status"),
          new Row("proc/task/*/stat.2", "proc-stat"),
          new Row("proc/task/*/wchan", "proc-wchan"),
          new Row("proc/task/*/syscall", "proc-syscall"),
          new Row("proc/task/*/stack", "proc-stack"),
          new Row("proc/task-sched", "proc-task-sched"),
          new Row("proc/task-sched.2", "proc-task-sched"),
          new Row("xray/task-sched", "proc-task-sched"),
          new Row("unit/show", "systemctl-show"),
          new Row("unit/cat", "unit-file"),
          new Row("unit/journal", "journal-export"),
          new Row("start/before", "systemctl-show"),
          new Row("start/watch/*", "start-watch"),
          new Row("pstack", "pstack"),
          new Row("perf/script", "perf-script"),
          new Row("perf/script.gz", "perf-script"),
          new Row("perf/script.zst", "perf-script"),
          new Row("perf/exe.sparse", SPARSE_MEMORY),
          new Row("perf/memory.sparse", SPARSE_MEMORY),
          new Row("goroutines", "goroutine-dump"),
          new Row("xray/exe.sparse", SPARSE_MEMORY),
          new Row("xray/lapse/*", TIME_LAPSE),
          new Row("xray/memory.sparse", SPARSE_MEMORY));

  private EntryDecoders() {}

  /// The format of an entry, given its name with or without {@code raw/}.
  public static Optional<String> formatOf(String entry) {
    String below = entry.startsWith(Capture.RAW) ? entry.substring(Capture.RAW.length()) : entry;
    return TABLE.stream().filter(row -> matches(row.entry(), below)).map(Row::format).findFirst();
  }

  private static boolean matches(String pattern, String entry) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(entry);
    }
    String before = pattern.substring(0, star);
    String after = pattern.substring(star + 1);
    return entry.length() > before.length() + after.length()
        && entry.startsWith(before)
        && entry.endsWith(after)
        && entry
            .substring(before.length(), entry.length() - after.length())
            .chars()
            .allMatch(c -> c >= '0' && c <= '9');
  }
}
