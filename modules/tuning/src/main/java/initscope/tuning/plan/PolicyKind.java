package initscope.tuning.plan;

import initscope.model.change.AddPolicy;
import initscope.model.change.AllowRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Modules of reviewed allow rules. What is never allowed is data: {@code refused-rules.tsv}.
final class PolicyKind extends SelinuxKind<AddPolicy> {
  private final RefusedRules refused = RefusedRules.load();

  PolicyKind() {
    super(AddPolicy.class, "semodule");
  }

  @Override
  List<Probe> probes(AddPolicy policy) {
    List<Probe> probes = new ArrayList<>(List.of(new Probe("module", policy.name())));
    types(policy).forEach(t -> probes.add(new Probe("filetype", t)));
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
  void all(Sight sight, Draft draft) {
    sight.selinux().rebuilds(draft);
    draft.find(Finding.note("selinux.outlives"));
    draft.gain("gain.policy");
  }

  @Override
  void one(AddPolicy policy, Sight sight, Draft draft) {
    String name = policy.name();
    if (!sight.seen().fact("module " + name).isEmpty()) {
      draft.find(Finding.block("policy.already", name));
    }
    types(policy).forEach(t -> sight.knows(t, draft));
    policy.rules().forEach(r -> refused.refusal(r).ifPresent(draft::find));
    draft.item(DomainKind.item(name, policy.cil(), sight.selinux()));
    policy.rules().forEach(r -> draft.does("# " + name + ": " + r.text(), "# not: " + r.text()));
    draft.does("semodule -X 400 -i " + name + ".cil", "semodule -X 400 -r " + name);
  }
}
