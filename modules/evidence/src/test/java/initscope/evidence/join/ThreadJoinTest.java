package initscope.evidence.join;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.Frame;
import initscope.model.go.Goroutine;
import initscope.model.host.ThreadState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ThreadJoinTest {
  private static final String SCHED =
      """
      cpu 3 se.exec_start                                :      40599693.091287
      cpu 1 se.exec_start                                :      40599999.000000
      task/9358/sched:se.exec_start                                :      40557986.091286
      task/9359/sched:se.exec_start                                :      40599999.500000
      """;

  @Test
  void aThreadHasNotRunSinceTheSchedulerSawIt() {
    Pieces pieces = pieces(stat('S', 3, 0), stat('S', 3, 0));
    ThreadState thread = ThreadJoin.threads(pieces).getFirst();
    assertThat(thread.sleptNanos()).hasValue(41_707_000_001L);
    assertThat(thread.evidence().get("sched").quote()).startsWith("task/9358/sched:");
  }

  @Test
  void nothingIsToldWhereItRanOrNoClockIsKnown() {
    assertThat(slept(pieces(stat('R', 3, 0), stat('R', 3, 0)))).as("it runs").isEmpty();
    assertThat(slept(pieces(stat('S', 3, 0), stat('S', 3, 1)))).as("it used CPU").isEmpty();
    assertThat(slept(pieces(stat('S', 3, 0), stat('S', 1, 0)))).as("it moved").isEmpty();
    assertThat(slept(pieces(stat('S', 2, 0), stat('S', 2, 0)))).as("no reader there").isEmpty();
    Pieces other = new Pieces();
    add(other, "proc/task/9359/stat", stat('S', 1, 0).replace("9358", "9359"));
    add(other, "proc/task-sched", SCHED);
    assertThat(slept(other)).as("it ran since the clock was read").isEmpty();
  }

  @Test
  void whatIsBoundToAThreadWaitsAsLong() {
    List<ThreadState> threads = ThreadJoin.threads(pieces(stat('S', 3, 0), stat('S', 3, 0)));
    long slept = 41_707_000_001L;
    assertThat(wait(goroutine("waiting", true, 9358, 0), threads)).hasValue(slept);
    assertThat(wait(goroutine("syscall", false, 9358, 0), threads)).hasValue(slept);
    assertThat(wait(goroutine("syscall", false, 9358, slept + 1), threads)).hasValue(slept + 1);
    assertThat(wait(goroutine("waiting", false, 9358, 0), threads)).isEmpty();
    assertThat(wait(goroutine("waiting", true, 9359, 0), threads)).isEmpty();
    assertThat(wait(goroutine("running", true, 9358, 0), threads)).isEmpty();
  }

  private static OptionalLong wait(Goroutine g, List<ThreadState> threads) {
    return ThreadJoin.since(List.of(g), threads).getFirst().waitNanos();
  }

  private static Goroutine goroutine(String status, boolean locked, long tid, long waited) {
    return new Goroutine(
        1,
        status,
        Optional.empty(),
        waited == 0 ? OptionalLong.empty() : OptionalLong.of(waited),
        locked,
        OptionalLong.of(tid),
        List.of(Frame.of("main.init.0")),
        Optional.empty(),
        OptionalLong.empty(),
        false,
        false,
        Optional.empty(),
        Map.of(),
        List.of());
  }

  private static OptionalLong slept(Pieces pieces) {
    return ThreadJoin.threads(pieces).getFirst().sleptNanos();
  }

  private static Pieces pieces(String first, String second) {
    Pieces pieces = new Pieces();
    add(pieces, "proc/task/9358/stat", first);
    add(pieces, "proc/task/9358/stat.2", second);
    add(pieces, "proc/task-sched", SCHED);
    return pieces;
  }

  private static void add(Pieces pieces, String key, String text) {
    pieces.add(new Piece("raw/" + key, key, 0, OptionalLong.of(1), Bytes.of(text)));
  }

  /// A line of /proc/PID/task/TID/stat with its state, CPU and user ticks.
  private static String stat(char state, int processor, int ticks) {
    return "9358 (svc) "
        + state
        + " 1 2 3 0 -1 64 1 0 0 0 "
        + ticks
        + " 0 0 0 20 0 4 0 100 4096 1 1 1 1 1 1 1 0 0 0 0 0 0 0 17 "
        + processor
        + " 0 0 0\n";
  }
}
