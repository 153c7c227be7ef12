package initscope.model.sched;

import initscope.model.perf.PerfData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whom a wait waited for: it was ended by a thread that had waited itself in the meantime, for another one, and so on.
///
/// @param links the wait itself first, then what its waker waited for within it
/// @param ending why there are no more
public record WakeChain(List<Link> links, Ending ending) {
  /// Keeps an immutable copy.
  public WakeChain {
    links = List.copyOf(links);
  }

  /// One wait.
  ///
  /// @param lane the thread that waited
  /// @param row of it
  /// @param waker who ended it, where that was seen
  public record Link(ThreadLane lane, int row, Optional<Waker> waker) {}

  /// Why a chain ends.
  public enum Ending {
    /// At a timer.
    TIMER,
    /// At an interrupt: a packet, a disk.
    INTERRUPT,
    /// The last waker did not wait: it worked all the time.
    WORKED,
    /// Who ended the last wait was not seen.
    NOT_SEEN,
    /// It goes on; more links were not asked for.
    DEEPER;

    /// Key of its words in a bundle.
    public String key() {
      return "chain." + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// Follows a wait back.
  ///
  /// @param row a row of the lane in which the thread waits
  /// @param deepest most links
  static WakeChain of(PerfData data, ThreadStates states, ThreadLane lane, int row, int deepest) {
    List<Link> links = new ArrayList<>();
    ThreadLane at = lane;
    int wait = row;
    long from = lane.startNanos(row);
    while (true) {
      int woken = at.wokenAt(wait);
      Optional<Waker> waker = woken < 0 ? Optional.empty() : Optional.of(Waker.of(data, woken));
      links.add(new Link(at, wait, waker));
      Optional<Ending> end = end(waker);
      if (end.isPresent()) {
        return new WakeChain(links, end.get());
      }
      long wokenNanos = at.endNanos(wait);
      Optional<ThreadLane> next = states.lane(waker.orElseThrow().tid(), wokenNanos);
      int before = next.map(l -> waitBefore(l, wokenNanos, from)).orElse(-1);
      if (before < 0) {
        return new WakeChain(links, Ending.WORKED);
      }
      if (links.size() >= deepest) {
        return new WakeChain(links, Ending.DEEPER);
      }
      at = next.orElseThrow();
      wait = before;
    }
  }

  private static Optional<Ending> end(Optional<Waker> waker) {
    return waker
        .map(
            w ->
                switch (w.kind()) {
                  case TIMER -> Optional.of(Ending.TIMER);
                  case INTERRUPT -> Optional.of(Ending.INTERRUPT);
                  case THREAD -> Optional.<Ending>empty();
                })
        .orElse(Optional.of(Ending.NOT_SEEN));
  }

  /// The last wait of a thread that had ended by a moment, after another; waits for a CPU are none. Each step of a chain goes back in time.
  private static int waitBefore(ThreadLane lane, long nanos, long from) {
    for (int row = lane.at(nanos); row >= 0 && lane.endNanos(row) > from; row--) {
      if (lane.endNanos(row) < nanos && lane.state(row).waits()) {
        return row;
      }
    }
    return -1;
  }
}
