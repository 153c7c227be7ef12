package initscope.layout.trace;

import initscope.gotrace.TraceTrack;
import initscope.gotrace.lane.LaneKind;
import initscope.layout.Symbols;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/// A goroutine as a line of a table: how long it was in each kind of state within an interval.
///
/// @param row of the trace's table
/// @param nanos by kind
/// @param states how many began
public record TraceGoroutine(int row, List<Long> nanos, long states) {
  /// States of one goroutine that are visited at most; beyond that the ends of the interval are estimates.
  private static final int VISITED = 512;

  /// Keeps an immutable copy.
  public TraceGoroutine {
    nanos = List.copyOf(nanos);
  }

  /// What goroutines are sorted by: the columns of a table, from left to right.
  public enum Order {
    /// Their number.
    NUMBER,
    /// The function they began with.
    FUNCTION,
    /// The function that made them.
    CREATOR,
    /// Time of running.
    RUNNING,
    /// Time of waiting for a P.
    RUNNABLE,
    /// Time in system calls.
    SYSCALL,
    /// Time of waiting.
    WAITING,
    /// How many states began.
    STATES
  }

  /// Which goroutines are wanted.
  ///
  /// @param groups whose members are meant
  /// @param from begin of the interval, in nanoseconds
  /// @param to its end
  /// @param order by what they are sorted
  /// @param descending whether the largest are wanted
  /// @param most how many
  public record Wanted(
      TraceGroups groups, long from, long to, Order order, boolean descending, int most) {}

  /// The first by an order of those that lived within the interval. Asks each goroutine's index, for the background.
  public static List<TraceGoroutine> of(TraceBook book, Wanted wanted, Progress progress)
      throws CancelledException {
    return new Top(book, wanted).all(progress);
  }

  /// One of them, whether or not it is among the first.
  public static TraceGoroutine of(TraceBook book, int row, long from, long to) {
    long[] nanos = new long[4];
    long states = sums(book, row, from, to, nanos);
    return new TraceGoroutine(row, listed(nanos), states);
  }

  private static List<Long> listed(long[] nanos) {
    return Arrays.stream(nanos).boxed().toList();
  }

  private static long sums(TraceBook book, int row, long from, long to, long[] nanos) {
    TraceTrack track = book.trace().goroutine(row);
    Arrays.fill(nanos, 0);
    if (track.begunNanos() > to) {
      return 0;
    }
    long[] before = new long[4];
    long states = track.sumsAbout(to, nanos) - track.sumsAbout(from, before);
    boolean all = from <= book.trace().startNanos() && to >= book.trace().endNanos();
    if (all) {
      return states;
    }
    if (states > VISITED) {
      Arrays.setAll(nanos, k -> Math.max(0, nanos[k] - before[k]));
      return states;
    }
    Arrays.fill(nanos, 0);
    long[] begun = new long[1];
    track.visit(
        from,
        to,
        (a, b, kind, number, reason, generation) -> {
          nanos[kind] += Math.max(0, Math.min(b, to) - Math.max(a, from));
          begun[0] += a >= from ? 1 : 0;
        });
    return begun[0];
  }

  /// Keeps the first of many.
  private static final class Top {
    private final TraceBook book;
    private final Wanted wanted;
    private final int[] ranks;
    private final PriorityQueue<Candidate> best;

    private record Candidate(long key, TraceGoroutine goroutine) {}

    Top(TraceBook book, Wanted wanted) {
      this.book = book;
      this.wanted = wanted;
      boolean text = wanted.order() == Order.FUNCTION || wanted.order() == Order.CREATOR;
      ranks = text ? ranks(book.names()) : new int[0];
      best = new PriorityQueue<>(Comparator.comparingLong(Candidate::key));
    }

    /// The place of each text among all, as they are shown.
    private static int[] ranks(TraceNames names) {
      int[] sorted =
          IntStream.range(0, names.textCount())
              .boxed()
              .sorted(Comparator.comparing(i -> Symbols.brief(names.text(i))))
              .mapToInt(Integer::intValue)
              .toArray();
      int[] ranks = new int[sorted.length];
      for (int i = 0; i < sorted.length; i++) {
        ranks[sorted[i]] = i;
      }
      return ranks;
    }

    List<TraceGoroutine> all(Progress progress) throws CancelledException {
      TraceGroups groups = wanted.groups();
      BitSet members = new BitSet();
      for (int group = 0; group < groups.size(); group++) {
        for (int i = 0; i < groups.count(group); i++) {
          members.set(groups.member(group, i));
        }
      }
      int asked = 0;
      for (int row = members.nextSetBit(0); row >= 0; row = members.nextSetBit(row + 1)) {
        if ((asked++ & 0x3ff) == 0) {
          progress.report(asked, groups.total(), "goroutines");
        }
        offer(row);
      }
      List<TraceGoroutine> found = new ArrayList<>();
      while (!best.isEmpty()) {
        found.add(best.remove().goroutine());
      }
      return found.reversed();
    }

    private void offer(int row) {
      long[] nanos = new long[4];
      long states = sums(book, row, wanted.from(), wanted.to(), nanos);
      if (Arrays.stream(nanos).sum() == 0) {
        return; // it had ended, or not begun
      }
      long key = key(row, nanos, states);
      key = wanted.descending() ? key : -key;
      boolean full = best.size() >= wanted.most();
      if (full && best.element().key() >= key) {
        return;
      }
      if (full) {
        best.remove();
      }
      best.add(new Candidate(key, new TraceGoroutine(row, listed(nanos), states)));
    }

    private long key(int row, long[] nanos, long states) {
      return switch (wanted.order()) {
        case NUMBER -> book.trace().goroutines().id(row);
        case FUNCTION -> ranks[book.names().number(row, TraceGroups.By.FUNCTION)];
        case CREATOR -> ranks[book.names().number(row, TraceGroups.By.CREATOR)];
        case RUNNING -> nanos[LaneKind.RUNS];
        case RUNNABLE -> nanos[LaneKind.WAITS_TO_RUN];
        case SYSCALL -> nanos[LaneKind.IN_SYSCALL];
        case WAITING -> nanos[LaneKind.WAITS];
        case STATES -> states;
      };
    }
  }
}
