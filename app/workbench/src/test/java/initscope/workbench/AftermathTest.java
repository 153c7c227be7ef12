package initscope.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Failure;
import initscope.model.change.Change;
import initscope.model.change.HostIdentity;
import initscope.model.change.Plan;
import initscope.model.change.PlanItem;
import initscope.model.change.TxId;
import initscope.model.change.TxState;
import initscope.model.finding.Sentence;
import initscope.remote.SshOptions;
import initscope.tuning.journal.Transaction;
import initscope.tuning.plan.PlanView;
import initscope.verbs.Tune;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a failure of a change leaves behind.
final class AftermathTest {
  private static final TxId ID = TxId.of(1, 2);
  private final Trials trials = new Trials(() -> 0, () -> 0, () -> "not known");
  private final Way way = Way.of(TuneAsk.of(Guide.TRY, "web-3", SshOptions.DEFAULT));

  private static Plan plan() throws Failure {
    List<Change> changes = Tune.changes(List.of("net.core.somaxconn=1024"));
    PlanItem item =
        PlanItem.value(
            "sysctl",
            PlanItem.Phase.TRY,
            "/proc/sys/net/core/somaxconn",
            "128",
            "1024",
            PlanItem.How.PLAIN);
    HostIdentity host = new HostIdentity("SHA256:k", "m", "web-3");
    return new Plan(host, "b", 1, "v", "g", "", false, 120, changes, List.of(item));
  }

  private static PlanView view(Plan plan) {
    return new PlanView(
        Optional.of(plan),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Sentence.of("plan.skipping"));
  }

  private static Transaction open(Plan plan) {
    return new Transaction(
        ID, plan.host(), Optional.of(plan), TxState.UNKNOWN, "ann@laptop", "", 0, false);
  }

  private Aftermath after(Failure failure, Plan plan) {
    return new Aftermath(failure, way, Optional.of(view(plan)), Optional.empty());
  }

  @Test
  void aLinkThatBreaksWhileAChangeIsAppliedLeavesItsCountdown() throws Exception {
    Plan plan = plan();
    Aftermath after = after(new Failure.HostUnreachable("Lost", "web-3", "try again."), plan);
    assertThat(after.takeIn(List.of(open(plan)), trials)).hasValue(ID);
    assertThat(after.end(true)).isEqualTo(Aftermath.End.OPEN);
    Trial lost = trials.find(ID).orElseThrow();
    assertThat(lost.lost()).isTrue();
    assertThat(lost.status().state()).isEqualTo(TxState.UNKNOWN);
    assertThat(lost.what()).isEqualTo("net.core.somaxconn");
    assertThat(trials.soonestLeft().get()).isEqualTo("2:00");
  }

  @Test
  void whatNeverBeganLeavesNothing() throws Exception {
    Aftermath after = after(new Failure.HostUnreachable("No way", "web-3", "try again."), plan());
    assertThat(after.takeIn(List.of(), trials)).isEmpty();
    assertThat(after.end(false)).isEqualTo(Aftermath.End.NOTHING);
    assertThat(trials.all().get()).isEmpty();
  }
}
