package initscope.gotrace.path;

import initscope.gotrace.GoTrace;
import initscope.gotrace.TraceTrack;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.RunnableCause;
import initscope.gotrace.lane.LaneKind;
import initscope.gotrace.path.PathStep.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The chain of work that an interval's end depended on. It is followed back from the end: while the goroutine runs, on it; where another
/// goroutine woke or made it, on that one. Every nanosecond of the interval belongs to exactly one step; what the trace does not tell is a
/// step of its own kind.
public final class CriticalPath {
  /// Steps beyond which the path is not followed: what is left of the interval is then unexplained, and {@link #isWhole} is false.
  public static final int MOST_STEPS = 100_000;

  private static final int MOST_JUMPS = 64;

  private final GoTrace trace;
  private final long fromNanos;
  private final List<PathStep> steps = new ArrayList<>();
  private boolean whole = true;

  private CriticalPath(GoTrace trace, long fromNanos) {
    this.trace = trace;
    this.fromNanos = fromNanos;
  }

  /// The path that ends on a goroutine at a moment.
  ///
  /// @param goroutine its row
  /// @param fromNanos beginning of the interval, by the trace's clock
  /// @param toNanos its end
  public static CriticalPath of(GoTrace trace, int goroutine, long fromNanos, long toNanos) {
    CriticalPath path = new CriticalPath(trace, fromNanos);
    path.follow(goroutine, toNanos);
    Collections.reverse(path.steps);
    return path;
  }

  /// A state of a goroutine.
  private record State(
      long from, long to, int kind, int number, int reason, Generation generation) {}

  private void follow(int start, long toNanos) {
    int goroutine = start;
    long end = toNanos;
    int jumps = 0;
    while (end > fromNanos) {
      Optional<State> found = stateBefore(goroutine, end);
      if (steps.size() >= MOST_STEPS || jumps > MOST_JUMPS || found.isEmpty()) {
        whole = found.isEmpty() && whole;
        add(fromNanos, end, found.isEmpty() ? -1 : goroutine, Kind.UNEXPLAINED, "");
        return;
      }
      State state = found.orElseThrow();
      int next = by(state);
      boolean woken = next >= 0 && next != goroutine;
      long before = end;
      if (state.kind() == LaneKind.WAITS_TO_RUN && woken) {
        end = add(state.from(), end, goroutine, Kind.RUNNABLE, "");
        goroutine = next;
      } else {
        end = add(state.from(), end, goroutine, kind(state), reason(state));
      }
      jumps = end == before ? jumps + 1 : 0;
    }
  }

  /// Adds a step back to a moment, or to the interval's beginning.
  private long add(long since, long end, int goroutine, Kind kind, String reason) {
    long from = Math.max(fromNanos, Math.min(since, end));
    if (from < end) {
      steps.add(new PathStep(from, end, goroutine, kind, reason));
    }
    return from;
  }

  /// The state a goroutine was in just before a moment.
  private Optional<State> stateBefore(int goroutine, long nanos) {
    State[] found = new State[1];
    TraceTrack.Visitor visitor =
        new TraceTrack.Visitor() {
          @Override
          public void span(
              long from, long to, int kind, int number, int reason, Generation generation) {
            if (from < nanos && to >= nanos) {
              found[0] = new State(from, to, kind, number, reason, generation);
            }
          }

          @Override
          public void lost(long from, long to, int last, int number, int why, Generation in) {
            if (from < nanos && to >= nanos) {
              found[0] = new State(from, to, LaneKind.LOST, 0, 0, in);
            }
          }
        };
    trace.goroutine(goroutine).visit(nanos - 1, nanos, visitor);
    return Optional.ofNullable(found[0]);
  }

  /// Row of the goroutine by which one became ready, -1 for none.
  private int by(State state) {
    boolean told =
        state.kind() == LaneKind.WAITS_TO_RUN
            && state.number() > 0
            && (state.reason() == RunnableCause.UNBLOCKED
                || state.reason() == RunnableCause.CREATED);
    return told ? trace.goroutines().find(state.generation().goroutineId(state.number() - 1)) : -1;
  }

  private static Kind kind(State state) {
    return switch (state.kind()) {
      case LaneKind.RUNS -> Kind.RUNNING;
      case LaneKind.WAITS_TO_RUN -> Kind.RUNNABLE;
      case LaneKind.IN_SYSCALL -> Kind.SYSCALL;
      case LaneKind.LOST -> Kind.UNEXPLAINED;
      default -> Kind.WAITING;
    };
  }

  private static String reason(State state) {
    if (state.kind() != LaneKind.WAITS) {
      return "";
    }
    List<String> texts = state.generation().reasons().texts();
    return state.reason() < texts.size() ? texts.get(state.reason()) : "";
  }

  /// All steps, in the order of time; they cover the interval without gap or overlap.
  public List<PathStep> steps() {
    return Collections.unmodifiableList(steps);
  }

  /// Whether the path was followed to the interval's beginning or to where the trace ends to tell.
  public boolean isWhole() {
    return whole;
  }

  /// How long each kind lasted; the sum is the interval.
  public Map<Kind, Long> byKind() {
    Map<Kind, Long> sums = new EnumMap<>(Kind.class);
    steps.forEach(step -> sums.merge(step.kind(), step.nanos(), Long::sum));
    return sums;
  }
}
