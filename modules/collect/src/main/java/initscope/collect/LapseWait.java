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
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Waits for a process to begin, by reading alone: /proc/loadavg tells the number given last, and each new process is asked a few times
/// whether it executes the program by now. Nothing is started on the host for it.
final class LapseWait {
  private static final long POLL_NANOS = 20_000_000L;
  private static final long WATCHED_NANOS = 3_000_000_000L;
  private static final int MOST_WATCHED = 48;
  private static final int HEAD = 512;
  private static final int TEXT_BYTES = 1 << 12;

  private final RandomReads reads;
  private final LapseTarget target;
  private final Bytes head;
  private final Progress progress;
  private final Map<Long, Long> watched = new LinkedHashMap<>();
  private final Set<Long> denied = new HashSet<>();
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

  /// New processes that this login may not look at.
  int denied() {
    return denied.size();
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
    List<FileRanges> files = new ArrayList<>();
    // all in one batch: on a long way each further one would be time in which it runs unseen
    for (long pid : pids) {
      reads.forget(exe(pid));
      files.add(FileRanges.of(exe(pid), List.of(new Range(0, (int) head.size()))));
      files.add(FileRanges.text("/proc/" + pid + "/status", TEXT_BYTES));
      files.add(FileRanges.text("/proc/" + pid + "/cgroup", TEXT_BYTES));
    }
    List<Reads> answers = files.isEmpty() ? List.of() : reads.readAll(files, progress);
    OptionalLong found = OptionalLong.empty();
    for (int i = 0; i < pids.size(); i++) {
      long pid = pids.get(i);
      Reads first = answers.get(3 * i);
      boolean leader = isProcess(pid, text(answers.get(3 * i + 1)), text(answers.get(3 * i + 2)));
      if (leader && isDenied(first)) {
        denied.add(pid);
      }
      if (found.isEmpty() && leader && first.chunks().getFirst().bytes().equals(head)) {
        found = OptionalLong.of(pid);
      } else {
        reads.forget(exe(pid));
      }
      reads.forget("/proc/" + pid + "/status");
      reads.forget("/proc/" + pid + "/cgroup");
    }
    return found;
  }

  /// Whether it is no thread, and of the unit that was asked for.
  private boolean isProcess(long pid, String status, String group) {
    Optional<String> unit = target.unit();
    return status.contains("\nTgid:\t" + pid + "\n")
        && (unit.isEmpty() || group.contains("/" + unit.get()));
  }

  private static boolean isDenied(Reads read) {
    return read.chunks()
        .getFirst()
        .reason()
        .filter(why -> why.endsWith("ermission denied"))
        .isPresent();
  }

  private static String text(Reads read) {
    return read.chunks().getFirst().bytes().utf8();
  }

  private Reads one(FileRanges file) throws Failure, CancelledException {
    return reads.readAll(List.of(file), progress).getFirst();
  }

  static String exe(long pid) {
    return "/proc/" + pid + "/exe";
  }
}
