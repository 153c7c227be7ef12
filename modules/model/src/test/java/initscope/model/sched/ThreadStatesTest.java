package initscope.model.sched;

import static initscope.model.testing.SchedRecording.kernel;
import static initscope.model.testing.SchedRecording.user;
import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.perf.SchedKind;
import initscope.model.testing.SchedRecording;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ThreadStatesTest {
  private final SchedRecording recording = new SchedRecording();

  private ThreadLane lane(int tid) {
    ThreadStates states = ThreadStates.of(recording.build());
    return states.lanes().stream().filter(l -> l.tid() == tid).findFirst().orElseThrow();
  }

  private static List<String> rows(ThreadLane lane) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < lane.size(); row++) {
      String why = lane.reason(row) == WaitReason.NOT_KNOWN ? "" : " " + lane.reason(row).word();
      rows.add(
          lane.startNanos(row)
              + "-"
              + lane.endNanos(row)
              + " "
              + lane.state(row)
              + why
              + (lane.isExact(row) ? "" : " at most"));
    }
    return rows;
  }

  @Test
  void tellsHowLongAThreadRanSleptAndWaitedForItsTurn() {
    int sleeps =
        recording.stack(
            kernel("schedule"),
            kernel("do_nanosleep"),
            kernel("hrtimer_nanosleep"),
            user("runtime.usleep"));
    recording
        .sample(10, 0, 101, "cpu-clock", 1, 0)
        .leave(20, 0, 101, 0, 'S', sleeps)
        .wake(50, 1, 102, 101, 0)
        .leave(55, 0, 0, 101, 'R', 0)
        .leave(70, 0, 101, 103, 'R', 0)
        .leave(90, 0, 103, 101, 'S', 0)
        .sample(100, 1, 102, "cpu-clock", 1, 0);

    assertThat(rows(lane(101)))
        .containsExactly(
            "10-20 RUNNING",
            "20-50 SLEEPING sleep",
            "50-55 RUNNABLE runnable",
            "55-70 RUNNING",
            "70-90 RUNNABLE runnable",
            "90-100 RUNNING");
    ThreadLane lane = lane(101);
    assertThat(recording.build().samples().timeNanos(lane.wokenAt(1))).isEqualTo(50);
    assertThat(lane.leftAt(1)).isEqualTo(1);
    assertThat(lane.cpu(4)).isZero();
  }

  @Test
  void whereThreadsLeaveCpusThatTheyWereNotSeenToTakeTheirWaitsAreBounds() {
    recording.leave(10, 0, 0, 101, 'R', 0).leave(20, 0, 101, 0, 'S', 0);
    assertThat(ThreadStates.of(recording.build()).doubts()).doesNotContain(Doubt.NO_SWITCHES_IN);
    recording.leave(70, 0, 101, 0, 'S', 0);
    assertThat(ThreadStates.of(recording.build()).doubts()).contains(Doubt.NO_SWITCHES_IN);
  }

  @Test
  void aThreadThatWasThereBeforeIsUnknownUntilItIsSeen() {
    recording
        .sample(0, 1, 102, "cpu-clock", 1, 0)
        .wake(30, 1, 102, 101, 0)
        .leave(40, 0, 0, 101, 'R', 0)
        .sample(50, 1, 102, "cpu-clock", 1, 0);

    assertThat(rows(lane(101)))
        .containsExactly("0-30 UNKNOWN", "30-40 RUNNABLE runnable", "40-50 RUNNING");
  }

  @Test
  void anEndThatWasMissedIsABound() {
    recording
        .sample(0, 0, 101, "cpu-clock", 1, 0)
        .leave(10, 0, 101, 0, 'D', 0)
        .sample(50, 0, 101, "cpu-clock", 1, 0)
        .leave(60, 0, 101, 0, 'S', 0)
        .wake(80, 1, 102, 103, 0)
        .leave(90, 0, 0, 101, 'R', 0)
        .lost()
        .sample(95, 0, 101, "cpu-clock", 1, 0);

    assertThat(rows(lane(101)))
        .containsExactly(
            "0-10 RUNNING",
            "10-50 UNINTERRUPTIBLE uninterruptible at most",
            "50-60 RUNNING",
            "60-90 SLEEPING sleeping at most",
            "90-95 RUNNING");
    assertThat(ThreadStates.of(recording.build()).doubts()).contains(Doubt.LOST);
  }

  @Test
  void withoutWakeupsTheWaitForACpuIsNotKnown() {
    recording
        .sample(0, 0, 101, "cpu-clock", 1, 0)
        .leave(10, 0, 101, 0, 'S', 0)
        .leave(50, 0, 0, 101, 'R', 0)
        .leave(60, 0, 101, 0, 'S', 0);

    assertThat(rows(lane(101)))
        .containsExactly(
            "0-10 RUNNING", "10-50 SLEEPING sleeping", "50-60 RUNNING", "60-60 SLEEPING sleeping");
    assertThat(ThreadStates.of(recording.build()).doubts())
        .containsExactlyInAnyOrder(Doubt.NO_WAKEUPS, Doubt.NO_STACKS);
  }

  @Test
  void statisticsAloneTellWaitsAtTheirEnd() {
    recording
        .sample(0, 1, 102, "cpu-clock", 1, 0)
        .told(SchedKind.STAT_SLEEP, 100, 1, 0, 101, 60)
        .told(SchedKind.STAT_WAIT, 110, 0, 0, 101, 10)
        .told(SchedKind.STAT_RUNTIME, 130, 0, 101, 101, 20)
        .told(SchedKind.STAT_BLOCKED, 200, 1, 0, 101, 65)
        .told(SchedKind.STAT_IOWAIT, 200, 1, 0, 101, 65);

    assertThat(rows(lane(101)))
        .containsExactly(
            "0-40 UNKNOWN",
            "40-100 SLEEPING sleeping",
            "100-110 RUNNABLE runnable",
            "110-135 RUNNING",
            "135-200 UNINTERRUPTIBLE disk",
            "200-200 RUNNABLE runnable");
    assertThat(ThreadStates.of(recording.build()).doubts()).contains(Doubt.NO_SWITCHES);
  }

  @Test
  void anEndEndsTheLane() {
    recording
        .sample(0, 0, 101, "cpu-clock", 1, 0)
        .told(SchedKind.EXIT, 30, 0, 101, 101, 0)
        .leave(35, 0, 101, 0, 'X', 0)
        .sample(90, 1, 102, "cpu-clock", 1, 0);

    assertThat(rows(lane(101))).containsExactly("0-35 RUNNING");
    assertThat(lane(101).exited()).isTrue();
  }

  @Test
  void aSecondWakeupDoesNotChangeWhoWokeIt() {
    recording
        .sample(0, 0, 101, "cpu-clock", 1, 0)
        .leave(10, 0, 101, 0, 'S', 0)
        .wake(20, 1, 102, 101, 0)
        .told(SchedKind.WAKEUP, 25, 0, 0, 101, 0)
        .leave(30, 0, 0, 101, 'R', 0);

    ThreadLane lane = lane(101);
    assertThat(lane.wokenAt(1)).isEqualTo(2);
    assertThat(rows(lane))
        .containsExactly(
            "0-10 RUNNING", "10-20 SLEEPING sleeping", "20-30 RUNNABLE runnable", "30-30 RUNNING");
  }

  @Test
  void idleCpusAreKnownByTheirSwitches() {
    recording
        .sample(0, 0, 101, "cpu-clock", 1, 0)
        .leave(10, 0, 101, 0, 'R', 0)
        .leave(50, 0, 0, 101, 'R', 0)
        .leave(60, 0, 101, 0, 'S', 0);
    ThreadStates states = ThreadStates.of(recording.build());

    assertThat(states.idle().nanos(0, 10, 50)).isEqualTo(40);
    assertThat(states.idle().nanos(0, 20, 55)).isEqualTo(30);
    assertThat(states.idle().nanos(0, 51, 80)).isEqualTo(20);
    assertThat(states.idle().nanos(1, 0, 80)).isZero();
  }

  @Test
  void samplesWithoutEventsOfTheSchedulerTellNoStates() {
    recording.sample(0, 0, 101, "cpu-clock", 1, 0).sample(9, 0, 101, "cpu-clock", 1, 0);

    assertThat(ThreadStates.of(recording.build()).lanes()).isEmpty();
  }
}
