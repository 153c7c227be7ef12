package initscope.store;

import initscope.model.Bytes;
import initscope.model.change.HostIdentity;
import initscope.model.change.Plan;
import initscope.model.change.PlanItem;
import initscope.model.change.SetSysctl;
import initscope.model.change.SysctlKey;
import initscope.model.change.TxId;
import initscope.model.change.TxState;
import initscope.tuning.journal.Ended;
import initscope.tuning.journal.Sent;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/// Writes intents and what was sent until killed; names each on standard output once it was acknowledged.
final class Writer {
  private Writer() {}

  public static void main(String[] args) throws Exception {
    Store store = Store.open(Path.of(args[0]), Clock.systemUTC());
    SqliteJournal journal = store.journal();
    for (long i = Long.parseLong(args[1]); ; i++) {
      TxId id = TxId.of(7, i);
      journal.intend(id, plan(i), "writer");
      say("intent " + i);
      long sequence = journal.sending(sent(id));
      say("sent " + sequence);
      journal.ended(sequence, ended());
      say("ended " + sequence);
      journal.record(id, TxState.ROLLED, "done");
    }
  }

  private static void say(String acknowledged) {
    System.out.println(acknowledged);
    System.out.flush();
  }

  static Sent sent(TxId id) {
    return new Sent(1, "SHA256:k", "ops@web-3", Optional.of(id), "arm", "arm x", Optional.of("ab"));
  }

  static Ended ended() {
    return new Ended(2, Ended.How.EXIT, OptionalInt.of(5), "o\tut", 4, "no");
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
                Plan.sha256Of(before(number).toArray()),
                "abc",
                PlanItem.How.PLAIN,
                Optional.of(before(number)),
                Optional.of(Bytes.of("vm.swappiness = 1\n")))));
  }

  /// What stood in the file before: up to some pages of the database, other bytes for each number.
  static Bytes before(long number) {
    byte[] bytes = new byte[(int) (number * 7919 % 20_000)];
    new SplittableRandom(number).nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
