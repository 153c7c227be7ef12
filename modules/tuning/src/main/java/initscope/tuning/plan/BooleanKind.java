package initscope.tuning.plan;

import initscope.model.change.Change;
import initscope.model.change.PlanItem;
import initscope.model.change.PlanItem.How;
import initscope.model.change.PlanItem.Phase;
import initscope.model.change.SetBoolean;
import java.util.ArrayList;
import java.util.List;

/// SELinux booleans: on trial in the kernel only, kept in the policy store.
final class BooleanKind implements Kind {
  @Override
  public boolean takes(Change change) {
    return change instanceof SetBoolean;
  }

  @Override
  public List<Probe> look(List<Change> changes) {
    List<Probe> probes = new ArrayList<>(List.of(Selinux.PROBE));
    changes.forEach(c -> probes.add(new Probe("boolean", c.target())));
    return probes;
  }

  @Override
  public void draft(List<Change> changes, Preflight seen, PlanRequest request, Draft draft) {
    Selinux selinux = Selinux.of(seen);
    if (!selinux.check(draft)) {
      return;
    }
    selinux.needs("setsebool", draft);
    for (Change change : changes) {
      one((SetBoolean) change, seen, draft);
      if (request.lasting()) {
        last((SetBoolean) change, seen, selinux, draft);
      }
    }
    draft.gain("gain.boolean");
  }

  private static void one(SetBoolean change, Preflight seen, Draft draft) {
    String name = change.name();
    List<String> words = List.of(seen.fact("boolean " + name).split(" ", -1));
    String before = words.getFirst();
    String want = change.on() ? "1" : "0";
    if (!before.equals("0") && !before.equals("1")) {
      draft.find(Finding.block("boolean.absent", name));
      return;
    }
    if (before.equals(want)) {
      draft.find(Finding.block("boolean.already", name, change.wanted()));
    }
    if (words.size() > 1 && !words.get(1).equals(before)) {
      draft.find(Finding.block("boolean.pending", name));
    }
    draft.item(PlanItem.value("boolean", Phase.TRY, name, before, want, How.PLAIN));
    draft.does("setsebool " + name + " " + want, "setsebool " + name + " " + before);
  }

  private static void last(SetBoolean change, Preflight seen, Selinux selinux, Draft draft) {
    String name = change.name();
    String want = change.on() ? "1" : "0";
    String before = seen.property("lastbool " + name, name).orElse(PlanItem.ABSENT);
    if (before.equals(want)) {
      draft.find(Finding.block("boolean.kept_already", name, change.wanted()));
      return;
    }
    selinux.rebuilds(draft);
    boolean absent = before.equals(PlanItem.ABSENT);
    if (absent) {
      selinux.needs("semanage", draft);
    }
    String file = selinux.store() + "/booleans.local";
    draft.item(
        PlanItem.value("lastbool", Phase.PERSIST, name, before, want, new How(file, "", "")));
    draft.confirms(
        "setsebool -P " + name + " " + want,
        absent ? forget(name, file) : "setsebool -P " + name + " " + before);
  }

  /// semanage has no word that forgets one boolean: all are forgotten, and the others set again.
  private static String forget(String name, String file) {
    return "sed -n -e '1i boolean -D' -e '/^"
        + name
        + "=/d' -e 's/^\\([^=]*\\)=\\([01]\\)$/boolean -m -\\2 \\1/p' "
        + file
        + " | semanage import";
  }
}
