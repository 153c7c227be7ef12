package initscope.layout;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.go.GoProcessor;
import initscope.model.go.GoRuntime;
import initscope.model.go.GoThread;
import initscope.model.go.Goroutine;
import initscope.model.go.WaitGraph;
import initscope.model.testing.OrdersdIncident;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GoThreadTextTest {
  private static final Words ENGLISH = Words.of(Locale.ENGLISH);

  @Test
  void saysWhatTheSchedulerDoesWithAThread() {
    GoThreadText text =
        new GoThreadText(
            Optional.of(
                runtime(
                    m(0, 100, 1, -1, 0, false, true),
                    m(1, 101, -1, -1, -1, false, false),
                    m(2, 102, -1, 7, -1, true, false),
                    m(3, 103, -1, -1, 1, false, false))),
            ENGLISH);
    assertThat(text.of(100)).isEqualTo("M0 · P0 · goroutine 1 · in C");
    assertThat(text.of(101)).isEqualTo("M1");
    assertThat(text.of(102)).isEqualTo("M2 · locked to goroutine 7 · asleep");
    assertThat(text.of(103)).isEqualTo("M3 · P1");
    assertThat(text.of(999)).isEmpty();
  }

  @Test
  void countsProcessorsByState() {
    assertThat(GoThreadText.processors(runtime(), ENGLISH))
        .contains("3 P: 1 running, 2 idle; goroutines in their queues: 5");
    GoRuntime none = OrdersdIncident.incident().go().orElseThrow();
    assertThat(GoThreadText.processors(none, ENGLISH)).isEmpty();
    assertThat(new GoThreadText(Optional.of(none), ENGLISH).isEmpty()).isTrue();
  }

  @Test
  void tellsForHowLongAThreadHasBeenInACall() {
    List<GoProcessor> idle = List.of(idle(0, 75_000_000_000L), idle(1, 90_000_000_000L));
    GoRuntime quiet =
        runtime(
            idle,
            m(0, 100, 1, -1, -1, false, true),
            m(1, 101, -1, -1, -1, true, false),
            m(2, 102, 1, -1, 0, false, false));
    GoThreadText text = new GoThreadText(Optional.of(quiet), ENGLISH);
    assertThat(text.of(100)).isEqualTo("M0 · goroutine 1 · in C · for at least 1 min 15 s");
    assertThat(text.of(101)).isEqualTo("M1 · asleep");
    assertThat(text.of(102)).as("it has a processor again").isEqualTo("M2 · P0 · goroutine 1");
    assertThat(GoThreadText.processors(quiet, ENGLISH))
        .contains("2 P: 2 idle; goroutines in their queues: 0; no Go code has run for 1 min 15 s");
  }

  private static Goroutine inCall() {
    return new Goroutine(
        1,
        "syscall",
        Optional.empty(),
        OptionalLong.empty(),
        false,
        OptionalLong.empty(),
        List.of(),
        Optional.empty(),
        OptionalLong.empty(),
        false,
        false,
        List.of());
  }

  private static GoProcessor idle(int id, long nanos) {
    return new GoProcessor(id, "idle", OptionalLong.empty(), 0, OptionalLong.of(nanos), List.of());
  }

  private static GoRuntime runtime(GoThread... threads) {
    return runtime(List.of(p(0, "running", 5), p(1, "idle", 0), p(2, "idle", 0)), threads);
  }

  private static GoRuntime runtime(List<GoProcessor> processors, GoThread... threads) {
    GoRuntime go = OrdersdIncident.incident().go().orElseThrow();
    return new GoRuntime(
        go.binary(),
        go.inits(),
        List.of(inCall()),
        go.goroutineCount(),
        WaitGraph.EMPTY,
        List.of(threads),
        processors,
        List.of(),
        0,
        Optional.empty(),
        List.of());
  }

  private static GoProcessor p(int id, String status, long queued) {
    return new GoProcessor(
        id, status, OptionalLong.empty(), queued, OptionalLong.empty(), List.of());
  }

  private static GoThread m(
      long id, long tid, long goroutine, long locked, int p, boolean blocked, boolean inCgo) {
    return new GoThread(
        id,
        OptionalLong.of(tid),
        goroutine < 0 ? OptionalLong.empty() : OptionalLong.of(goroutine),
        locked < 0 ? OptionalLong.empty() : OptionalLong.of(locked),
        p < 0 ? OptionalInt.empty() : OptionalInt.of(p),
        false,
        blocked,
        inCgo,
        List.of());
  }
}
