package initscope.tuning.plan;

import initscope.model.change.Change;
import java.util.ArrayList;
import java.util.List;

/// What the kinds of SELinux share: without a policy in the kernel nothing is planned, and each change is drafted for itself.
///
/// @param <C> the change
abstract class SelinuxKind<C extends Change> implements Kind {
  private final Class<C> type;
  private final List<String> tools;

  /// A kind.
  ///
  /// @param tools of the host that each change of the kind needs
  SelinuxKind(Class<C> type, String... tools) {
    this.type = type;
    this.tools = List.of(tools);
  }

  /// What was seen, and what is asked for.
  record Sight(Preflight seen, Selinux selinux, PlanRequest request) {
    /// Whether an answer of the kernel's own check says that a type is known.
    void knows(String type, Draft draft) {
      if (!seen.fact("filetype " + type).equals("yes")) {
        draft.find(Finding.block("policy.type", type));
      }
    }
  }

  @Override
  public final boolean takes(Change change) {
    return type.isInstance(change);
  }

  @Override
  public final List<Probe> look(List<Change> changes) {
    List<Probe> probes = new ArrayList<>(List.of(Selinux.PROBE));
    changes.forEach(c -> probes.addAll(probes(type.cast(c))));
    return probes;
  }

  @Override
  public final void draft(List<Change> changes, Preflight seen, PlanRequest request, Draft draft) {
    Sight sight = new Sight(seen, Selinux.of(seen), request);
    if (!sight.selinux().check(draft)) {
      return;
    }
    tools.forEach(t -> sight.selinux().needs(t, draft));
    all(sight, draft);
    changes.forEach(c -> one(type.cast(c), sight, draft));
  }

  /// What preflight must read for a change, besides the state of SELinux.
  abstract List<Probe> probes(C change);

  /// What holds for all changes of the kind together.
  abstract void all(Sight sight, Draft draft);

  /// Adds one change.
  abstract void one(C change, Sight sight, Draft draft);
}
