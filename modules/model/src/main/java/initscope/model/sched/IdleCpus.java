package initscope.model.sched;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// When CPUs had nothing to run, as far as switches tell. Immutable once built.
public final class IdleCpus {
  private final Map<Integer, Times> byCpu = new HashMap<>();

  IdleCpus() {}

  /// Begins and ends of idle stretches in turn, ascending; an open one has no end.
  private static final class Times {
    private long[] edges = new long[16];
    private int size;

    void add(long at) {
      if (size == edges.length) {
        edges = Arrays.copyOf(edges, size * 2);
      }
      edges[size] = size == 0 ? at : Math.max(at, edges[size - 1]);
      size++;
    }

    long end(int begin, long otherwise) {
      return begin + 1 < size ? edges[begin + 1] : otherwise;
    }

    long within(long from, long to) {
      int at = Arrays.binarySearch(edges, 0, size, from);
      int first = Math.max(0, (at < 0 ? -at - 1 : at) - 2) & ~1;
      long sum = 0;
      for (int begin = first; begin < size && edges[begin] < to; begin += 2) {
        sum += Math.max(0, Math.min(to, end(begin, to)) - Math.max(from, edges[begin]));
      }
      return sum;
    }
  }

  void idles(int cpu, long at) {
    Times times = byCpu.computeIfAbsent(cpu, c -> new Times());
    if (times.size % 2 == 0) {
      times.add(at);
    }
  }

  void works(int cpu, long at) {
    Times times = byCpu.get(cpu);
    if (times != null && times.size % 2 == 1) {
      times.add(at);
    }
  }

  /// For how long of a stretch a CPU was seen to have nothing to run; 0 where nothing is known of it.
  public long nanos(int cpu, long from, long to) {
    Times times = byCpu.get(cpu);
    return times == null || to <= from ? 0 : times.within(from, to);
  }
}
