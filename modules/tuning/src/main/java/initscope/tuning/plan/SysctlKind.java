package initscope.tuning.plan;

import initscope.model.Bytes;
import initscope.model.change.Change;
import initscope.model.change.PlanItem;
import initscope.model.change.PlanItem.How;
import initscope.model.change.PlanItem.Phase;
import initscope.model.change.SetSysctl;
import initscope.model.change.SysctlKey;
import initscope.remote.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Kernel parameters.
final class SysctlKind implements Kind {
  private static final String WORD = "sysctl";
  private final DeniedSysctls denied;
  private final List<List<String>> same = Tables.rows("same-sysctls.tsv", 2);

  SysctlKind(DeniedSysctls denied) {
    this.denied = denied;
  }

  @Override
  public boolean takes(Change change) {
    return change instanceof SetSysctl;
  }

  @Override
  public List<Probe> look(List<Change> changes) {
    List<Probe> probes = new ArrayList<>();
    for (SetSysctl change : mine(changes)) {
      probes.add(new Probe(WORD, change.key().path()));
      SysctlPairs.other(change.key().path()).ifPresent(other -> probes.add(new Probe(WORD, other)));
    }
    return probes;
  }

  @Override
  public void draft(List<Change> changes, Preflight seen, PlanRequest request, Draft draft) {
    twice(mine(changes), draft);
    for (SetSysctl change : mine(changes)) {
      new SysctlChecks(denied, seen, request.lasting()).of(change).forEach(draft::find);
      Optional<String> other = SysctlPairs.other(change.key().path());
      String otherValue = other.map(seen::value).orElse("");
      if (otherValue.isEmpty()) {
        single(change, seen, draft);
      } else {
        pair(change, other.orElseThrow(), otherValue, seen, draft);
        if (mine(changes).stream().anyMatch(c -> c.key().path().equals(other.orElseThrow()))) {
          draft.find(Finding.block("sysctl.both", change.target()));
        }
      }
      draft.gain(
          PlanTexts.has("offer." + change.target()) ? "offer." + change.target() : "gain.sysctl");
    }
    if (request.lasting()) {
      own(seen, draft);
      last(mine(changes), seen, draft);
    }
  }

  /// Of two names of one setting, the second would find the value of the first.
  private void twice(List<SetSysctl> changes, Draft draft) {
    List<String> paths = changes.stream().map(c -> c.key().path()).toList();
    same.stream()
        .filter(paths::containsAll)
        .forEach(
            row ->
                draft.find(
                    Finding.block(
                        "sysctl.same",
                        new SysctlKey(row.get(0)).dotted(),
                        new SysctlKey(row.get(1)).dotted())));
  }

  private static void single(SetSysctl change, Preflight seen, Draft draft) {
    String before = seen.value(change.key().path());
    draft.item(
        PlanItem.value(WORD, Phase.TRY, change.key().file(), before, change.value(), How.PLAIN));
    draft.does(write(change.value(), change.key()), write(before, change.key()));
  }

  /// Both as one item, and the one that was in force comes back.
  private static void pair(
      SetSysctl change, String other, String otherValue, Preflight seen, Draft draft) {
    SysctlKey key = change.key();
    SysctlKey second = new SysctlKey(other);
    String before = seen.value(key.path());
    boolean first = key.path().compareTo(other) < 0;
    draft.item(
        PlanItem.value(
            "pair",
            Phase.TRY,
            first ? key.file() + " " + second.file() : second.file() + " " + key.file(),
            first ? before + " " + otherValue : otherValue + " " + before,
            first ? change.value() + " 0" : "0 " + change.value(),
            How.PLAIN));
    boolean otherRules = !otherValue.equals("0");
    draft.does(
        write(change.value(), key), otherRules ? write(otherValue, second) : write(before, key));
    if (otherRules) {
      draft.find(Finding.note("sysctl.pair", change.target(), second.dotted(), otherValue));
    }
  }

  private static void own(Preflight seen, Draft draft) {
    String own = seen.fact("own");
    boolean plain = own.isEmpty() || own.equals("regular file|644|0|1");
    boolean text =
        seen.files()
            .own()
            .map(
                f ->
                    f.text()
                        .chars()
                        .allMatch(c -> c == '\n' || c == '\t' || (c >= ' ' && c <= '~')))
            .orElse(true);
    if (!plain || !text || (!own.isEmpty() && seen.files().own().isEmpty())) {
      draft.find(Finding.block("sysctl.own_file", ConfFiles.OWN, own));
    }
  }

  private void last(List<SetSysctl> changes, Preflight seen, Draft draft) {
    PlanItem file = ownFile(changes, seen);
    draft.item(file);
    String back =
        file.beforeBytes()
            .map(b -> "printf '%s' " + Quote.word(b.utf8()) + " > " + ConfFiles.OWN)
            .orElse("rm -f " + ConfFiles.OWN);
    for (SetSysctl change : changes) {
      draft.onConfirm().add("echo " + Quote.word(line(change)) + " >> " + ConfFiles.OWN);
    }
    draft.undo().addFirst(back);
  }

  private static String write(String value, SysctlKey key) {
    return "printf '%s\\n' " + Quote.word(value) + " > " + key.file();
  }

  private static String line(SetSysctl change) {
    return change.target() + " = " + change.value();
  }

  private PlanItem ownFile(List<SetSysctl> changes, Preflight seen) {
    Optional<ConfFile> own = seen.files().own();
    StringBuilder text = new StringBuilder(ConfFiles.HEAD).append('\n');
    for (String line : own.map(f -> f.text().lines().toList()).orElse(List.of())) {
      ConfFile one = new ConfFile(ConfFiles.OWN, ConfFiles.OWN, line);
      boolean replaced = changes.stream().anyMatch(c -> !one.settings(c.key()).isEmpty());
      if (!replaced && !ConfFiles.HEAD.equals(line)) {
        text.append(line).append('\n');
      }
    }
    changes.forEach(c -> text.append(line(c)).append('\n'));
    Bytes want = Bytes.of(text.toString());
    Optional<Bytes> before = own.map(f -> Bytes.of(f.text()));
    return PlanItem.file(
        "file", Phase.PERSIST, ConfFiles.OWN, before, Optional.of(want), How.PLAIN);
  }

  private static List<SetSysctl> mine(List<Change> changes) {
    return changes.stream().map(SetSysctl.class::cast).toList();
  }
}
