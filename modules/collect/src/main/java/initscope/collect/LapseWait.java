package initscope.collect;

import initscope.model.Bytes;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.reads.FileRanges;
import initscope.remote.reads.RandomReads;
import initscope.remote.reads.Range;
import initscope.remote.reads.Reads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Waits for a process to begin, by reading alone: /proc/loadavg tells the number given last, and each new process is asked a few times
/// whether it executes the program by now. Nothing is started on the host for it.
final class LapseWait {
  private static final long POLL_NANOS = 20_000_000L;
  private static final long WATCHED_NANOS = 3_000_000_000L;
  private static final int MOST_WATCHED = 48;
  private static final int HEAD = 512;

  private final RandomReads reads;
  private final LapseTarget target;
  private final Bytes head;
  private final Progress progress;
  private final Map<Long, Long> watched = new LinkedHashMap<>();
  private long last;
  private int missed;

  /// @param head first bytes of the executable, as it lies on the disk
  LapseWait(RandomReads reads, LapseTarget target, Bytes head, Progress progress) {
    this.reads = reads;
    this.target = target;
    this.head = head.first(HEAD);
    this.progress = progress;
    this.last = target.lastPid().orElse(-1);
  }

  /// Its process; empty when the time was over.
  OptionalLong await(Duration most) throws Failure, CancelledException {
    long begun = System.nanoTime();
    long end = begun + most.toNanos();
    while (System.nanoTime() < end) {
      long at = System.nanoTime();
      progress.report(
          (at - begun) / 1_000_000_000L, most.toSeconds(), "waiting for the process to begin");
      poll(at);
      OptionalLong found = found();
      if (found.isPresent()) {
        return found;
      }
      LapseSampler.sleep(at + POLL_NANOS - System.nanoTime());
    }
    return OptionalLong.empty();
  }

  /// New processes that were too many to be asked.
  int missed() {
    return missed;
  }

  private void poll(long at) throws Failure, CancelledException {
    Reads load = one(FileRanges.text("/proc/loadavg", 64));
    String[] words = load.chunks().getFirst().bytes().utf8().strip().split(" ", 6);
    long now = words.length < 5 ? last : Long.parseLong("0" + digits(words[4]));
    if (last >= 0 && now != last) {
      long from = now > last ? last + 1 : Math.max(2, now - MOST_WATCHED);
      long first = Math.max(from, now - MOST_WATCHED + 1);
      missed += (int) (first - from);
      for (long pid = first; pid <= now; pid++) {
        watched.put(pid, at);
      }
    }
    last = now;
    Iterator<Map.Entry<Long, Long>> oldest = watched.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Long, Long> entry = oldest.next();
      if (at - entry.getValue() > WATCHED_NANOS || watched.size() > 2 * MOST_WATCHED) {
        oldest.remove();
      }
    }
  }

  private static String digits(String word) {
    return word.length() < 12 && word.chars().allMatch(c -> c >= '0' && c <= '9') ? word : "";
  }

  private OptionalLong found() throws Failure, CancelledException {
    List<Long> pids = new ArrayList<>(watched.keySet());
    List<FileRanges> heads = new ArrayList<>();
    for (long pid : pids) {
      reads.forget(exe(pid));
      heads.add(FileRanges.of(exe(pid), List.of(new Range(0, (int) head.size()))));
    }
    List<Reads> answers = heads.isEmpty() ? List.of() : reads.readAll(heads, progress);
    OptionalLong found = OptionalLong.empty();
    for (int i = 0; i < answers.size(); i++) {
      boolean same = answers.get(i).chunks().getFirst().bytes().equals(head);
      boolean chosen = found.isEmpty() && same && isProcess(pids.get(i));
      if (chosen) {
        found = OptionalLong.of(pids.get(i));
      } else {
        reads.forget(exe(pids.get(i)));
      }
    }
    return found;
  }

  /// Whether it is no thread, and of the unit that was asked for.
  private boolean isProcess(long pid) throws Failure, CancelledException {
    String status = text("/proc/" + pid + "/status");
    boolean leader = status.contains("\nTgid:\t" + pid + "\n");
    Optional<String> unit = target.unit();
    return leader
        && (unit.isEmpty() || text("/proc/" + pid + "/cgroup").contains("/" + unit.get()));
  }

  private String text(String path) throws Failure, CancelledException {
    Reads read = one(FileRanges.text(path, 1 << 12));
    reads.forget(path);
    return read.chunks().getFirst().bytes().utf8();
  }

  private Reads one(FileRanges file) throws Failure, CancelledException {
    return reads.readAll(List.of(file), progress).getFirst();
  }

  static String exe(long pid) {
    return "/proc/" + pid + "/exe";
  }
}
