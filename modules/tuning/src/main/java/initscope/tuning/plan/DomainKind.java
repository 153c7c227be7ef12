package initscope.tuning.plan;

import initscope.model.Bytes;
import initscope.model.change.Change;
import initscope.model.change.PermitDomain;
import initscope.model.change.PlanItem;
import initscope.model.change.PlanItem.How;
import initscope.model.change.PlanItem.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Domains that are permissive for the time of a trial. The module is the one that {@code semanage permissive -a} would make, so that
/// its counterpart knows it too.
final class DomainKind implements Kind {
  @Override
  public boolean takes(Change change) {
    return change instanceof PermitDomain;
  }

  @Override
  public List<Probe> look(List<Change> changes) {
    List<Probe> probes = new ArrayList<>(List.of(Selinux.PROBE));
    for (Change change : changes) {
      probes.add(new Probe("domain", change.target()));
      probes.add(new Probe("module", module(change)));
    }
    return probes;
  }

  private static String module(Change change) {
    return "permissive_" + change.target();
  }

  @Override
  public void draft(List<Change> changes, Preflight seen, PlanRequest request, Draft draft) {
    Selinux selinux = Selinux.of(seen);
    if (!selinux.check(draft)) {
      return;
    }
    selinux.needs("semodule", draft);
    selinux.rebuilds(draft);
    if (request.windowSeconds() > PermitDomain.MAX_WINDOW_SECONDS) {
      draft.find(Finding.block("domain.window", Integer.toString(PermitDomain.MAX_WINDOW_SECONDS)));
    }
    if (request.lasting()) {
      draft.find(Finding.block("domain.lasting"));
    }
    for (Change change : changes) {
      String type = change.target();
      if (!seen.fact("domain " + type).equals("yes")) {
        draft.find(Finding.block("domain.absent", type));
      }
      if (!seen.fact("module " + module(change)).isEmpty()) {
        draft.find(Finding.block("domain.already", type));
      }
      draft.item(item(module(change), "(typepermissive " + type + ")\n", selinux));
      draft.does("semanage permissive -a " + type, "semanage permissive -d " + type);
    }
    draft.find(Finding.note("selinux.outlives"));
    draft.gain("gain.permissive");
  }

  /// A module that is not there yet.
  static PlanItem item(String name, String cil, Selinux selinux) {
    return new PlanItem(
        "module",
        Phase.HOLD,
        name,
        PlanItem.ABSENT,
        "installed",
        new How(selinux.modules(), "", ""),
        Optional.empty(),
        Optional.of(Bytes.of(cil)));
  }
}
