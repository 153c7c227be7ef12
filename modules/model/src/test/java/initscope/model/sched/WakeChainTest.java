package initscope.model.sched;

import static initscope.model.testing.SchedRecording.kernel;
import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.perf.PerfData;
import initscope.model.testing.SchedRecording;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WakeChainTest {
  private final SchedRecording recording = new SchedRecording();

  private WakeChain chain(int tid, SchedState state, int deepest) {
    PerfData data = recording.build();
    ThreadStates states = ThreadStates.of(data);
    ThreadLane lane = states.lane(tid, Long.MAX_VALUE).orElseThrow();
    for (int row = 0; row < lane.size(); row++) {
      if (lane.state(row) == state) {
        return states.chain(data, lane, row, deepest);
      }
    }
    throw new AssertionError("no such state");
  }

  private static List<String> told(WakeChain chain) {
    return chain.links().stream()
        .map(
            l ->
                l.lane().tid()
                    + " "
                    + l.lane().nanos(l.row())
                    + " "
                    + l.waker().map(w -> w.kind() + " " + w.tid()).orElse("?"))
        .toList();
  }

  /// 101 waits for 102, which waits for 103, which waits for a timer.
  private void threeThreads() {
    int timer = recording.stack(kernel("try_to_wake_up"), kernel("hrtimer_wakeup"));
    recording
        .sample(0, 0, 101, "cpu-clock", 1, 0)
        .sample(0, 1, 102, "cpu-clock", 1, 0)
        .sample(0, 2, 103, "cpu-clock", 1, 0)
        .leave(10, 0, 101, 0, 'S', 0)
        .leave(20, 1, 102, 0, 'S', 0)
        .leave(30, 2, 103, 0, 'S', 0)
        .wake(40, 2, 0, 103, timer)
        .leave(41, 2, 0, 103, 'R', 0)
        .wake(50, 2, 103, 102, 0)
        .leave(51, 1, 0, 102, 'R', 0)
        .wake(60, 1, 102, 101, 0)
        .leave(61, 0, 0, 101, 'R', 0);
  }

  @Test
  void followsWakersToTheTimer() {
    threeThreads();
    WakeChain chain = chain(101, SchedState.SLEEPING, 5);

    assertThat(told(chain))
        .containsExactly("101 50 THREAD 102", "102 30 THREAD 103", "103 10 TIMER 0");
    assertThat(chain.ending()).isEqualTo(WakeChain.Ending.TIMER);
  }

  @Test
  void goesNoDeeperThanAsked() {
    threeThreads();
    WakeChain chain = chain(101, SchedState.SLEEPING, 2);

    assertThat(chain.links()).hasSize(2);
    assertThat(chain.ending()).isEqualTo(WakeChain.Ending.DEEPER);
  }

  @Test
  void aWakerThatWorkedEndsIt() {
    recording
        .sample(0, 0, 101, "cpu-clock", 1, 0)
        .sample(0, 1, 102, "cpu-clock", 1, 0)
        .leave(10, 0, 101, 0, 'S', 0)
        .wake(60, 1, 102, 101, 0)
        .leave(61, 0, 0, 101, 'R', 0);

    assertThat(chain(101, SchedState.SLEEPING, 5).ending()).isEqualTo(WakeChain.Ending.WORKED);
  }

  @Test
  void anInterruptUponAThreadIsNotThatThread() {
    int irq = recording.stack(kernel("tcp_data_ready"), kernel("asm_common_interrupt"));
    recording
        .sample(0, 0, 101, "cpu-clock", 1, 0)
        .leave(10, 0, 101, 0, 'S', 0)
        .wake(60, 1, 102, 101, irq)
        .leave(61, 0, 0, 101, 'R', 0);
    WakeChain chain = chain(101, SchedState.SLEEPING, 5);

    assertThat(chain.ending()).isEqualTo(WakeChain.Ending.INTERRUPT);
    assertThat(told(chain)).containsExactly("101 50 INTERRUPT 102");
  }

  @Test
  void aWakeupThatWasNotSeenEndsIt() {
    recording
        .sample(0, 0, 101, "cpu-clock", 1, 0)
        .leave(10, 0, 101, 0, 'S', 0)
        .leave(61, 0, 0, 101, 'R', 0);

    assertThat(chain(101, SchedState.SLEEPING, 5).ending()).isEqualTo(WakeChain.Ending.NOT_SEEN);
  }

  @Test
  void twoThatWakeEachOtherEnd() {
    recording.sample(0, 0, 101, "cpu-clock", 1, 0).sample(0, 1, 102, "cpu-clock", 1, 0);
    for (int i = 0; i < 50; i++) {
      long now = 10 + 100L * i;
      recording
          .leave(now, 0, 101, 0, 'S', 0)
          .wake(now + 20, 1, 102, 101, 0)
          .leave(now + 25, 0, 0, 101, 'R', 0)
          .leave(now + 30, 1, 102, 0, 'S', 0)
          .wake(now + 60, 0, 101, 102, 0)
          .leave(now + 65, 1, 0, 102, 'R', 0);
    }

    WakeChain chain = chain(101, SchedState.SLEEPING, 1000);
    assertThat(chain.links().size()).isLessThan(200);
  }
}
