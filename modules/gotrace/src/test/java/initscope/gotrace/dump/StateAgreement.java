package initscope.gotrace.dump;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.gotrace.GoTrace;
import initscope.gotrace.TraceTrack;
import initscope.gotrace.dump.GoEvent.Change;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.RunnableCause;
import initscope.gotrace.lane.LaneKind;
import initscope.model.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// States of goroutines and Ps: every change that Go tells is one of ours, and the other way round.
final class StateAgreement {
  private static final long MOMENT_NANOS = 10_000;

  private final GoTrace trace;
  private final Map<Long, List<Change>> goroutines = new TreeMap<>();
  private final Map<Long, List<Change>> procs = new TreeMap<>();
  private final Map<Long, List<Change>> runs = new TreeMap<>();
  private final Map<Change, Boolean> wokenByRunning = new HashMap<>();
  private final Map<Generation, Map<Integer, List<String>>> stacks = new HashMap<>();
  private long compared;

  /// One state of ours.
  private record Span(
      long from, long to, int kind, int number, int reason, Generation generation) {}

  StateAgreement(GoTrace trace, List<GoEvent> events) {
    this.trace = trace;
    Map<Long, String> state = new HashMap<>();
    for (GoEvent event : events) {
      event.change().filter(c -> !c.isRepeated()).ifPresent(c -> take(c, state));
    }
  }

  private void take(Change change, Map<Long, String> state) {
    if (!change.isGoroutine()) {
      procs.computeIfAbsent(change.id(), p -> new ArrayList<>()).add(change);
      return;
    }
    goroutines.computeIfAbsent(change.id(), g -> new ArrayList<>()).add(change);
    state.put(change.id(), change.to());
    wokenByRunning.put(change, "Running".equals(state.get(change.event().goroutine())));
    if (change.to().equals("Running")) {
      runs.computeIfAbsent(change.event().proc(), p -> new ArrayList<>()).add(change);
    }
  }

  /// Compares all of them.
  ///
  /// @return how many changes
  long compare() {
    assertThat(ids(trace)).as("goroutines").isEqualTo(List.copyOf(goroutines.keySet()));
    goroutines.forEach((id, changes) -> goroutine("goroutine " + id, id, changes));
    assertThat(trace.procs()).as("Ps").isEqualTo(List.copyOf(procs.keySet()));
    procs.forEach((id, changes) -> proc("P " + id, id, changes));
    return compared;
  }

  private static List<Long> ids(GoTrace trace) {
    List<Long> ids = new ArrayList<>();
    for (int row = 0; row < trace.goroutines().size(); row++) {
      ids.add(trace.goroutines().id(row));
    }
    ids.sort(null);
    return ids;
  }

  private List<Span> spans(TraceTrack track) {
    List<Span> spans = new ArrayList<>();
    track.visit(
        trace.startNanos(),
        trace.endNanos(),
        (from, to, kind, number, reason, generation) ->
            spans.add(new Span(from, to, kind, number, reason, generation)));
    return spans;
  }

  private void goroutine(String name, long id, List<Change> changes) {
    List<Span> spans = spans(trace.goroutine(trace.goroutines().find(id)));
    int at = 0;
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      if (change.to().equals("NotExist")) {
        continue;
      }
      String which = name + " state " + at + " of " + change.event().line();
      assertThat(at).as(which).isLessThan(spans.size());
      Span span = spans.get(at++);
      assertThat(span.kind()).as(which + " ours " + span).isEqualTo(kind(change.to()));
      begins(which, change, span);
      ends(which, i + 1 < changes.size() ? changes.get(i + 1).event() : null, span);
      why(which, change, span);
      compared++;
    }
    assertThat(spans.subList(at, spans.size())).as(name).isEmpty();
  }

  private void begins(String which, Change change, Span span) {
    if (change.isFirst()) {
      assertThat(span.from()).as(which).isLessThanOrEqualTo(change.event().time());
    } else {
      assertThat(change.event().isAt(span.from())).as(which + " ours " + span).isTrue();
    }
  }

  private void ends(String which, @org.jspecify.annotations.Nullable GoEvent end, Span span) {
    if (end == null) {
      assertThat(span.to()).as(which).isEqualTo(trace.endNanos());
    } else {
      assertThat(end.isAt(span.to())).as(which + " ends " + end.line() + " ours " + span).isTrue();
    }
  }

  private static int kind(String state) {
    return switch (state) {
      case "Runnable" -> LaneKind.WAITS_TO_RUN;
      case "Running" -> LaneKind.RUNS;
      case "Syscall" -> LaneKind.IN_SYSCALL;
      case "Waiting" -> LaneKind.WAITS;
      default -> LaneKind.NONE;
    };
  }

  private void why(String which, Change change, Span span) {
    switch (span.kind()) {
      case LaneKind.RUNS ->
          assertThat(span.generation().procId(span.number() - 1))
              .as(which)
              .isEqualTo(change.event().proc());
      case LaneKind.WAITS -> {
        assertThat(reason(span, span.reason())).as(which).isEqualTo(change.reason());
        stack(which, change, span);
      }
      case LaneKind.IN_SYSCALL -> stack(which, change, span);
      default -> cause(which, change, span);
    }
  }

  private static String reason(Span span, int reason) {
    return GoText.quote(span.generation().reasons().texts().get(reason));
  }

  private void stack(String which, Change change, Span span) {
    // the stack that a new goroutine is to begin with is none that it waits on
    if (!change.from().equals("NotExist")) {
      assertThat(frames(span)).as(which).isEqualTo(change.event().stack());
    }
  }

  private List<String> frames(Span span) {
    return stacks
        .computeIfAbsent(span.generation(), g -> new HashMap<>())
        .computeIfAbsent(
            span.number(),
            id ->
                span.generation().stacks().frames(Integer.toUnsignedLong(id)).stream()
                    .map(StateAgreement::text)
                    .toList());
  }

  private static String text(Frame frame) {
    return frame.function()
        + " @ 0x"
        + Long.toHexString(frame.pc())
        + " "
        + frame.file().orElse("")
        + ":"
        + frame.line().orElse(0);
  }

  private void cause(String which, Change change, Span span) {
    if (change.from().equals("Running")) {
      assertThat(span.reason()).as(which).isGreaterThanOrEqualTo(RunnableCause.STOPPED);
      assertThat(reason(span, span.reason() - RunnableCause.STOPPED))
          .as(which)
          .isEqualTo(change.reason());
      stack(which, change, span);
      return;
    }
    int cause =
        switch (change.from()) {
          case "NotExist" -> RunnableCause.CREATED;
          case "Waiting" -> RunnableCause.UNBLOCKED;
          case "Syscall" -> RunnableCause.SYSCALL_EXIT;
          default -> RunnableCause.UNKNOWN;
        };
    assertThat(span.reason()).as(which).isEqualTo(cause);
    if (cause == RunnableCause.CREATED || cause == RunnableCause.UNBLOCKED) {
      long by = span.number() == 0 ? -1 : span.generation().goroutineId(span.number() - 1);
      long told = wokenByRunning.getOrDefault(change, false) ? change.event().goroutine() : -1;
      assertThat(by).as(which).isEqualTo(told);
    }
  }

  /// Go knows of a P only whether a thread has it; what it runs there is told of goroutines.
  private void proc(String name, long id, List<Change> changes) {
    List<Span> spans = spans(trace.proc(id));
    List<Span> held = new ArrayList<>();
    for (Span span : spans) {
      if (held.isEmpty() || isIdle(held.getLast()) != isIdle(span)) {
        held.add(span);
      }
    }
    for (int i = 0; i < Math.min(held.size(), changes.size()); i++) {
      Change change = changes.get(i);
      String which = name + " state " + i + " of " + change.event().line();
      assertThat(isIdle(held.get(i))).as(which).isEqualTo(change.to().equals("Idle"));
      begins(which, change, held.get(i));
      compared++;
    }
    assertThat(held.size()).as(name + " states").isEqualTo(changes.size());
    List<Span> running = new ArrayList<>();
    for (Span span : spans) {
      if (span.kind() == LaneKind.RUNS && (running.isEmpty() || !goesOn(running.getLast(), span))) {
        running.add(span);
      }
    }
    List<Change> told = runs.getOrDefault(id, List.of());
    for (int i = 0; i < Math.min(told.size(), running.size()); i++) {
      Span span = running.get(i);
      String which = name + " run " + i + " of " + told.get(i).event().line() + " ours " + span;
      assertThat(span.generation().goroutineId(span.number() - 1))
          .as(which)
          .isEqualTo(told.get(i).id());
      begins(which, told.get(i), span);
      compared++;
    }
    assertThat(running.size()).as(name + " runs").isEqualTo(told.size());
  }

  /// At the beginning of a generation a P is told to be held and then, a moment later, what it runs.
  private static boolean goesOn(Span last, Span next) {
    return last.generation() != next.generation()
        && last.generation().goroutineId(last.number() - 1)
            == next.generation().goroutineId(next.number() - 1)
        && next.from() - last.to() < MOMENT_NANOS;
  }

  private static boolean isIdle(Span span) {
    return span.kind() == LaneKind.WAITS_TO_RUN;
  }
}
