package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Failure;
import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.model.change.TxState;
import initscope.tuning.journal.Transaction;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A change on trial whose plan only a newer version can read: it may be looked at and taken back, as another computer's may.
class NewerPlanTest {
  private final MemoryJournal journal = new MemoryJournal();
  private final TuneEngine engine = Bench.engine(journal, "anna@laptop");
  private FakeHost host;
  private TxId id;

  @BeforeEach
  void applied() throws Exception {
    host = new FakeHost(FakeHost.shell("/bin/sh"));
    Plan plan = Bench.plan(host, true);
    id = engine.apply(plan, host::login, ProofOfLife.LOGIN).id().orElseThrow();
    Transaction tx = journal.all.get(id);
    journal.all.put(
        id,
        new Transaction(
            id, tx.host(), Optional.empty(), tx.state(), tx.owner(), tx.note(), 0, false));
  }

  @AfterEach
  void close() throws Exception {
    host.close();
  }

  @Test
  void itsStateIsTheHostsAndNothingIsConcludedHere() throws Exception {
    for (StatusView view :
        new StatusView[] {engine.status(id, host::login), engine.onHost(host::login)}) {
      assertThat(view.state()).isEqualTo(TxState.APPLIED);
      assertThat(view.sentence()).contains("newer InitScope");
      assertThat(view.canConfirm()).isFalse();
      assertThat(view.canRollBack()).isTrue();
      assertThat(view.secondsLeft()).isPresent();
    }
    assertThatThrownBy(() -> engine.confirm(id, host::login))
        .isInstanceOf(Failure.Usage.class)
        .hasMessageContaining("newer InitScope");
    assertThatThrownBy(() -> engine.extend(id, 600, host::login)).isInstanceOf(Failure.Usage.class);
  }

  @Test
  void itIsTakenBackAndStaysOpenForTheVersionThatBeganIt() throws Exception {
    assertThat(engine.rollback(id, host::login).state()).isEqualTo(TxState.ROLLED);
    assertThat(host.sysctl(FakeHost.SWAPPINESS)).isEqualTo("60");
    assertThat(journal.open()).hasSize(1);
    assertThat(engine.recover(Bench.plan(host, true), host::login)).hasSize(1);
    assertThat(journal.open()).as("the host's record of its end was not removed").hasSize(1);
    assertThat(host.has("etc/.initscope/tx/state-ROLLED")).isTrue();

    Plan next = Bench.plan(host, true);
    assertThatThrownBy(() -> engine.apply(next, host::login, ProofOfLife.LOGIN))
        .isInstanceOf(Failure.HostRefused.class)
        .hasMessageContaining("newer InitScope");
  }
}
