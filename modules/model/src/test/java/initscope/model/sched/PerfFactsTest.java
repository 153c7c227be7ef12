package initscope.model.sched;

import static initscope.model.testing.SchedRecording.PID;
import static initscope.model.testing.SchedRecording.frame;
import static initscope.model.testing.SchedRecording.kernel;
import static initscope.model.testing.SchedRecording.user;
import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.perf.SchedEvent;
import initscope.model.perf.SchedKind;
import initscope.model.sched.PerfFacts.PackageShare;
import initscope.model.sched.PerfFacts.Shares;
import initscope.model.sched.StartPhases.Mark;
import initscope.model.sched.StartPhases.Phase;
import initscope.model.testing.SchedRecording;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// One thread that starts: exec at 100, loader, runtime, inits, main.
final class PerfFactsTest {
  private final SchedRecording recording = new SchedRecording();
  private final int loader = recording.stack(frame("_dl_start", "/lib64/ld-2.17.so"));
  private final int runtime = recording.stack(user("runtime.schedinit"), user("runtime.rt0_go"));
  private final int init =
      recording.stack(
          user("syscall.Syscall"),
          user("net.Dial"),
          user("example.com/a.init.0"),
          user("runtime.doInit"),
          user("runtime.main"));
  private final int other =
      recording.stack(user("example.com/b.init"), user("runtime.doInit"), user("runtime.main"));
  private final int main = recording.stack(user("main.main"), user("runtime.main"));
  private final int parked =
      recording.stack(
          kernel("schedule"),
          kernel("futex_wait"),
          user("runtime.futex"),
          user("runtime.stoplockedm"));

  private void exec() {
    recording.sched(
        100, 0, PID, new SchedEvent(SchedKind.EXEC, "", PID, -1, (char) 0, 0, "/srv/api/api"), 0);
  }

  private void sample(long nanos, int stack) {
    recording.sample(nanos, 0, PID, "raw_syscalls:sys_enter", 1, stack);
  }

  private void cpu(long nanos, int stack) {
    recording.sample(nanos, 0, PID, "cpu-clock", 1, stack);
  }

  private PerfFacts facts() {
    return PerfFacts.of(recording.build(), OptionalLong.empty()).orElseThrow();
  }

  @Test
  void aPhaseBeginsBetweenTwoObservations() {
    exec();
    sample(110, loader);
    sample(150, runtime);
    sample(170, runtime);
    sample(200, init);
    sample(300, init);
    sample(340, main);
    recording.sample(350, 0, PID, "syscalls:sys_enter_listen", 1, main);
    StartPhases phases = facts().phases();

    assertThat(phases.mark(Phase.EXEC)).contains(new Mark(100, 100, 0));
    assertThat(phases.mark(Phase.LOADER)).contains(new Mark(100, 100, 1));
    assertThat(phases.mark(Phase.RUNTIME)).contains(new Mark(110, 150, 2));
    assertThat(phases.mark(Phase.INITS)).contains(new Mark(170, 200, 4));
    assertThat(phases.mark(Phase.MAIN)).contains(new Mark(300, 340, 6));
    assertThat(phases.mark(Phase.LISTENING)).contains(new Mark(340, 350, 7));
  }

  @Test
  void whatIsNotSeenHasNoMark() {
    exec();
    sample(150, runtime);

    assertThat(facts().phases().marks()).containsOnlyKeys(Phase.EXEC, Phase.RUNTIME);
    assertThat(facts().reachedMain()).isFalse();
  }

  @Test
  void partsOfTheStartAddUp() {
    exec();
    sample(120, init);
    recording
        .leave(130, 0, PID, 0, 'S', init)
        .wake(180, 1, 102, PID, 0)
        .leave(190, 0, 0, PID, 'R', 0)
        .leave(200, 0, PID, 0, 'R', init)
        .leave(260, 0, 0, PID, 'R', 0);
    sample(300, main);
    sample(900, main);
    PerfFacts facts = facts();
    Shares shares = facts.thread().orElseThrow();

    assertThat(facts.elapsedNanos()).isEqualTo(200);
    assertThat(shares.runningNanos()).isEqualTo(80);
    assertThat(shares.runnableNanos()).isEqualTo(70);
    assertThat(shares.waitingNanos()).isEqualTo(50);
    assertThat(shares.unknownNanos()).isZero();
    assertThat(shares.idleNanos()).isEqualTo(70);
    assertThat(shares.longestRunnableNanos()).isEqualTo(60);
  }

  @Test
  void aWaitOnTheSchedulersStackBelongsToTheInitSeenBefore() {
    exec();
    sample(120, init);
    recording.leave(130, 0, PID, 0, 'S', parked).wake(180, 1, 102, PID, 0);
    recording.leave(190, 0, 0, PID, 'R', 0);
    sample(200, init);
    recording.leave(210, 0, PID, 0, 'S', parked).wake(250, 1, 102, PID, 0);
    recording.leave(260, 0, 0, PID, 'R', 0);
    sample(270, other);
    PackageShare share = facts().packages().getFirst();

    assertThat(share.packagePath()).isEqualTo("example.com/a");
    assertThat(share.waitNanos()).isEqualTo(90);
    assertThat(share.sureNanos()).isEqualTo(50);
    assertThat(share.parkedNanos()).isEqualTo(90);
    assertThat(share.reason()).isEqualTo(WaitReason.FUTEX);
    assertThat(share.callee()).contains("net.Dial");
  }

  @Test
  void samplesOnACpuAreSortedByWhatTheyAreOn() {
    exec();
    cpu(110, loader);
    cpu(120, runtime);
    cpu(130, init);
    cpu(140, init);
    cpu(150, recording.stack(kernel("clear_page")));
    cpu(160, main);

    assertThat(facts().samples())
        .isEqualTo(new PerfFacts.CpuSamples("cpu-clock", 5, 2, 0, 1, 1, 1));
    assertThat(facts().packages().getFirst().samples()).isEqualTo(2);
  }

  @Test
  void theKnownProcessIsTaken() {
    cpu(100, init);

    assertThat(PerfFacts.of(recording.build(), OptionalLong.of(PID)).orElseThrow().pid())
        .isEqualTo(PID);
    assertThat(PerfFacts.of(recording.build(), OptionalLong.of(4711)).orElseThrow().pid())
        .isEqualTo(PID);
    assertThat(PerfFacts.of(new SchedRecording().build(), OptionalLong.empty())).isEmpty();
  }

  @Test
  void gapsAtRegularDistancesHaveAPeriod() {
    Regularity regular = new Regularity();
    Regularity turns = new Regularity();
    for (int i = 1; i < 10; i++) {
      regular.gap(i * 100_000_000L - 80_000_000, i * 100_000_000L + i * 1000);
      turns.gap(i * 17_000_000L - 12_000_000, i * 17_000_000L);
    }

    assertThat(regular.periodNanos()).isEqualTo(100_001_000);
    assertThat(turns.periodNanos()).isZero();
    assertThat(new Regularity().periodNanos()).isZero();
  }
}
