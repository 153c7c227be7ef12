package initscope.store;

import initscope.model.Bytes;
import initscope.model.change.HostIdentity;
import initscope.model.change.Plan;
import initscope.model.change.PlanItem;
import initscope.model.change.SetSysctl;
import initscope.model.change.SysctlKey;
import initscope.model.change.TxId;
import initscope.model.change.TxState;
import initscope.tuning.journal.Event;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Writes intents until killed; names each on standard output once it was acknowledged.
final class Writer {
  private Writer() {}

  public static void main(String[] args) throws Exception {
    Store store = Store.open(Path.of(args[0]), Clock.systemUTC());
    SqliteJournal journal = store.journal();
    for (long i = Long.parseLong(args[1]); ; i++) {
      TxId id = TxId.of(7, i);
      journal.intend(id, plan(i), "writer");
      System.out.println(id);
      System.out.flush();
      journal.event(id, new Event(1, "arm", "x", 0, "out", ""));
      journal.record(id, TxState.ROLLED, "done");
    }
  }

  static Plan plan(long number) {
    return new Plan(
        new HostIdentity("SHA256:k", "m", "ops@web-3"),
        "boot",
        number,
        "test",
        "guard",
        "why",
        true,
        600,
        List.of(new SetSysctl(new SysctlKey("vm/swappiness"), "1")),
        List.of(
            new PlanItem(
                "sysctl",
                PlanItem.Phase.TRY,
                "/proc/sys/vm/swappiness",
                "60",
                "1",
                PlanItem.How.PLAIN,
                Optional.empty(),
                Optional.empty()),
            new PlanItem(
                "file",
                PlanItem.Phase.PERSIST,
                "/etc/sysctl.d/99-zz-initscope.conf",
                PlanItem.ABSENT,
                "abc",
                PlanItem.How.PLAIN,
                Optional.empty(),
                Optional.of(Bytes.of("vm.swappiness = 1\n")))));
  }
}
