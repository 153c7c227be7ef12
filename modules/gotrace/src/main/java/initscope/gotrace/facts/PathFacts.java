package initscope.gotrace.facts;

import initscope.gotrace.GoTrace;
import initscope.gotrace.path.CriticalPath;
import initscope.gotrace.path.PathStep;
import initscope.gotrace.path.PathStep.Kind;
import initscope.model.go.TracePath;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The critical path of a goroutine over a whole trace, as sums and its longest steps.
final class PathFacts {
  private static final int MOST = 10;

  private PathFacts() {}

  static Optional<TracePath> of(GoTrace trace, long goroutine) {
    int row = trace.goroutines().find(goroutine);
    if (row < 0) {
      return Optional.empty();
    }
    CriticalPath path = CriticalPath.of(trace, row, trace.startNanos(), trace.endNanos());
    Map<Kind, Long> sums = path.byKind();
    List<TracePath.Step> longest =
        path.steps().stream()
            .sorted(Comparator.comparingLong(PathStep::nanos).reversed())
            .limit(MOST)
            .map(step -> step(trace, step))
            .toList();
    return Optional.of(
        new TracePath(
            sums.getOrDefault(Kind.RUNNING, 0L),
            sums.getOrDefault(Kind.RUNNABLE, 0L),
            sums.getOrDefault(Kind.SYSCALL, 0L),
            sums.getOrDefault(Kind.WAITING, 0L),
            sums.getOrDefault(Kind.UNEXPLAINED, 0L),
            path.isWhole(),
            longest));
  }

  private static TracePath.Step step(GoTrace trace, PathStep step) {
    int row = step.goroutine();
    return new TracePath.Step(
        row < 0 ? 0 : trace.goroutines().id(row),
        row < 0 ? "" : trace.goroutines().function(row),
        step.kind().name().toLowerCase(Locale.ROOT),
        step.reason(),
        step.fromNanos() - trace.startNanos(),
        step.nanos());
  }
}
