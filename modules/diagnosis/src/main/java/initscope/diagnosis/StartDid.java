package initscope.diagnosis;

import initscope.model.EvidenceRef;
import initscope.model.go.TimeLapse;
import initscope.model.host.Mount;
import initscope.model.start.PhaseCounters;
import initscope.model.start.PhaseSeen;
import initscope.model.start.StartPhase;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a process mostly did in a phase of its start.
///
/// @param what as its counters and the looks at it tell
/// @param about folder and file system, or the runtime's word for a wait; empty where there is none
record StartDid(What what, String about) {
  private static final Set<String> FILE_CALLS =
      Set.of(
          "read",
          "pread64",
          "openat",
          "open",
          "newfstatat",
          "fstat",
          "stat",
          "lstat",
          "getdents64",
          "close",
          "statx",
          "page fault");

  /// More than these parts of a phase make it what it is.
  private static final int MOST_PERCENT = 50;

  private static final int MUCH_PERCENT = 30;

  /// Kinds of work.
  enum What {
    /// On a CPU.
    COMPUTES,
    /// At files.
    READS,
    /// Ready to run, and others ran.
    STARVED,
    /// Kept off the CPU by its cgroup's quota.
    THROTTLED,
    /// For something else.
    WAITS,
    /// Not known.
    UNKNOWN
  }

  static StartDid of(StartPhase phase, Optional<TimeLapse.Span> span, List<Mount> mounts) {
    PhaseSeen seen = phase.seen();
    long wall = Math.max(1, phase.nanos());
    Optional<PhaseCounters> c = phase.counters();
    long throttled = c.map(p -> p.throttledNanos().orElse(0)).orElse(0L);
    long starved = c.map(p -> p.waitNanos().orElse(0)).orElse(0L);
    long cpu = c.map(PhaseCounters::cpuNanos).orElse(0L);
    int atFiles =
        seen.calls().stream()
            .filter(s -> FILE_CALLS.contains(s.words()))
            .mapToInt(PhaseSeen.Share::looks)
            .sum();
    boolean files = percent(atFiles, seen.looks()) >= MUCH_PERCENT || readsFiles(seen, c);
    if (percent(throttled, wall) >= MUCH_PERCENT) {
      return new StartDid(What.THROTTLED, "");
    }
    if (files) {
      return seen.files().isEmpty()
          ? new StartDid(What.READS, "")
          : new StartDid(What.READS, where(seen.files().getFirst().words(), mounts));
    }
    if (percent(starved, wall) >= MOST_PERCENT) {
      return new StartDid(What.STARVED, "");
    }
    Optional<TimeLapse.Share> state = span.flatMap(s -> s.states().stream().findFirst());
    boolean runs = span.map(s -> s.cpuPercent().orElse(0)).orElse(0L) >= MOST_PERCENT;
    if (runs || percent(cpu, wall) >= MOST_PERCENT) {
      return new StartDid(What.COMPUTES, "");
    }
    return state
        .filter(s -> !s.words().startsWith("run"))
        .map(s -> new StartDid(What.WAITS, s.words()))
        .orElse(
            new StartDid(waits(seen) ? What.WAITS : What.UNKNOWN, waits(seen) ? call(seen) : ""));
  }

  /// Many calls of read, and files that were open while it was looked at.
  private static boolean readsFiles(PhaseSeen seen, Optional<PhaseCounters> counters) {
    int open = seen.files().stream().mapToInt(PhaseSeen.Share::looks).max().orElse(0);
    boolean many = counters.map(c -> c.readCalls().orElse(0)).orElse(0L) > 1000;
    return many && open > 0;
  }

  private static boolean waits(PhaseSeen seen) {
    return !seen.calls().isEmpty() && !seen.calls().getFirst().words().equals("running");
  }

  private static String call(PhaseSeen seen) {
    return seen.calls().getFirst().words();
  }

  private static int percent(long part, long whole) {
    return whole <= 0 ? 0 : (int) Math.min(100, 100.0 * part / whole);
  }

  /// {@code /opt/bins/data/ (xfs on /opt/bins)}.
  private static String where(String file, List<Mount> mounts) {
    Optional<Mount> best = Optional.empty();
    for (Mount mount : mounts) {
      String point = mount.mountPoint();
      boolean holds = point.equals("/") || file.equals(point) || file.startsWith(point + "/");
      if (holds && best.filter(b -> b.mountPoint().length() > point.length()).isEmpty()) {
        best = Optional.of(mount);
      }
    }
    return file + best.map(m -> " (" + m.fileSystem() + ", " + m.mountPoint() + ")").orElse("");
  }

  /// What keys of a sentence about it end with.
  String suffix() {
    boolean unplaced = what == What.READS && about.isEmpty();
    return what == What.UNKNOWN
        ? ""
        : "." + what.name().toLowerCase(Locale.ROOT) + (unplaced ? ".plain" : "");
  }

  /// Counters and looks as links.
  void links(StartPhase phase, EvidenceRef at, Chain chain) {
    EvidenceRef look = phase.seen().evidence().orElse(at);
    if (phase.counters().isPresent()) {
      StartRules.counters(phase, look, chain);
    }
    StartRules.seen(phase, look, chain);
  }
}
