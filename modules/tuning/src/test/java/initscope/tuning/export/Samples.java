package initscope.tuning.export;

import initscope.model.Bytes;
import initscope.model.change.Change;
import initscope.model.change.Changes;
import initscope.model.change.HostIdentity;
import initscope.model.change.Plan;
import initscope.model.change.PlanItem;
import initscope.model.change.PlanItem.How;
import initscope.model.change.PlanItem.Phase;
import initscope.model.change.SetSysctl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Plans as the planner makes them.
final class Samples {
  static final String OWN = "/etc/sysctl.d/99-zz-initscope.conf";

  private Samples() {}

  static Change change(String kind, String target, String wanted) {
    return Changes.of(kind, target, wanted);
  }

  static PlanItem item(Phase phase, String kind, String target, String before, String want) {
    return PlanItem.value(kind, phase, target, before, want, How.PLAIN);
  }

  static PlanItem dropIn(String unit, String text) {
    return PlanItem.file(
        "dropin",
        Phase.TRY,
        "/run/systemd/system/" + unit + ".d/95-initscope-trial.conf",
        Optional.empty(),
        Optional.of(Bytes.of(text)),
        new How(unit, "restart", "restart"));
  }

  static Plan plan(String address, boolean lasting, List<Change> changes, List<PlanItem> items) {
    HostIdentity host = new HostIdentity("SHA256:x", "0123456789abcdef0123456789abcdef", address);
    return new Plan(host, "boot", 1, "1", "0", "", lasting, 600, changes, items);
  }

  /// A plan of kernel parameters that had the old values given.
  static Plan sysctls(
      String address, boolean lasting, List<SetSysctl> changes, List<String> before, String own) {
    List<PlanItem> items = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      SetSysctl c = changes.get(i);
      items.add(item(Phase.TRY, "sysctl", c.key().file(), before.get(i), c.value()));
    }
    if (lasting) {
      Optional<Bytes> there = own.isEmpty() ? Optional.empty() : Optional.of(Bytes.of(own));
      Optional<Bytes> want = Optional.of(Bytes.of("x"));
      items.add(PlanItem.file("file", Phase.PERSIST, OWN, there, want, How.PLAIN));
    }
    return plan(address, lasting, List.copyOf(changes), items);
  }

  static SetSysctl sysctl(String key, String value) {
    return (SetSysctl) change("sysctl", key, value);
  }
}
