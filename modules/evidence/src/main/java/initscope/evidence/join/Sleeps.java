package initscope.evidence.join;

import initscope.formats.proc.TaskSchedDecoder;
import initscope.model.EvidenceRef;
import initscope.model.Line;
import initscope.model.host.LastRun;
import initscope.model.host.ProcStat;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// For how long threads have not run. The scheduler notes when each last did, by the task clock of its CPU, and readers that were bound to a
/// CPU tell what that clock showed when the capture was made. It stands still while the CPU serves interrupts or its hypervisor gives it
/// to others, so that a thread has slept at least for the difference.
final class Sleeps {
  private final Map<Long, Long> ran = new HashMap<>();
  private final Map<Long, EvidenceRef> places = new HashMap<>();
  private final Map<Integer, Long> clocks = new HashMap<>();

  private Sleeps() {}

  static Sleeps of(Pieces pieces) {
    Sleeps sleeps = new Sleeps();
    Optional<Piece> piece = pieces.get("proc/task-sched");
    if (piece.isPresent()) {
      for (Line line : piece.get().bytes().lines()) {
        EvidenceRef place = EvidenceRef.at(piece.get().name(), line);
        new TaskSchedDecoder().decode(line.bytes()).value().forEach(one -> sleeps.add(one, place));
      }
    }
    return sleeps;
  }

  private void add(LastRun one, EvidenceRef place) {
    switch (one) {
      case LastRun.Thread(long tid, long nanos) -> {
        ran.put(tid, nanos);
        places.put(tid, place);
      }
      case LastRun.Reader(int processor, long nanos) -> clocks.put(processor, nanos);
    }
  }

  /// For how long a thread has not run at least; empty where that is not known.
  ///
  /// @param stat what the kernel said of it beside
  OptionalLong of(ProcStat stat) {
    Long last = ran.get(stat.pid());
    Long now = stat.processor().isPresent() ? clocks.get(stat.processor().getAsInt()) : null;
    return last == null || now == null || now <= last
        ? OptionalLong.empty()
        : OptionalLong.of(now - last);
  }

  /// Where that stands.
  Optional<EvidenceRef> place(long tid) {
    return Optional.ofNullable(places.get(tid));
  }
}
