package initscope.evidence.join;

import initscope.model.EvidenceRef;
import initscope.model.start.PhaseSeen;
import initscope.model.start.StartMark;
import initscope.model.start.StartMark.Kind;
import initscope.model.start.StartMark.Source;
import initscope.model.start.StartPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Cuts the time of a start into phases that follow each other without gaps, at the marks that are known.
final class StartPhasesJoin {
  private static final long WORTH_NANOS = 10_000_000L;
  private static final long SMALL_NANOS = 2_000_000L;
  private static final int SMALL_PERCENT = 1;

  private final Map<Kind, StartMark> marks;
  private final StartInits inits;
  private final Optional<String> running;
  private final StartMark last;
  private final List<StartPhase> phases = new ArrayList<>();
  private long at;
  private long atBound;
  private final long end;

  private StartPhasesJoin(
      Map<Kind, StartMark> marks, StartInits inits, Optional<String> running, Kind ready) {
    this.marks = marks;
    this.inits = inits;
    this.running = running;
    this.last = Objects.requireNonNull(marks.get(ready));
    this.end = last.atNanos();
  }

  /// The phases.
  ///
  /// @param ready the mark they end at
  /// @param running package that was found in its init at the end
  static List<StartPhase> of(
      Map<Kind, StartMark> marks, StartInits inits, Optional<String> running, Kind ready) {
    return new StartPhasesJoin(marks, inits, running, ready).cut();
  }

  private List<StartPhase> cut() {
    Optional<StartMark> begin = begin();
    if (begin.isEmpty()) {
      return List.of();
    }
    at = begin.get().atNanos();
    atBound = begin.get().boundNanos();
    to(Kind.BEGUN, StartPhase.Kind.WAITING);
    to(Kind.FORKED, StartPhase.Kind.PREPARING);
    to(Kind.EXECUTED, StartPhase.Kind.FORKING);
    beforeInits();
    inits();
    afterMain();
    return List.copyOf(phases);
  }

  /// When it could begin: asked for, and what ran before was gone. A moment's delay of systemd is no phase.
  private Optional<StartMark> begin() {
    Optional<StartMark> begun = mark(Kind.BEGUN).or(() -> mark(Kind.FORKED));
    Optional<StartMark> could = mark(Kind.STOPPED).or(() -> mark(Kind.REQUESTED));
    boolean waited =
        !marks.containsKey(Kind.RETRIED)
            && begun.isPresent()
            && could.isPresent()
            && begun.get().atNanos() - could.get().atNanos() >= WORTH_NANOS;
    return waited ? could : begun;
  }

  private Optional<StartMark> mark(Kind kind) {
    return Optional.ofNullable(marks.get(kind));
  }

  private void to(Kind kind, StartPhase.Kind phase) {
    mark(kind)
        .ifPresent(m -> add(phase, "", m.atNanos(), m.boundNanos(), m.source(), m.evidence()));
  }

  private void beforeInits() {
    if (inits.spans().isEmpty()) {
      return;
    }
    if (mark(Kind.RUNTIME).isPresent()) {
      to(Kind.RUNTIME, StartPhase.Kind.LOADING);
      to(Kind.INIT, StartPhase.Kind.RUNTIME);
    } else {
      to(Kind.INIT, StartPhase.Kind.BEFORE_INITS);
    }
  }

  private void inits() {
    long total = Math.max(1, end - (phases.isEmpty() ? at : phases.getFirst().startNanos()));
    long worth = Math.max(SMALL_NANOS, total * SMALL_PERCENT / 100);
    int small = 0;
    for (StartInits.Span span : inits.spans()) {
      boolean isLarge = span.end().nanos() - span.begin().nanos() >= worth || !span.finished();
      if (!isLarge) {
        small++;
        continue;
      }
      small(small, span.begin().nanos(), span.begin().boundNanos());
      small = 0;
      long until = span.finished() ? span.end().nanos() : end;
      long bound = span.finished() ? span.end().boundNanos() : 0;
      add(StartPhase.Kind.INIT, span.packagePath(), until, bound, inits.source(), span.evidence());
    }
    Optional<StartMark> main = mark(Kind.MAIN);
    if (main.isPresent()) {
      small(small, main.get().atNanos(), main.get().boundNanos());
    } else if (small > 0 && inits.unfinished().isEmpty()) {
      StartInits.Span last = inits.spans().getLast();
      small(small, last.end().nanos(), last.end().boundNanos());
    }
  }

  private void small(int count, long until, long bound) {
    String many = count == 0 ? "" : Integer.toString(count);
    add(StartPhase.Kind.SMALL_INITS, many, until, bound, inits.source(), Optional.empty());
  }

  private void afterMain() {
    boolean main = mark(Kind.MAIN).isPresent();
    if (!main) {
      if (inits.unfinished().isEmpty()) {
        StartPhase.Kind kind =
            running.isPresent() ? StartPhase.Kind.INIT : StartPhase.Kind.UNEXPLAINED;
        add(kind, running.orElse(""), end, endBound(), Source.BETWEEN, Optional.empty());
      }
      return;
    }
    if (mark(Kind.LISTENING).filter(m -> m.atNanos() <= end).isPresent()) {
      to(Kind.LISTENING, StartPhase.Kind.LISTENING);
    }
    add(StartPhase.Kind.READYING, "", end, endBound(), last.source(), last.evidence());
  }

  private long endBound() {
    return last.boundNanos();
  }

  /// Goes on to a border. One that lies before what came last, within what is known, moves there; a phase of no length is none.
  private void add(
      StartPhase.Kind kind,
      String detail,
      long until,
      long bound,
      Source source,
      Optional<EvidenceRef> evidence) {
    long to = Math.min(Math.max(until, at), end);
    if (to > at) {
      phases.add(
          new StartPhase(
              kind,
              detail,
              at,
              to,
              atBound + bound,
              source,
              Optional.empty(),
              PhaseSeen.NONE,
              evidence));
      at = to;
      atBound = bound;
    }
  }
}
