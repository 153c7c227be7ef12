package initscope.tuning.plan;

import initscope.model.change.AddPolicy;
import initscope.model.change.AllowRule;
import initscope.model.change.Change;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Modules of reviewed allow rules. What is never allowed is data: {@code refused-rules.tsv}.
final class PolicyKind implements Kind {
  private final RefusedRules refused = RefusedRules.load();

  @Override
  public boolean takes(Change change) {
    return change instanceof AddPolicy;
  }

  @Override
  public List<Probe> look(List<Change> changes) {
    List<Probe> probes = new ArrayList<>(List.of(Selinux.PROBE));
    for (Change change : changes) {
      probes.add(new Probe("module", change.target()));
      types((AddPolicy) change).forEach(t -> probes.add(new Probe("filetype", t)));
    }
    return probes;
  }

  private static Set<String> types(AddPolicy policy) {
    Set<String> types = new LinkedHashSet<>();
    for (AllowRule rule : policy.rules()) {
      types.add(rule.source());
      if (!rule.target().equals("self")) {
        types.add(rule.target());
      }
    }
    return types;
  }

  @Override
  public void draft(List<Change> changes, Preflight seen, PlanRequest request, Draft draft) {
    Selinux selinux = Selinux.of(seen);
    if (!selinux.check(draft)) {
      return;
    }
    selinux.needs("semodule", draft);
    selinux.rebuilds(draft);
    for (Change change : changes) {
      one((AddPolicy) change, seen, selinux, draft);
    }
    draft.find(Finding.note("selinux.outlives"));
    draft.gain("gain.policy");
  }

  private void one(AddPolicy policy, Preflight seen, Selinux selinux, Draft draft) {
    String name = policy.name();
    if (!seen.fact("module " + name).isEmpty()) {
      draft.find(Finding.block("policy.already", name));
    }
    for (String type : types(policy)) {
      if (!seen.fact("filetype " + type).equals("yes")) {
        draft.find(Finding.block("policy.type", type));
      }
    }
    policy.rules().forEach(r -> refused.refusal(r).ifPresent(draft::find));
    String cil =
        policy.rules().stream().map(AllowRule::cil).collect(Collectors.joining("\n", "", "\n"));
    draft.item(DomainKind.item(name, cil, selinux));
    policy.rules().forEach(r -> draft.does("# " + name + ": " + r.text(), "# not: " + r.text()));
    draft.does("semodule -X 400 -i " + name + ".cil", "semodule -X 400 -r " + name);
  }
}
