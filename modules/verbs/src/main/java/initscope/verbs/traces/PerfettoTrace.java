package initscope.verbs.traces;

import initscope.gotrace.GoTrace;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// A trace for Perfetto's viewer: Ps, goroutines with their states and who woke whom, collections, stops of the world, counters, tasks,
/// regions and logs. Written track by track; what it needs of memory does not grow with the number of states.
final class PerfettoTrace {
  private PerfettoTrace() {}

  /// @param sink takes a chunk a packet
  static void write(GoTrace trace, OutputStream sink, Progress progress)
      throws IOException, CancelledException {
    try {
      Tracks tracks = new Tracks(sink, trace);
      RuntimeTracks.write(tracks);
      ProcTracks.write(tracks);
      GoroutineTracks goroutines = new GoroutineTracks(tracks);
      goroutines.declare();
      TaskTracks.write(tracks, goroutines);
      goroutines.write(progress);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
