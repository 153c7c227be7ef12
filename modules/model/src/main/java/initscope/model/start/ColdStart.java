package initscope.model.start;

import initscope.model.EvidenceRef;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One start of a service as it was watched: when it came to what, and what the time until it was ready went to. Times are CLOCK_MONOTONIC
/// of the host, in nanoseconds.
///
/// @param unit name
/// @param type systemd's: {@code notify}, {@code simple} ...; empty where unknown
/// @param pid main process
/// @param result systemd's word for how it ended, {@code success} while it has not failed
/// @param loader whether a dynamic loader runs before the program; empty where not known
/// @param marks by time
/// @param phases from its begin to its end, without gaps
/// @param ready which mark the phases end at: what this start counts as ready by
/// @param stopNanos how long the process that ran before took to end; not a part of the phases
/// @param looks how often it was looked at
/// @param intervalNanos usual time between two looks
/// @param cacheBytes bytes of the executable that were in the page cache before the start
/// @param executableBytes its size
/// @param evidence where the start is told as a whole
public record ColdStart(
    String unit,
    String type,
    OptionalLong pid,
    String result,
    Optional<Boolean> loader,
    List<StartMark> marks,
    List<StartPhase> phases,
    StartMark.Kind ready,
    OptionalLong stopNanos,
    int looks,
    long intervalNanos,
    OptionalLong cacheBytes,
    OptionalLong executableBytes,
    Optional<EvidenceRef> evidence) {
  /// Keeps immutable copies.
  public ColdStart {
    marks = List.copyOf(marks);
    phases = List.copyOf(phases);
  }

  /// A mark; the first of several of a kind.
  public Optional<StartMark> mark(StartMark.Kind kind) {
    return marks.stream().filter(m -> m.kind() == kind).findFirst();
  }

  /// When it began.
  public long startNanos() {
    return phases.isEmpty() ? 0 : phases.getFirst().startNanos();
  }

  /// From its begin until it was ready.
  public long totalNanos() {
    return phases.isEmpty() ? 0 : phases.getLast().endNanos() - startNanos();
  }

  /// Whether it got ready while it was watched. A oneshot is ready when it has ended.
  public boolean finished() {
    boolean done = type.equals("oneshot") && result.equals("success");
    return ready != StartMark.Kind.LOOKED && (ready != StartMark.Kind.ENDED || done);
  }

  /// A phase's share of the whole, in percent.
  public int percent(StartPhase phase) {
    return totalNanos() == 0 ? 0 : (int) Math.round(100.0 * phase.nanos() / totalNanos());
  }

  /// Phases that took at least so many percent, longest first.
  public List<StartPhase> longest(int leastPercent) {
    return phases.stream()
        .filter(p -> p.nanos() > 0 && 100.0 * p.nanos() >= (double) leastPercent * totalNanos())
        .sorted(Comparator.comparingLong(StartPhase::nanos).reversed())
        .toList();
  }

  /// Whether two marks lie so near to each other that their order is not known.
  public static boolean orderUnknown(StartMark a, StartMark b) {
    return Math.abs(a.atNanos() - b.atNanos()) < a.boundNanos() + b.boundNanos();
  }
}
