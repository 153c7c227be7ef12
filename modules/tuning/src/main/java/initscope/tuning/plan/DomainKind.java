package initscope.tuning.plan;

import initscope.model.Bytes;
import initscope.model.change.PermitDomain;
import initscope.model.change.PlanItem;
import initscope.model.change.PlanItem.How;
import initscope.model.change.PlanItem.Phase;
import java.util.List;
import java.util.Optional;

/// Domains that are permissive for the time of a trial. The module is the one that {@code semanage permissive -a} would make, so that
/// its counterpart knows it too.
final class DomainKind extends SelinuxKind<PermitDomain> {
  DomainKind() {
    super(PermitDomain.class, "semodule");
  }

  @Override
  List<Probe> probes(PermitDomain change) {
    return List.of(new Probe("domain", change.target()), new Probe("module", module(change)));
  }

  private static String module(PermitDomain change) {
    return "permissive_" + change.target();
  }

  @Override
  void all(Sight sight, Draft draft) {
    sight.selinux().rebuilds(draft);
    if (sight.request().windowSeconds() > PermitDomain.MAX_WINDOW_SECONDS) {
      draft.find(Finding.block("domain.window", Integer.toString(PermitDomain.MAX_WINDOW_SECONDS)));
    }
    if (sight.request().lasting()) {
      draft.find(Finding.block("domain.lasting"));
    }
    draft.find(Finding.note("selinux.outlives"));
    draft.gain("gain.permissive");
  }

  @Override
  void one(PermitDomain change, Sight sight, Draft draft) {
    String type = change.target();
    if (!sight.seen().fact("domain " + type).equals("yes")) {
      draft.find(Finding.block("domain.absent", type));
    }
    if (!sight.seen().fact("module " + module(change)).isEmpty()) {
      draft.find(Finding.block("domain.already", type));
    }
    draft.item(item(module(change), "(typepermissive " + type + ")\n", sight.selinux()));
    draft.does("semanage permissive -a " + type, "semanage permissive -d " + type);
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
