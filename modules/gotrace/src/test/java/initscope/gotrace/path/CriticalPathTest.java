package initscope.gotrace.path;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.gotrace.GoTrace;
import initscope.gotrace.GoTraceDecoder;
import initscope.gotrace.path.PathStep.Kind;
import initscope.model.Bytes;
import initscope.model.Decoded;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What an interval's end depended on.
final class CriticalPathTest {
  /// Goroutine 1 waits for goroutine 2, which runs, sleeps, and wakes it. One tick is 64 ns.
  private static final String HANDOVER =
      """
      Trace Go1.22
      EventBatch gen=1 m=100 time=0 size=53
      ProcStatus dt=1 p=0 pstatus=1
      GoStatus dt=1 g=1 m=100 gstatus=2
      GoCreate dt=8 new_g=2 new_stack=0 stack=0
      GoBlock dt=10 reason_string=1 stack=0
      GoStart dt=10 g=2 g_seq=1
      GoBlock dt=70 reason_string=2 stack=0
      GoUnblock dt=500 g=2 g_seq=2 stack=0
      GoStart dt=20 g=2 g_seq=3
      GoUnblock dt=80 g=1 g_seq=1 stack=0
      GoBlock dt=10 reason_string=2 stack=0
      GoStart dt=40 g=1 g_seq=2
      GoStop dt=60 reason_string=3 stack=0
      EventBatch gen=1 m=18446744073709551615 time=0 size=5
      Frequency freq=15625000
      EventBatch gen=1 m=18446744073709551615 time=0 size=1
      Stacks
      EventBatch gen=1 m=18446744073709551615 time=0 size=36
      Strings
      String id=1
      \tdata="chan receive"
      String id=2
      \tdata="sleep"
      String id=3
      \tdata="preempted"
      """;

  @Test
  void goesFromTheWokenToTheWaker() {
    Decoded<GoTrace> decoded = new GoTraceDecoder().decode(Bytes.of(HANDOVER));
    assertThat(decoded.problems()).isEmpty();
    GoTrace trace = decoded.value();
    int main = trace.goroutines().find(1);
    CriticalPath path = CriticalPath.of(trace, main, trace.startNanos(), trace.endNanos());
    assertThat(path.isWhole()).isTrue();
    assertThat(path.steps().stream().map(s -> words(trace, s)).toList())
        .containsExactly(
            "1 running 10",
            "2 runnable 20",
            "2 running 70",
            "2 waiting sleep 500",
            "2 runnable 20",
            "2 running 80",
            "1 runnable 50",
            "1 running 60");
  }

  private static String words(GoTrace trace, PathStep step) {
    String who =
        step.goroutine() < 0 ? "none" : Long.toString(trace.goroutines().id(step.goroutine()));
    String what = step.kind().name().toLowerCase(Locale.ROOT);
    String why = step.reason().isEmpty() ? "" : step.reason() + " ";
    return who + " " + what + " " + why + step.nanos() / 64;
  }

  @Test
  void everyIntervalIsCoveredWithoutGapOrOverlap() throws IOException {
    GoTrace trace = recorded();
    long third = (trace.endNanos() - trace.startNanos()) / 3;
    for (int row = 0; row < trace.goroutines().size(); row++) {
      for (long from : List.of(trace.startNanos(), trace.startNanos() + third)) {
        CriticalPath path = CriticalPath.of(trace, row, from, trace.endNanos());
        long at = from;
        for (PathStep step : path.steps()) {
          assertThat(step.fromNanos()).isEqualTo(at);
          assertThat(step.nanos()).isPositive();
          at = step.toNanos();
        }
        assertThat(at).isEqualTo(trace.endNanos());
        long sum = path.byKind().values().stream().mapToLong(Long::longValue).sum();
        assertThat(sum).isEqualTo(trace.endNanos() - from);
      }
    }
  }

  @Test
  void whatTheTraceDoesNotTellIsNamed() throws IOException {
    GoTrace trace = recorded();
    int late = trace.goroutines().size() - 1;
    long begun = trace.goroutine(late).begunNanos();
    CriticalPath path = CriticalPath.of(trace, late, begun - 1000, begun);
    assertThat(path.steps()).singleElement().extracting(PathStep::kind).isEqualTo(Kind.UNEXPLAINED);
  }

  private static GoTrace recorded() throws IOException {
    try (InputStream in =
        CriticalPathTest.class.getResourceAsStream("/gotrace/v1/small-1.21.trace")) {
      return new GoTraceDecoder()
          .decode(Bytes.of(Objects.requireNonNull(in).readAllBytes()))
          .value();
    }
  }
}
