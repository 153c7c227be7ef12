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
  private static final String REASON = PlanTexts.REASON;
  private final List<List<String>> refused = Tables.rows("refused-rules.tsv", 5);

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
    policy.rules().forEach(r -> refuse(r, draft));
    String cil =
        policy.rules().stream().map(AllowRule::cil).collect(Collectors.joining("\n", "", "\n"));
    draft.item(DomainKind.item(name, cil, selinux));
    policy.rules().forEach(r -> draft.does("# " + name + ": " + r.text(), "# not: " + r.text()));
    draft.does("semodule -X 400 -i " + name + ".cil", "semodule -X 400 -r " + name);
  }

  private void refuse(AllowRule rule, Draft draft) {
    for (List<String> row : refused) {
      boolean permission =
          row.get(3).equals("*") || rule.permissions().stream().anyMatch(row.get(3)::equals);
      if (matches(row.get(0), rule.source())
          && matches(row.get(1), rule.target())
          && matches(row.get(2), rule.objectClass())
          && permission) {
        draft.find(Finding.block("policy.refused", rule.text(), REASON + row.get(4)));
        return;
      }
    }
  }

  private static boolean matches(String pattern, String word) {
    return pattern.equals("*")
        || (pattern.endsWith("*")
            ? word.startsWith(pattern.substring(0, pattern.length() - 1))
            : word.equals(pattern));
  }
}
