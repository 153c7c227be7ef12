package initscope.evidence.join;

import initscope.model.EvidenceRef;
import initscope.model.go.InitTask;
import initscope.model.go.TimeLapse;
import initscope.model.go.TimeLapse.Ending;
import initscope.model.go.TimeLapse.Moment;
import initscope.model.host.JournalEntry;
import initscope.model.start.StartMark.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Package inits on the host's clock: from lines of inittrace where the journal has them, else from a time-lapse.
///
/// @param source what tells them
/// @param runtime when the Go runtime began: what inittrace counts from
/// @param spans in the order they ran
/// @param main when the last was done
/// @param mainSource what tells that
record StartInits(
    Source source,
    Optional<Moment> runtime,
    List<Span> spans,
    Optional<Moment> main,
    Source mainSource) {
  private static final long COARSE =
      10_000_000L; // from here on inittrace prints whole milliseconds
  private static final long MILLI = 1_000_000L;
  private static final long LEAST_BOUND = 1_000_000L;

  /// One init.
  ///
  /// @param packagePath import path
  /// @param begin when it began
  /// @param end when it ended, or was last seen
  /// @param finished whether it ended
  /// @param evidence where it is told
  record Span(
      String packagePath,
      Moment begin,
      Moment end,
      boolean finished,
      Optional<EvidenceRef> evidence) {}

  static StartInits of(
      List<InitTask> trace,
      Optional<TimeLapse> lapse,
      List<JournalEntry> journal,
      StartParts parts) {
    Optional<Moment> base = trace.isEmpty() ? Optional.empty() : base(trace, journal, parts);
    return base.map(at -> traced(at, trace, lapse, parts)).orElseGet(() -> sampled(lapse, parts));
  }

  /// When the runtime began. A line is printed when its init is done, which is at begin and duration after that; the journal stamps it later,
  /// never earlier. So the smallest difference is the best, and how the small ones scatter is its bound.
  private static Optional<Moment> base(
      List<InitTask> trace, List<JournalEntry> journal, StartParts parts) {
    Map<String, Long> stamps = new HashMap<>();
    String pid = Long.toString(parts.pid().orElse(-1));
    for (JournalEntry entry : journal) {
      String message = entry.message();
      if (entry.field("_PID").orElse("").equals(pid) && StartMarks.isInitLine(message)) {
        String name = message.substring(5, Math.max(5, message.indexOf(" @")));
        entry.monotonicNanos().ifPresent(at -> stamps.put(name, at));
      }
    }
    List<Long> differences = new ArrayList<>();
    for (InitTask init : trace) {
      Long stamp = stamps.get(init.packagePath());
      if (stamp != null && init.startNanos().isPresent() && init.wallNanos().isPresent()) {
        differences.add(stamp - init.startNanos().getAsLong() - init.wallNanos().getAsLong());
      }
    }
    if (differences.isEmpty()) {
      return Optional.empty();
    }
    Collections.sort(differences);
    long least = differences.getFirst();
    long scatter = differences.get(differences.size() / 4) - least;
    return Optional.of(new Moment(least, Math.max(LEAST_BOUND, scatter)));
  }

  private static StartInits traced(
      Moment base, List<InitTask> trace, Optional<TimeLapse> lapse, StartParts parts) {
    List<Span> spans = new ArrayList<>();
    for (InitTask init : trace) {
      long start = init.startNanos().orElse(-1);
      long wall = init.wallNanos().orElse(-1);
      if (start >= 0 && wall >= 0) {
        long from = base.nanos() + start;
        spans.add(
            new Span(
                init.packagePath(),
                new Moment(from, base.boundNanos() + rounding(start)),
                new Moment(from + wall, base.boundNanos() + rounding(start) + rounding(wall)),
                true,
                init.evidence().stream().findFirst()));
      }
    }
    spans.sort(Comparator.comparingLong(s -> s.begin().nanos()));
    lapse.ifPresent(l -> unfinished(l, parts, spans));
    boolean done = spans.stream().allMatch(Span::finished);
    Optional<Moment> last = spans.stream().map(Span::end).max(Comparator.comparing(Moment::nanos));
    return new StartInits(
        Source.INITTRACE,
        Optional.of(base),
        spans,
        done ? last : Optional.empty(),
        Source.INITTRACE);
  }

  /// A package that hangs prints no line; samples may have seen it.
  private static void unfinished(TimeLapse lapse, StartParts parts, List<Span> spans) {
    lapse.spans().stream()
        .filter(span -> !span.finished() && lapse.ending() != Ending.MAIN)
        .filter(span -> spans.stream().noneMatch(s -> s.packagePath().equals(span.packagePath())))
        .forEach(span -> spans.add(span(span, lapse, parts)));
  }

  private static long rounding(long nanos) {
    return nanos >= COARSE ? MILLI / 2 : nanos / 20;
  }

  private static StartInits sampled(Optional<TimeLapse> lapse, StartParts parts) {
    if (lapse.isEmpty()) {
      return new StartInits(
          Source.BETWEEN, Optional.empty(), List.of(), Optional.empty(), Source.BETWEEN);
    }
    TimeLapse seen = lapse.get();
    List<Span> spans = seen.spans().stream().map(s -> span(s, seen, parts)).toList();
    Optional<Moment> main = Optional.empty();
    if (seen.ending() == Ending.MAIN && !seen.samples().isEmpty()) {
      int last = seen.samples().size() - 1;
      Moment after = seen.samples().get(last).at();
      Moment before = last == 0 ? after : seen.samples().get(last - 1).at();
      main = Optional.of(moment(Moment.between(before.nanos(), after.nanos()), seen, parts));
    }
    return new StartInits(Source.TIME_LAPSE, Optional.empty(), spans, main, Source.TIME_LAPSE);
  }

  private static Span span(TimeLapse.Span span, TimeLapse lapse, StartParts parts) {
    return new Span(
        span.packagePath(),
        moment(span.begin(), lapse, parts),
        moment(span.end(), lapse, parts),
        span.finished(),
        Optional.of(span.evidence()));
  }

  /// Samples without the timer list count from boot, suspended time included.
  private static Moment moment(Moment at, TimeLapse lapse, StartParts parts) {
    boolean monotonic = lapse.clock().equals("timer_list");
    return monotonic
        ? at
        : new Moment(at.nanos() - parts.upOffset(), at.boundNanos() + parts.upBound());
  }

  /// The first unfinished init, where one is known.
  Optional<Span> unfinished() {
    return spans.stream().filter(s -> !s.finished()).findFirst();
  }

  /// When the first began.
  OptionalLong firstNanos() {
    return spans.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(spans.getFirst().begin().nanos());
  }
}
