package initscope.verbs.traces;

import initscope.formats.perfetto.TraceEvent;
import initscope.gotrace.GoTrace;
import initscope.gotrace.lane.LaneKind;

/// A track a P: which goroutine runs on it, or holds it in a system call. Where nothing is drawn it is idle, or its thread looks for work.
final class ProcTracks {
  private ProcTracks() {}

  static void write(Tracks tracks) {
    GoTrace trace = tracks.trace();
    long all = tracks.declare(0, "Ps");
    for (long id : trace.procs()) {
      long uuid = tracks.declare(all, "P " + id);
      trace
          .proc(id)
          .visit(
              Long.MIN_VALUE,
              Long.MAX_VALUE,
              (from, to, kind, number, reason, generation) -> {
                if (kind == LaneKind.RUNS || kind == LaneKind.IN_SYSCALL) {
                  String category = kind == LaneKind.RUNS ? "running" : "syscall";
                  String label = tracks.label(generation, number);
                  tracks.slice(uuid, from, to, TraceEvent.of(label, category));
                }
              });
    }
  }
}
