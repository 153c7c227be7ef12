package initscope.model.sched;

import initscope.model.perf.PerfData;
import initscope.model.perf.PerfSamples;

/// The samples of one process, in the order of the recording: found once, since a recording of a whole host may be a hundred times as long.
/// Immutable.
public final class ProcessRows {
  private final int[] rows;

  /// @param pid the process; a thread of which the recording tells no process is its own
  public ProcessRows(PerfData data, int pid) {
    PerfSamples samples = data.samples();
    boolean[] own = new boolean[data.threads().size()];
    for (int thread = 0; thread < own.length; thread++) {
      own[thread] = StartTarget.process(data.threads().get(thread)) == pid;
    }
    int size = 0;
    for (int row = 0; row < samples.size(); row++) {
      size += own[samples.thread(row)] ? 1 : 0;
    }
    rows = new int[size];
    int next = 0;
    for (int row = 0; next < size; row++) {
      if (own[samples.thread(row)]) {
        rows[next++] = row;
      }
    }
  }

  /// How many they are.
  public int size() {
    return rows.length;
  }

  /// Row of a sample in {@link PerfData#samples()}.
  ///
  /// @param i from 0 to {@link #size} - 1; rows grow with it
  public int row(int i) {
    return rows[i];
  }
}
