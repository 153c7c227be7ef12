package initscope.tuning;

import initscope.model.Failure;
import initscope.model.change.Change;
import initscope.model.change.Plan;
import initscope.model.change.SetSysctl;
import initscope.model.change.SysctlKey;
import initscope.tuning.plan.PlanRequest;
import initscope.tuning.plan.PlanView;
import initscope.tuning.plan.Planner;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/// Engines and plans for tests.
final class Bench {
  static final String GUARD = FakeHost.killableGuard();

  private Bench() {}

  static TuneEngine engine(MemoryJournal journal, String owner) {
    return new TuneEngine(
        journal, Clock.systemUTC(), new SplittableRandom(System.nanoTime()), owner, GUARD);
  }

  static SetSysctl set(String key, String value) {
    return new SetSysctl(SysctlKey.parse(key).orElseThrow(), value);
  }

  static PlanView view(FakeHost host, boolean lasting, Change... changes) throws Failure {
    var request = new PlanRequest(List.of(changes), "test", lasting, 600, OptionalLong.empty());
    return new Planner(Clock.systemUTC(), new SplittableRandom(1), "test", GUARD)
        .plan(request, host.login());
  }

  static Plan plan(FakeHost host, boolean lasting) throws Failure {
    PlanView view =
        view(
            host,
            lasting,
            set("vm.swappiness", "1"),
            set("net.ipv4.tcp_rmem", "4096 87380 16777216"));
    return view.plan().orElseThrow(() -> new AssertionError(view.findings().toString()));
  }
}
