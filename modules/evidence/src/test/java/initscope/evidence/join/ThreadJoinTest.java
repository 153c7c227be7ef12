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
      """;

  @Test
  void aThreadHasNotRunSinceTheSchedulerSawIt() {
    Pieces pieces = pieces(stat('S', 3, 0), stat('S', 3, 0));
    ThreadState thread = threads(pieces).getFirst();
    assertThat(thread.sleptNanos()).hasValue(41_707_000_001L);
    assertThat(thread.evidence().get("sched").quote()).startsWith("task/9358/sched:");
  }

  @Test
  void nothingIsToldWhereItRanOrNoClockIsKnown() {
    assertThat(slept(pieces(stat('R', 3, 0), stat('R', 3, 0)))).as("it runs").isEmpty();
    assertThat(slept(pieces(stat('S', 2, 0), stat('S', 2, 0)))).as("no reader there").isEmpty();
    Pieces alone = new Pieces();
    add(alone, "proc/task/9358/stat", stat('S', 3, 0));
    add(alone, "proc/task-sched", SCHED);
    assertThat(slept(alone)).as("no second look").isEmpty();
    String later = SCHED.replace("40557986.091286", "40557986.091287");
    assertThat(slept(pieces(SCHED, later, SCHED))).as("it ran in between").isEmpty();
    String moved = SCHED.replace("40557986.091286", "0.000000");
    assertThat(slept(pieces(moved, moved, moved))).as("it is about to run").isEmpty();
    String future = SCHED.replace("40557986.091286", "40599693.091288");
    assertThat(slept(pieces(future, future, future))).as("it ran since the clock").isEmpty();
  }

  /// It was woken before the memory was read: the goroutine seen there may be another wait.
  @Test
  void whatRanBeforeMemoryWasReadTellsNothingOfAGoroutine() {
    String woken = SCHED.replace("40557986.091286", "40599699.000000");
    for (Pieces pieces : List.of(pieces(SCHED, SCHED, woken), pieces(SCHED, SCHED, ""))) {
      List<ThreadState> threads = threads(pieces);
      assertThat(threads.getFirst().sleptNanos()).isPresent();
      assertThat(wait(pieces, goroutine("waiting", true, 9358, 0), threads)).isEmpty();
    }
  }

  @Test
  void whatIsBoundToAThreadWaitsAsLong() {
    Pieces pieces = pieces(SCHED, SCHED, SCHED);
    List<ThreadState> threads = threads(pieces);
    long slept = 41_707_000_001L;
    assertThat(wait(pieces, goroutine("waiting", true, 9358, 0), threads)).hasValue(slept);
    assertThat(wait(pieces, goroutine("syscall", false, 9358, 0), threads)).hasValue(slept);
    assertThat(wait(pieces, goroutine("syscall", false, 9358, slept + 1), threads))
        .hasValue(slept + 1);
    assertThat(wait(pieces, goroutine("waiting", false, 9358, 0), threads)).isEmpty();
    assertThat(wait(pieces, goroutine("waiting", true, 9359, 0), threads)).isEmpty();
    assertThat(wait(pieces, goroutine("running", true, 9358, 0), threads)).isEmpty();
  }

  private static OptionalLong wait(Pieces pieces, Goroutine g, List<ThreadState> threads) {
    return ThreadJoin.since(Sleeps.of(pieces), List.of(g), threads).getFirst().waitNanos();
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

  private static List<ThreadState> threads(Pieces pieces) {
    return ThreadJoin.threads(pieces, Sleeps.of(pieces));
  }

  private static OptionalLong slept(Pieces pieces) {
    return threads(pieces).getFirst().sleptNanos();
  }

  private static Pieces pieces(String first, String second) {
    Pieces pieces = new Pieces();
    add(pieces, "proc/task/9358/stat", first);
    add(pieces, "proc/task/9358/stat.2", second);
    add(pieces, "proc/task-sched", SCHED);
    add(pieces, "proc/task-sched.2", SCHED);
    return pieces;
  }

  private static Pieces pieces(String first, String second, String third) {
    Pieces pieces = new Pieces();
    add(pieces, "proc/task/9358/stat", stat('S', 3, 0));
    add(pieces, "proc/task/9358/stat.2", stat('S', 3, 0));
    add(pieces, "proc/task-sched", first);
    add(pieces, "proc/task-sched.2", second);
    add(pieces, "xray/task-sched", third);
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
