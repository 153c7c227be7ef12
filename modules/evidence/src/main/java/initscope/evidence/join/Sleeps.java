package initscope.evidence.join;

import initscope.formats.proc.TaskSchedDecoder;
import initscope.formats.text.Cursor;
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
///
/// It was asked up to three times: before all else, with the second sample, and after the memory was read. Only what was the same the first
/// two times is told, since the thread's CPU was read between them, and given to what memory shows only what was so the third time too.
final class Sleeps {
  private final Map<Long, Long> first = new HashMap<>();
  private final Map<Long, Long> second = new HashMap<>();
  private final Map<Long, Long> third = new HashMap<>();
  private final Map<Long, EvidenceRef> places = new HashMap<>();
  private final Map<Integer, Long> clocks = new HashMap<>();

  private Sleeps() {}

  static Sleeps of(Pieces pieces) {
    Sleeps sleeps = new Sleeps();
    sleeps.read(pieces, "proc/task-sched.2", sleeps.second);
    sleeps.read(pieces, "xray/task-sched", sleeps.third);
    sleeps.read(pieces, "proc/task-sched", sleeps.first);
    return sleeps;
  }

  private void read(Pieces pieces, String key, Map<Long, Long> into) {
    for (LastRun one : pieces.list(key, new TaskSchedDecoder())) {
      switch (one) {
        case LastRun.Thread(long tid, long nanos) -> into.put(tid, nanos);
        case LastRun.Reader(int processor, long nanos) -> clocks.put(processor, nanos);
      }
    }
    pieces.get(key).ifPresent(this::places);
  }

  private void places(Piece piece) {
    for (Line line : piece.bytes().lines()) {
      Cursor c = new Cursor(line.text());
      long tid = c.expect("task/").decimal();
      if (!c.expect("/sched:").failed()) {
        places.put(tid, EvidenceRef.at(piece.name(), line));
      }
    }
  }

  /// For how long a thread has not run at least; empty where that is not known.
  ///
  /// @param second what the kernel said of it with the second sample
  OptionalLong of(ProcStat second) {
    boolean sleeps = second.state() == 'S' || second.state() == 'D';
    Long last = first.get(second.pid());
    Long again = this.second.get(second.pid());
    Long now = clocks.get(second.processor().orElse(-1));
    if (!sleeps || last == null || again == null || now == null) {
      return OptionalLong.empty();
    }
    // 0 where it was moved to another CPU and has not run there yet
    return last > 0 && last.equals(again) && now > last
        ? OptionalLong.of(now - last)
        : OptionalLong.empty();
  }

  /// Whether it still had not run when the memory was read.
  boolean lastedUntilMemoryWasRead(long tid) {
    Long last = third.get(tid);
    return last != null && last.equals(first.get(tid));
  }

  /// Where that stands.
  Optional<EvidenceRef> place(long tid) {
    return Optional.ofNullable(places.get(tid));
  }
}
