package initscope.tuning.plan;

import initscope.model.change.PlanItem;
import initscope.model.change.PlanItem.How;
import initscope.model.change.PlanItem.Phase;
import initscope.model.change.SetPort;
import initscope.remote.Quote;
import java.util.List;
import java.util.Set;

/// SELinux types of ports. A port that the policy itself names is left to it: other services count on its type.
final class PortKind extends SelinuxKind<SetPort> {
  private final Set<String> general = GeneralTypes.load().ports();

  PortKind() {
    super(SetPort.class, "semanage", "semodule");
  }

  @Override
  List<Probe> probes(SetPort change) {
    return List.of(new Probe("ports", "-"), new Probe("filetype", change.type()));
  }

  @Override
  void all(Sight sight, Draft draft) {
    Selinux selinux = sight.selinux();
    selinux.rebuilds(draft);
    if (selinux.tools().contains("semanage") && PortTable.of(sight.seen()).all().isEmpty()) {
      draft.find(Finding.block("port.unread"));
    }
    draft.find(Finding.note("selinux.outlives"));
    draft.gain("gain.port");
  }

  @Override
  void one(SetPort mine, Sight sight, Draft draft) {
    String port = mine.target();
    sight.knows(mine.type(), draft);
    PortTable table = PortTable.of(sight.seen());
    String before = table.ours(mine).map(PortTable.Row::type).orElse(PlanItem.ABSENT);
    boolean absent = before.equals(PlanItem.ABSENT);
    if (before.equals(mine.type())) {
      draft.find(Finding.block("port.already", port, mine.type()));
    }
    if (absent) {
      others(mine, table, draft);
    }
    draft.item(
        PlanItem.value(
            "port",
            Phase.HOLD,
            port,
            before,
            mine.type(),
            new How(sight.selinux().store() + "/ports.local", "", "")));
    String where = " -p " + mine.protocol() + " " + mine.port();
    draft.does(
        "semanage port " + (absent ? "-a" : "-m") + " -t " + mine.type() + where,
        absent ? "semanage port -d" + where : "semanage port -m -t " + Quote.shown(before) + where);
    draft.cost("port.cost", port, mine.type());
  }

  /// Who else counts on the type of the port.
  private void others(SetPort mine, PortTable table, Draft draft) {
    String port = mine.target();
    table
        .overlapping(mine)
        .ifPresent(r -> draft.find(Finding.block("port.overlap", port, r.range(), r.type())));
    table.ofPolicy(mine).ifPresent(r -> draft.find(Finding.block("port.defined", port, r.type())));
    table
        .ofPolicyAround(mine, general)
        .ifPresent(r -> draft.find(Finding.block("port.in_range", port, r.range(), r.type())));
  }
}
