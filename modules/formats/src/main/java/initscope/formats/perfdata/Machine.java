package initscope.formats.perfdata;

import initscope.formats.perfdata.RangeTree.Ranks;
import initscope.model.perf.PerfDataBuilder;
import initscope.model.perf.PerfThread;
import java.util.HashMap;
import java.util.Map;

/// Who runs, under which name, and what they have mapped, as far as the records have been told. Bounded: later ones are not remembered.
final class Machine {
  private static final int MAX_THREADS = 1 << 18;
  private static final int MAX_PROCESSES = 1 << 16;
  private static final int MAX_MAPS = 1 << 19;

  private final PerfDataBuilder data;
  private final Ranks ranks = new Ranks();
  private final AddressSpace kernel = new AddressSpace();
  private final Map<Integer, AddressSpace> spaces = new HashMap<>();
  private final Map<Integer, Named> threads = new HashMap<>();
  private final FrameCache frames = new FrameCache();
  private int states;
  private int maps;
  private boolean full;

  Machine(PerfDataBuilder data) {
    this.data = data;
    threads.put(0, new Named(0, "swapper", -1));
  }

  /// A thread's name.
  ///
  /// @param pid process
  /// @param place among the threads of what is built, -1 where not asked for yet
  private record Named(int pid, String comm, int place) {}

  void comm(int pid, int tid, String comm) {
    name(tid, new Named(pid, comm, -1));
  }

  private void name(int tid, Named named) {
    if (threads.size() < MAX_THREADS || threads.containsKey(tid)) {
      threads.put(tid, named);
    } else {
      full = true;
    }
  }

  /// A thread began another.
  ///
  /// @param clones whether the new one has what its parent has mapped; not where perf itself made the record up
  void fork(int pid, int parentPid, int tid, int parentTid, boolean clones) {
    Named parent = threads.get(parentTid);
    if (parent != null && parent.pid == parentPid) {
      name(tid, new Named(pid, parent.comm, -1));
    } else {
      threads.remove(tid);
    }
    if (pid != parentPid && clones) {
      space(pid).inherit(space(parentPid), ++states);
    }
  }

  /// The place of a thread.
  int thread(int pid, int tid) {
    Named named = threads.get(tid);
    if (named == null || (named.pid != pid && tid != 0)) {
      // a thread of the same number that was never told of
      named = new Named(pid, named == null ? ":" + tid : named.comm, -1);
    }
    if (named.place >= 0) {
      return named.place;
    }
    int place = data.thread(new PerfThread(named.comm, pid, tid));
    name(tid, new Named(named.pid, named.comm, place));
    return place;
  }

  void mapped(int pid, CodeMap map) {
    if (room()) {
      space(pid).add(map, ranks, ++states);
    }
  }

  void mappedInKernel(CodeMap map) {
    if (room()) {
      kernel.add(map, ranks, ++states);
    }
  }

  private boolean room() {
    full |= maps == MAX_MAPS;
    return maps < MAX_MAPS && ++maps > 0;
  }

  /// The place of an address's frame.
  int frame(AddressSpace space, long address) {
    int known = frames.find(space.state(), address);
    if (known < 0) {
      known = data.frame(space.frame(address));
      frames.put(space.state(), address, known);
    }
    return known;
  }

  AddressSpace kernel() {
    return kernel;
  }

  AddressSpace space(int pid) {
    AddressSpace found = spaces.get(pid);
    if (found == null && spaces.size() == MAX_PROCESSES) {
      full = true;
      return new AddressSpace();
    }
    return found == null ? spaces.computeIfAbsent(pid, p -> new AddressSpace()) : found;
  }

  /// Whether something was not remembered.
  boolean full() {
    return full;
  }
}
