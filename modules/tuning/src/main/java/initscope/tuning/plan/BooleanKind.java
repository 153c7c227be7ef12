package initscope.tuning.plan;

import initscope.model.change.PlanItem;
import initscope.model.change.PlanItem.How;
import initscope.model.change.PlanItem.Phase;
import initscope.model.change.SetBoolean;
import initscope.remote.Quote;
import java.util.List;

/// SELinux booleans: on trial in the kernel only, kept in the policy store. Those that bar the way back are data:
/// {@code denied-booleans.tsv}.
final class BooleanKind extends SelinuxKind<SetBoolean> {
  private final List<List<String>> denied = Tables.rows("denied-booleans.tsv", 3);

  BooleanKind() {
    super(SetBoolean.class, "setsebool");
  }

  @Override
  List<Probe> probes(SetBoolean change) {
    return List.of(new Probe("boolean", change.name()));
  }

  @Override
  void all(Sight sight, Draft draft) {
    draft.gain("gain.boolean");
  }

  @Override
  void one(SetBoolean change, Sight sight, Draft draft) {
    for (List<String> row : denied) {
      if (row.get(0).equals(change.name()) && row.get(1).equals(change.wanted())) {
        draft.find(
            Finding.block(
                "boolean.denied", change.name(), change.wanted(), PlanTexts.REASON + row.get(2)));
      }
    }
    now(change, sight.seen(), draft);
    if (sight.request().lasting()) {
      last(change, sight, draft);
    }
  }

  private static void now(SetBoolean change, Preflight seen, Draft draft) {
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

  private static void last(SetBoolean change, Sight sight, Draft draft) {
    String name = change.name();
    String want = change.on() ? "1" : "0";
    String before = sight.seen().property("lastbool " + name, name).orElse(PlanItem.ABSENT);
    if (before.equals(want)) {
      draft.find(Finding.block("boolean.kept_already", name, change.wanted()));
      return;
    }
    sight.selinux().rebuilds(draft);
    boolean absent = before.equals(PlanItem.ABSENT);
    if (absent) {
      sight.selinux().needs("semanage", draft);
    }
    String file = sight.selinux().store() + "/booleans.local";
    draft.item(
        PlanItem.value("lastbool", Phase.PERSIST, name, before, want, new How(file, "", "")));
    draft.confirms(
        "setsebool -P " + name + " " + want,
        absent ? forget(name, file) : "setsebool -P " + name + " " + Quote.shown(before));
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
