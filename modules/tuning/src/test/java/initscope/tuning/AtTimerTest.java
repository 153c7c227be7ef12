package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Failure;
import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.model.change.TxState;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A host that lets nobody start units takes changes back by a job of atd; without atd nothing is begun.
class AtTimerTest {
  private FakeHost host;
  private Plan plan;
  private final MemoryJournal journal = new MemoryJournal();
  private final TuneEngine engine = Bench.engine(journal, "anna@laptop");

  @BeforeEach
  void make() throws Exception {
    host = new FakeHost(FakeHost.shell("/bin/sh"));
    host.useAt();
    plan = Bench.plan(host, true);
  }

  @AfterEach
  void remove() throws IOException {
    host.close();
  }

  private TxId apply() throws Failure {
    return engine.apply(plan, host::login, ProofOfLife.LOGIN).id().orElseThrow();
  }

  private void assertOld() throws IOException {
    assertThat(host.sysctl(FakeHost.SWAPPINESS)).isEqualTo("60");
    assertThat(host.sysctl(FakeHost.RMEM)).isEqualTo("4096 87380 6291456");
    assertThat(host.has(FakeHost.OWN)).isFalse();
    assertThat(host.timerArmed()).isFalse();
  }

  @Test
  void theJobTakesBackWhatNobodyConfirms() throws Exception {
    TxId id = apply();
    assertThat(host.read("etc/.initscope/tx/timer")).isEqualTo("at 1\n");
    assertThat(host.read("var/spool/at/1")).contains("rollback " + id.hex() + " at");
    assertThat(host.sysctl(FakeHost.SWAPPINESS)).isEqualTo("1");
    host.fireTimers();
    assertOld();
    assertThat(engine.status(id, host::login).state()).isEqualTo(TxState.ROLLED);
    assertThat(host.has("etc/.initscope")).isFalse();
  }

  @Test
  void theJobWaitsWhenThereIsMoreTime() throws Exception {
    TxId id = apply();
    engine.extend(id, 3600, host::login);
    assertThat(host.read("etc/.initscope/tx/deadline")).isEqualTo("4600\n");
    host.write("bin/sleep", "#!/bin/sh\nkill -9 $PPID\n");
    host.fireJobs();
    assertThat(host.sysctl(FakeHost.SWAPPINESS)).as("not due yet").isEqualTo("1");
    assertThat(host.timerArmed()).isTrue();
    host.fireTimers();
    assertOld();
  }

  @Test
  void confirmRemovesTheJob() throws Exception {
    assertThat(engine.confirm(apply(), host::login).state()).isEqualTo(TxState.CONFIRMED);
    assertThat(host.timerArmed()).isFalse();
    assertThat(host.sysctl(FakeHost.SWAPPINESS)).isEqualTo("1");
  }

  @Test
  void rollbackRemovesTheJob() throws Exception {
    engine.rollback(apply(), host::login);
    assertOld();
  }

  @Test
  void aJobThatFindsNoGuardEnds() throws Exception {
    TxId id = apply();
    String job = host.read("var/spool/at/1");
    engine.rollback(id, host::login);
    host.write("var/spool/at/1", job);
    host.fireTimers();
    assertOld();
    assertThat(host.has("slept")).isFalse();
  }

  @Test
  void withoutAtdNothingIsBegun() throws Exception {
    Files.delete(host.root.resolve("run/atd.pid"));
    assertThatThrownBy(this::apply)
        .isInstanceOf(Failure.HostRefused.class)
        .hasMessageContaining("Nothing was changed")
        .hasMessageContaining("no timer could be started");
    assertOld();
    assertThat(host.has("etc/.initscope")).isFalse();
    assertThat(journal.all.values()).allMatch(t -> t.state() == TxState.ROLLED);
  }

  @Test
  void anAtdThatDiedIsNoTimer() throws Exception {
    host.write("run/atd.pid", "999999999\n");
    assertThatThrownBy(this::apply)
        .isInstanceOf(Failure.HostRefused.class)
        .hasMessageContaining("no timer could be started");
    assertOld();
  }
}
