package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Failure;
import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.model.change.TxState;
import initscope.tuning.host.Connector;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.HostShell;
import initscope.tuning.host.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The whole engine under faults: this computer dies before or after each write of its journal, or a reply is lost. Then the host's
/// timer fires or it boots, this computer comes back and asks. What must hold is what the protocol's model demands: no effect
/// without an intent, nobody told "kept" what the host does not hold, nothing of ours left behind unconfirmed, nothing left open.
class ScheduleTest {
  private record Fault(int write, boolean after, int lostReply, boolean boot) {}

  @Test
  void everyFaultEndsOldOrKeptAndWrittenDown() throws Exception {
    List<Fault> faults = new ArrayList<>();
    boolean all = Boolean.getBoolean("initscope.tuning.everyMark");
    for (int n = 1; n <= 8; n++) {
      faults.add(new Fault(n, false, 0, n % 2 == 0));
      faults.add(new Fault(n, true, 0, n % 2 == 1));
      if (all) {
        faults.add(new Fault(n, false, 0, n % 2 == 1));
        faults.add(new Fault(n, true, 0, n % 2 == 0));
      }
    }
    for (int n = 2; n <= 10; n++) {
      faults.add(new Fault(0, false, n, false));
      if (all) {
        faults.add(new Fault(0, false, n, true));
      }
    }
    int told = 0;
    for (Fault fault : faults) {
      told += one(fault) ? 1 : 0;
    }
    assertThat(told).as("some confirm through").isPositive().isLessThan(faults.size());
  }

  private static boolean one(Fault fault) throws IOException, Failure {
    try (FakeHost host = new FakeHost(FakeHost.shell("/bin/sh"))) {
      MemoryJournal journal = new MemoryJournal();
      Plan plan = Bench.plan(host, true);
      boolean told = attempt(host, journal, plan, fault);
      journal.crashAtWrite = 0;
      boolean changed = !host.sysctl(FakeHost.SWAPPINESS).equals("60");
      assertThat(!changed || !journal.all.isEmpty()).as(fault + " effect without intent").isTrue();
      if (fault.boot()) {
        host.reboot();
      } else {
        host.fireTimers();
      }
      TuneEngine back = Bench.engine(journal, "anna@laptop");
      for (StatusView view : back.recover(plan, host::login)) {
        if (!view.state().isFinal()) {
          back.rollback(view.id().orElseThrow(), host::login);
        }
      }
      assertEnd(host, journal, told, fault);
      return told;
    }
  }

  private static void assertEnd(FakeHost host, MemoryJournal journal, boolean told, Fault fault)
      throws IOException {
    assertThat(journal.open()).as(fault + " open").isEmpty();
    boolean kept = host.has(FakeHost.OWN);
    assertThat(host.sysctl(FakeHost.SWAPPINESS)).as(fault.toString()).isEqualTo(kept ? "1" : "60");
    assertThat(!told || kept).as(fault + " told kept").isTrue();
    for (var tx : journal.all.values()) {
      assertThat(tx.state() == TxState.CONFIRMED).as(fault + " written down").isEqualTo(kept);
      assertThat(tx.state()).as(fault.toString()).isIn(TxState.CONFIRMED, TxState.ROLLED);
    }
    assertThat(host.timerArmed()).as(fault + " timer").isFalse();
    assertThat(host.has("etc/.initscope")).as(fault + " left on the host").isFalse();
  }

  /// @return whether the user was told that the change is kept
  private static boolean attempt(FakeHost host, MemoryJournal journal, Plan plan, Fault fault)
      throws IOException {
    int[] scripts = {0};
    Connector connector = () -> counting(host, host.login(), scripts, fault.lostReply());
    journal.crashAtWrite = fault.write();
    journal.crashAfter = fault.after();
    try {
      TuneEngine engine = Bench.engine(journal, "anna@laptop");
      TxId id = engine.apply(plan, connector, ProofOfLife.LOGIN).id().orElseThrow();
      return engine.confirm(id, connector).state() == TxState.CONFIRMED;
    } catch (MemoryJournal.LaptopDied | Failure e) {
      return false; // what the user then does is come back
    }
  }

  private static HostShell counting(FakeHost host, HostShell shell, int[] scripts, int lost) {
    return new HostShell() {
      @Override
      public String name() {
        return shell.name();
      }

      @Override
      public String keySha256() {
        return shell.keySha256();
      }

      @Override
      public Reply run(HostScript script) throws Failure {
        host.dropReply = ++scripts[0] == lost;
        return shell.run(script);
      }

      @Override
      public void close() {
        try {
          host.write("last-close", "");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
