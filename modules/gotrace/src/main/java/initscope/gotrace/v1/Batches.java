package initscope.gotrace.v1;

import initscope.gotrace.util.IntColumn;
import initscope.gotrace.util.LongColumn;
import initscope.gotrace.util.LongIntMap;

/// Where the batches of events lie in the file, chained per P in the order of the file. Batches without events are left
/// out, so that a row costs no more than a small multiple of the bytes it stands for.
final class Batches {
  /// More Ps than any machine has; the file is not believed beyond.
  static final int MAX_PROCS = 1 << 16;

  /// Batches hold 64 KB each where Go wrote them, so these make 256 GB.
  private static final int MAX_BATCHES = 1 << 22;

  private final LongIntMap procRows = new LongIntMap();
  private final IntColumn pids = new IntColumn();
  private final IntColumn first = new IntColumn();
  private final IntColumn last = new IntColumn();
  private final LongColumn longest = new LongColumn();
  private final LongColumn starts = new LongColumn();
  private final LongColumn ends = new LongColumn();
  private final LongColumn ticks = new LongColumn();
  private final LongColumn sequences = new LongColumn();
  private final IntColumn next = new IntColumn();

  int procs() {
    return pids.size();
  }

  int size() {
    return starts.size();
  }

  int pid(int proc) {
    return pids.get(proc);
  }

  /// First batch of a P; every P has one.
  int first(int proc) {
    return first.get(proc);
  }

  /// The batch of the same P after this one, -1 for none.
  int next(int batch) {
    return next.get(batch);
  }

  /// Bytes of the longest batch of a P.
  long longest(int proc) {
    return longest.get(proc);
  }

  long start(int batch) {
    return starts.get(batch);
  }

  long end(int batch) {
    return ends.get(batch);
  }

  long ticks(int batch) {
    return ticks.get(batch);
  }

  long sequence(int batch) {
    return sequences.get(batch);
  }

  /// Adds a batch with its bytes after the header; false where there are too many, or too many Ps.
  boolean add(int pid, long start, long end, long tick, long sequence) {
    int proc = procRows.get(pid);
    int batch = starts.size();
    if (batch >= MAX_BATCHES) {
      return false;
    }
    if (proc < 0) {
      proc = pids.size();
      if (proc >= MAX_PROCS) {
        return false;
      }
      procRows.put(pid, proc);
      pids.add(pid);
      first.add(batch);
      last.add(batch);
      longest.add(end - start);
    } else {
      next.set(last.get(proc), batch);
      last.set(proc, batch);
      if (end - start > longest.get(proc)) {
        longest.set(proc, end - start);
      }
    }
    starts.add(start);
    ends.add(end);
    ticks.add(tick);
    sequences.add(sequence);
    next.add(-1);
    return true;
  }
}
