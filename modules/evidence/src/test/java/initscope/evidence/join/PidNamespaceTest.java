package initscope.evidence.join;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.go.GoRuntime;
import initscope.model.go.GoThread;
import initscope.model.go.Goroutine;
import initscope.model.go.WaitGraph;
import initscope.model.host.ThreadState;
import initscope.model.testing.OrdersdIncident;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PidNamespaceTest {
  @Test
  void aContainersThreadsGetTheHostsNumbers() {
    Pieces pieces = pieces("NSpid:\t9358\t1\n", "NSpid:\t9359\t7\n");
    GoRuntime there = PidNamespace.of(pieces, threads(9358, 9359)).onHost(runtime(1, 7));
    assertThat(there.threads())
        .extracting(GoThread::tid)
        .containsExactly(OptionalLong.of(9358), OptionalLong.of(9359));
    assertThat(there.goroutines().getFirst().tid()).hasValue(9358);
  }

  @Test
  void aNamespaceInANamespaceIsReadToItsInnermost() {
    Pieces pieces = pieces("NSpid:\t9358\t44\t1\n", "NSpid:\t9359\t1\t7\n");
    GoRuntime there = PidNamespace.of(pieces, threads(9358, 9359)).onHost(runtime(1, 7));
    assertThat(there.goroutines().getFirst().tid()).hasValue(9358);
  }

  @Test
  void theHostsOwnNumbersStay() {
    GoRuntime here = runtime(9358, 9359);
    assertThat(PidNamespace.of(pieces(), threads(9358, 9359)).onHost(here)).isSameAs(here);
    assertThat(PidNamespace.of(pieces(), List.of()).onHost(here)).isSameAs(here);
  }

  /// A kernel that does not tell: number 1 of a container is not the host's process 1.
  @Test
  void noThreadIsNamedWhereNothingTellsWhichIsMeant() {
    GoRuntime there = PidNamespace.of(pieces(), threads(9358, 9359)).onHost(runtime(1, 7));
    assertThat(there.threads()).allMatch(m -> m.tid().isEmpty());
    assertThat(there.goroutines()).allMatch(g -> g.tid().isEmpty());
  }

  private static Pieces pieces(String... status) {
    Pieces pieces = new Pieces();
    for (int i = 0; i < status.length; i++) {
      String key = "proc/task/" + (9358 + i) + "/status";
      pieces.add(new Piece("raw/" + key, key, 0, OptionalLong.empty(), Bytes.of(status[i])));
    }
    return pieces;
  }

  private static List<ThreadState> threads(long... tids) {
    return java.util.Arrays.stream(tids).mapToObj(tid -> thread(tid)).toList();
  }

  private static ThreadState thread(long tid) {
    return new ThreadState(
        tid,
        "svc",
        'S',
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Map.of());
  }

  private static GoRuntime runtime(long main, long other) {
    Goroutine g =
        new Goroutine(
            1,
            "waiting",
            Optional.of("chan receive"),
            OptionalLong.empty(),
            true,
            OptionalLong.of(main),
            List.of(),
            Optional.empty(),
            OptionalLong.empty(),
            false,
            false,
            List.of());
    return new GoRuntime(
        OrdersdIncident.incident().go().orElseThrow().binary(),
        List.of(),
        List.of(g),
        1,
        WaitGraph.EMPTY,
        List.of(thread(0, main), thread(1, other)),
        List.of(),
        List.of(),
        0,
        Optional.empty(),
        List.of());
  }

  private static GoThread thread(long id, long tid) {
    return new GoThread(
        id,
        OptionalLong.of(tid),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalInt.empty(),
        false,
        true,
        false,
        List.of());
  }
}
