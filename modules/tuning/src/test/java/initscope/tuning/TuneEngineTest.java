package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Failure;
import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.model.change.TxState;
import initscope.tuning.host.HostScript;
import initscope.tuning.plan.PlanRequest;
import initscope.tuning.plan.Planner;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TuneEngineTest {
  private FakeHost host;
  private final MemoryJournal journal = new MemoryJournal();
  private final TuneEngine engine = Bench.engine(journal, "anna@laptop");

  @BeforeEach
  void make() throws IOException {
    host = new FakeHost(FakeHost.shell("/bin/sh"));
  }

  @AfterEach
  void remove() throws IOException {
    host.close();
  }

  private StatusView apply(boolean lasting) throws Failure {
    return engine.apply(Bench.plan(host, lasting), host::login, ProofOfLife.LOGIN);
  }

  private void assertOld() throws IOException {
    assertThat(host.sysctl(FakeHost.SWAPPINESS)).isEqualTo("60");
    assertThat(host.sysctl(FakeHost.RMEM)).isEqualTo("4096 87380 6291456");
    assertThat(host.has(FakeHost.OWN)).isFalse();
    assertClean();
  }

  private void assertClean() throws IOException {
    assertThat(host.timerArmed()).isFalse();
    assertThat(host.has("etc/systemd/system/initscope-guard.service")).isFalse();
    try (var left = Files.list(host.root.resolve("etc/sysctl.d"))) {
      assertThat(left.filter(p -> p.getFileName().toString().startsWith("."))).isEmpty();
    }
  }

  @Test
  void aChangeOnTrialHoldsAndCountsDown() throws Exception {
    StatusView view = apply(true);
    assertThat(view.state()).isEqualTo(TxState.APPLIED);
    assertThat(view.secondsLeft()).hasValue(600);
    assertThat(view.canConfirm()).isTrue();
    assertThat(host.sysctl(FakeHost.SWAPPINESS)).isEqualTo("1");
    assertThat(host.has(FakeHost.OWN)).as("nothing lasts before confirm").isFalse();
    assertThat(host.timerArmed()).isTrue();
    assertThat(host.has("etc/systemd/system/initscope-guard.service")).isTrue();
  }

  @Test
  void rollbackPutsEverythingBackAndLeavesNothing() throws Exception {
    StatusView view = apply(true);
    assertThat(engine.rollback(view.id().orElseThrow(), host::login).state())
        .isEqualTo(TxState.ROLLED);
    assertOld();
    assertThat(host.has("etc/.initscope")).isFalse();
    assertThat(journal.find(view.id().orElseThrow()).orElseThrow().forgotten()).isTrue();
  }

  @Test
  void theTimerTakesBackWhatNobodyConfirms() throws Exception {
    StatusView view = apply(true);
    host.fireTimers();
    assertOld();
    assertThat(engine.status(view.id().orElseThrow(), host::login).state())
        .isEqualTo(TxState.ROLLED);
    assertThat(host.has("etc/.initscope")).isFalse();
  }

  @Test
  void confirmLastsOverABoot() throws Exception {
    StatusView view = apply(true);
    assertThat(engine.confirm(view.id().orElseThrow(), host::login).state())
        .isEqualTo(TxState.CONFIRMED);
    assertThat(host.read(FakeHost.OWN))
        .contains("vm.swappiness = 1\nnet.ipv4.tcp_rmem = 4096 87380 16777216\n");
    assertClean();
    host.reboot();
    assertThat(host.sysctl(FakeHost.SWAPPINESS)).isEqualTo("1");
  }

  @Test
  void aSecondConfirmedChangeKeepsTheFirstLine() throws Exception {
    engine.confirm(apply(true).id().orElseThrow(), host::login);
    Plan plan = Bench.view(host, true, Bench.set("vm.swappiness", "5")).plan().orElseThrow();
    engine.confirm(
        engine.apply(plan, host::login, ProofOfLife.LOGIN).id().orElseThrow(), host::login);
    assertThat(host.read(FakeHost.OWN).lines().filter(l -> !l.startsWith("#")))
        .containsExactly("net.ipv4.tcp_rmem = 4096 87380 16777216", "vm.swappiness = 5");
  }

  @Test
  void aBootTakesBackWhatIsOnTrial() throws Exception {
    StatusView view = apply(true);
    host.reboot();
    assertOld();
    assertThat(engine.status(view.id().orElseThrow(), host::login).state())
        .isEqualTo(TxState.ROLLED);
  }

  @Test
  void aRuntimeOnlyChangeLivesInRunAndDiesWithIt() throws Exception {
    StatusView view = apply(false);
    assertThat(host.has("etc/.initscope")).isFalse();
    assertThat(host.has("run/initscope/tx")).isTrue();
    host.reboot();
    assertOld();
    assertThat(engine.status(view.id().orElseThrow(), host::login).state())
        .isEqualTo(TxState.ROLLED);
  }

  @Test
  void somebodyElsesValueIsLeftAloneAndAllThreeAreNamed() throws Exception {
    StatusView view = apply(true);
    host.setSysctl(FakeHost.SWAPPINESS, "33");
    assertThatThrownBy(() -> engine.confirm(view.id().orElseThrow(), host::login))
        .isInstanceOf(Failure.NeedsPerson.class)
        .hasMessageContaining("'33' now, '1' after our change, '60' before");
    assertThatThrownBy(() -> engine.rollback(view.id().orElseThrow(), host::login))
        .isInstanceOf(Failure.NeedsPerson.class)
        .hasMessageContaining("was '60', we wrote '1', now it is '33'");
    assertThat(host.sysctl(FakeHost.SWAPPINESS)).isEqualTo("33");
    assertThat(host.sysctl(FakeHost.RMEM)).isEqualTo("4096 87380 6291456");
    assertThat(journal.find(view.id().orElseThrow()).orElseThrow().state())
        .isEqualTo(TxState.DRIFT);
  }

  @Test
  void aSecondComputerSeesWhoAndWhenAndMayOnlyTakeBack() throws Exception {
    StatusView first = apply(true);
    MemoryJournal otherJournal = new MemoryJournal();
    TuneEngine other = Bench.engine(otherJournal, "ben@desk");
    // The values on trial differ from the plan's, so plan for another key.
    host.setSysctl("vm/dirty_ratio", "20");
    Plan plan = Bench.view(host, true, Bench.set("vm.dirty_ratio", "10")).plan().orElseThrow();
    assertThatThrownBy(() -> other.apply(plan, host::login, ProofOfLife.LOGIN))
        .isInstanceOf(Failure.HostRefused.class)
        .hasMessageContaining("another change is pending")
        .hasMessageContaining("anna@laptop")
        .hasMessageContaining("600 s");
    StatusView seen = other.onHost(host::login);
    assertThat(seen.id()).isEqualTo(first.id());
    assertThat(seen.ours()).isFalse();
    assertThat(seen.canConfirm()).isFalse();
    assertThat(other.rollback(first.id().orElseThrow(), host::login).state())
        .isEqualTo(TxState.ROLLED);
    assertOld();
    // The next change does not lose the outcome of the first, which its own computer has not read
    // yet.
    other.apply(plan, host::login, ProofOfLife.LOGIN);
    assertThat(engine.status(first.id().orElseThrow(), host::login).state())
        .isEqualTo(TxState.ROLLED);
    assertThat(host.sysctl("vm/dirty_ratio")).isEqualTo("10");
    assertThat(host.timerArmed()).isTrue();
  }

  @Test
  void anotherComputersChangeIsToldAsItEnded() throws Exception {
    TxId id = apply(true).id().orElseThrow();
    TuneEngine other = Bench.engine(new MemoryJournal(), "ben@desk");
    host.setSysctl(FakeHost.SWAPPINESS, "33");
    assertThatThrownBy(() -> other.rollback(id, host::login))
        .isInstanceOf(Failure.NeedsPerson.class)
        .hasMessageContaining("was '60', we wrote '1', now it is '33'");
    assertThat(other.onHost(host::login).sentence()).contains("anna@laptop", "in part");
    assertThat(engine.status(id, host::login).state()).isEqualTo(TxState.DRIFT);
  }

  @Test
  void anotherComputersKeptChangeIsNotOneToTakeBack() throws Exception {
    TxId id = apply(true).id().orElseThrow();
    host.login().run(HostScript.verb("any", "confirm", id.hex()));
    StatusView seen = Bench.engine(new MemoryJournal(), "ben@desk").onHost(host::login);
    assertThat(seen.state()).isEqualTo(TxState.CONFIRMED);
    assertThat(seen.canRollBack()).isFalse();
    assertThat(seen.sentence())
        .isEqualTo("A change that another computer began (anna@laptop) is kept.");
    assertThatThrownBy(() -> engine.rollback(id, host::login))
        .isInstanceOf(Failure.HostRefused.class)
        .hasMessageContaining("The change is kept, also after a boot.");
  }

  /// The first computer has not read the end of its lasting change; the second has another version, and a change until the next boot.
  @Test
  void theGuardBesideTheOpenRecordIsAskedWhateverLiesInTheOtherPlace() throws Exception {
    TxId first = apply(true).id().orElseThrow();
    host.fireTimers();
    assertThat(host.has("etc/.initscope/tx/state-ROLLED")).isTrue();
    String newer = Bench.GUARD + "\n# newer\n";
    TuneEngine second =
        new TuneEngine(
            new MemoryJournal(), Clock.systemUTC(), new SplittableRandom(9), "ben@desk", newer);
    PlanRequest request =
        new PlanRequest(
            List.of(Bench.set("vm.swappiness", "5")), "test", false, 600, OptionalLong.empty());
    Plan plan =
        new Planner(Clock.systemUTC(), new SplittableRandom(1), "test", newer)
            .plan(request, host.login())
            .plan()
            .orElseThrow();
    TxId id = second.apply(plan, host::login, ProofOfLife.LOGIN).id().orElseThrow();
    assertThat(host.sysctl(FakeHost.SWAPPINESS)).isEqualTo("5");
    assertThat(engine.status(first, host::login).state()).isEqualTo(TxState.ROLLED);
    assertThat(second.rollback(id, host::login).state()).isEqualTo(TxState.ROLLED);
    assertOld();
    assertClean();
  }

  @Test
  void aPreparationThatDiedWithThisComputerIsSettledAndTidiedByAskingTheHost() throws Exception {
    Plan plan = Bench.plan(host, true);
    host.crashAt = 3; // the guard's text is there, the record is not
    assertThatThrownBy(() -> engine.apply(plan, host::login, ProofOfLife.LOGIN))
        .isInstanceOf(Failure.HostUnreachable.class);
    host.crashAt = 0;
    assertThat(host.has("etc/.initscope/tx.new")).isTrue();
    TuneEngine restarted = Bench.engine(journal, "me@laptop");
    StatusView seen = restarted.onHost(host::login);
    assertThat(seen.state()).isEqualTo(TxState.ROLLED);
    assertThat(seen.ours()).isTrue();
    assertThat(host.has("etc/.initscope")).isFalse();
    assertThat(restarted.apply(plan, host::login, ProofOfLife.LOGIN).state())
        .isEqualTo(TxState.APPLIED);
  }

  @Test
  void aHostThatChangedSinceThePlanIsRefusedBeforeAnyEffect() throws Exception {
    Plan plan = Bench.plan(host, true);
    host.setSysctl(FakeHost.RMEM, "1 2 3");
    assertThatThrownBy(() -> engine.apply(plan, host::login, ProofOfLife.LOGIN))
        .isInstanceOf(Failure.HostRefused.class)
        .hasMessageContaining("was '4096 87380 6291456' when the plan was made");
    assertThat(host.sysctl(FakeHost.SWAPPINESS)).isEqualTo("60");
    assertThat(host.has("etc/.initscope")).isFalse();
    assertClean();
  }

  @Test
  void aBootSinceThePlanMakesItStale() throws Exception {
    Plan plan = Bench.plan(host, true);
    host.reboot();
    assertThatThrownBy(() -> engine.apply(plan, host::login, ProofOfLife.LOGIN))
        .isInstanceOf(Failure.HostRefused.class)
        .hasMessageContaining("booted since");
    assertThat(journal.all).isEmpty();
  }

  @Test
  void whatTheKernelRefusesIsTakenBackWhole() throws Exception {
    Plan plan = Bench.plan(host, true);
    // A name that cannot be written to stands for a kernel that refuses the second value.
    Files.delete(host.root.resolve("proc/sys/" + FakeHost.RMEM));
    host.write("proc/sys/" + FakeHost.RMEM, "4096 87380 6291456\n");
    host.write(
        "bin/cat",
        "#!/bin/sh\n"
            + "case $1 in *tcp_rmem) echo 4096 87380 6291456;; *) exec /bin/cat \"$@\";; esac\n");
    Files.setPosixFilePermissions(
        host.root.resolve("bin/cat"),
        java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThatThrownBy(() -> engine.apply(plan, host::login, ProofOfLife.LOGIN))
        .isInstanceOf(Failure.ChangeRolledBack.class)
        .hasMessageContaining("became '4096 87380 6291456', not '4096 87380 16777216'");
    assertThat(host.sysctl(FakeHost.SWAPPINESS)).isEqualTo("60");
    assertThat(journal.open()).isEmpty();
  }

  @Test
  void withoutATimerNothingIsOffered() throws Exception {
    Plan plan = Bench.plan(host, true);
    host.write("bin/systemctl", "#!/bin/sh\nexit 3\n");
    assertThatThrownBy(() -> engine.apply(plan, host::login, ProofOfLife.LOGIN))
        .isInstanceOf(Failure.HostRefused.class)
        .hasMessageContaining("no timer could be started");
    assertThat(host.sysctl(FakeHost.SWAPPINESS)).isEqualTo("60");
  }

  @Test
  void aTimerStoppedBehindOurBackStopsTheChange() throws Exception {
    StatusView view = apply(true);
    engine.rollback(view.id().orElseThrow(), host::login);
    Plan plan = Bench.plan(host, true);
    host.write(
        "bin/systemctl",
        "#!/bin/sh\n"
            + "[ \"$1\" != is-active ] || { n=$INITSCOPE_ROOT/seen; [ ! -e $n ] && : >$n; }\n");
    assertThatThrownBy(() -> engine.apply(plan, host::login, ProofOfLife.LOGIN))
        .isInstanceOf(Failure.ChangeRolledBack.class)
        .hasMessageContaining("the timer that takes the change back is gone");
    assertThat(host.sysctl(FakeHost.SWAPPINESS)).isEqualTo("60");
  }

  @Test
  void moreTimeIsGivenWithoutAMomentWithoutATimer() throws Exception {
    StatusView view = apply(true);
    host.write("uptime", "1500.00 0\n");
    assertThat(engine.extend(view.id().orElseThrow(), 900, host::login).secondsLeft())
        .hasValue(900);
    assertThat(host.timerArmed()).isTrue();
  }

  @Test
  void aFailedProofOfLifeTakesTheChangeBack() throws Exception {
    assertThatThrownBy(
            () ->
                engine.apply(
                    Bench.plan(host, true),
                    host::login,
                    shell -> Optional.of("port 8080 is silent")))
        .isInstanceOf(Failure.ChangeRolledBack.class)
        .hasMessageContaining("port 8080 is silent");
    assertOld();
  }

  @Test
  void aGuardThatSomebodyAlteredIsNotRun() throws Exception {
    StatusView view = apply(true);
    Files.writeString(
        host.root.resolve("etc/.initscope/guard"), "\n", java.nio.file.StandardOpenOption.APPEND);
    assertThatThrownBy(() -> engine.rollback(view.id().orElseThrow(), host::login))
        .isInstanceOf(Failure.NeedsPerson.class)
        .hasMessageContaining("is not the one this change began with");
  }

  @Test
  void anotherHostUnderTheSameNameIsNotTouched() throws Exception {
    StatusView view = apply(true);
    host.write("etc/machine-id", "ffffffffffffffffffffffffffffffff\n");
    assertThatThrownBy(() -> engine.confirm(view.id().orElseThrow(), host::login))
        .isInstanceOf(Failure.HostRefused.class);
    assertThat(host.has(FakeHost.OWN)).isFalse();
  }
}
