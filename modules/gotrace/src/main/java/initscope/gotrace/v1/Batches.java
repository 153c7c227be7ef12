package initscope.gotrace.v1;

/// Where the batches of events lie in the file, chained per P in the order of the file. Batches without events are left
/// out, so that a row costs no more than a small multiple of the bytes it stands for.
final class Batches {
  /// More Ps than any machine has; the file is not believed beyond.
  static final int MAX_PROCS = 1 << 16;

  /// Batches hold 64 KB each where Go wrote them, so these make 256 GB.
  private static final int MAX_BATCHES = 1 << 22;

  private final LongIntMap procRows = new LongIntMap();
  private final Ints pids = new Ints();
  private final Ints first = new Ints();
  private final Ints last = new Ints();
  private final Longs longest = new Longs();
  private final Longs starts = new Longs();
  private final Longs ends = new Longs();
  private final Longs ticks = new Longs();
  private final Longs sequences = new Longs();
  private final Ints next = new Ints();

  int procs() {
    return pids.size();
  }

  int size() {
    return starts.size();
  }

  int pid(int proc) {
    return pids.at(proc);
  }

  /// First batch of a P; every P has one.
  int first(int proc) {
    return first.at(proc);
  }

  /// The batch of the same P after this one, -1 for none.
  int next(int batch) {
    return next.at(batch);
  }

  /// Bytes of the longest batch of a P.
  long longest(int proc) {
    return longest.at(proc);
  }

  long start(int batch) {
    return starts.at(batch);
  }

  long end(int batch) {
    return ends.at(batch);
  }

  long ticks(int batch) {
    return ticks.at(batch);
  }

  long sequence(int batch) {
    return sequences.at(batch);
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
      next.set(last.at(proc), batch);
      last.set(proc, batch);
      if (end - start > longest.at(proc)) {
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
