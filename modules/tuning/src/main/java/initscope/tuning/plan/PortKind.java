package initscope.tuning.plan;

import initscope.model.change.Change;
import initscope.model.change.PlanItem;
import initscope.model.change.PlanItem.How;
import initscope.model.change.PlanItem.Phase;
import initscope.model.change.SetPort;
import java.util.ArrayList;
import java.util.List;

/// SELinux types of ports. A port that the policy itself names is left to it: other services count on its type.
final class PortKind implements Kind {
  @Override
  public boolean takes(Change change) {
    return change instanceof SetPort;
  }

  @Override
  public List<Probe> look(List<Change> changes) {
    List<Probe> probes = new ArrayList<>(List.of(Selinux.PROBE, new Probe("ports", "-")));
    changes.forEach(c -> probes.add(new Probe("filetype", c.wanted())));
    return probes;
  }

  @Override
  public void draft(List<Change> changes, Preflight seen, PlanRequest request, Draft draft) {
    Selinux selinux = Selinux.of(seen);
    if (!selinux.check(draft)) {
      return;
    }
    selinux.needs("semanage", draft);
    selinux.needs("semodule", draft);
    selinux.rebuilds(draft);
    PortTable table = PortTable.of(seen);
    if (selinux.tools().contains("semanage") && table.all().isEmpty()) {
      draft.find(Finding.block("port.unread"));
    }
    for (Change change : changes) {
      one((SetPort) change, seen, table, selinux, draft);
    }
    draft.find(Finding.note("selinux.outlives"));
    draft.gain("gain.port");
  }

  private static void one(
      SetPort mine, Preflight seen, PortTable table, Selinux selinux, Draft draft) {
    String port = mine.target();
    if (!seen.fact("filetype " + mine.type()).equals("yes")) {
      draft.find(Finding.block("policy.type", mine.type()));
    }
    String before = table.ours(mine).map(PortTable.Row::type).orElse(PlanItem.ABSENT);
    boolean absent = before.equals(PlanItem.ABSENT);
    if (before.equals(mine.type())) {
      draft.find(Finding.block("port.already", port, mine.type()));
    }
    table
        .overlapping(mine)
        .filter(r -> absent)
        .ifPresent(
            r ->
                draft.find(
                    Finding.block("port.overlap", port, r.first() + "-" + r.last(), r.type())));
    table
        .ofPolicy(mine)
        .filter(r -> absent)
        .ifPresent(r -> draft.find(Finding.block("port.defined", port, r.type())));
    draft.item(
        PlanItem.value(
            "port",
            Phase.HOLD,
            port,
            before,
            mine.type(),
            new How(selinux.store() + "/ports.local", "", "")));
    String where = " -p " + mine.protocol() + " " + mine.port();
    draft.does(
        "semanage port " + (absent ? "-a" : "-m") + " -t " + mine.type() + where,
        absent ? "semanage port -d" + where : "semanage port -m -t " + before + where);
    draft.cost("port.cost", port, mine.type());
  }
}
