package initscope.tuning.plan;

import initscope.model.Bytes;
import initscope.model.change.Change;
import initscope.model.change.PlanItem;
import initscope.model.change.PlanItem.Phase;
import initscope.model.change.SetSysctl;
import initscope.model.change.SysctlKey;
import initscope.remote.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Kernel parameters.
final class SysctlKind implements Kind {
  /// Setting one of a pair zeroes the other: both are part of the snapshot.
  private static final Map<String, String> PAIRS =
      Map.of(
          "vm/dirty_bytes", "vm/dirty_ratio",
          "vm/dirty_ratio", "vm/dirty_bytes",
          "vm/dirty_background_bytes", "vm/dirty_background_ratio",
          "vm/dirty_background_ratio", "vm/dirty_background_bytes",
          "vm/overcommit_kbytes", "vm/overcommit_ratio",
          "vm/overcommit_ratio", "vm/overcommit_kbytes");

  private final DeniedSysctls denied;

  SysctlKind(DeniedSysctls denied) {
    this.denied = denied;
  }

  @Override
  public String word() {
    return "sysctl";
  }

  @Override
  public List<String> look(List<Change> changes) {
    List<String> keys = new ArrayList<>();
    for (SetSysctl change : mine(changes)) {
      keys.add(change.key().path());
      Optional.ofNullable(PAIRS.get(change.key().path())).ifPresent(keys::add);
    }
    return keys;
  }

  @Override
  public Draft draft(List<Change> changes, Preflight seen, boolean lasting) {
    List<PlanItem> items = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    List<String> commands = new ArrayList<>();
    List<String> onConfirm = new ArrayList<>();
    List<String> undo = new ArrayList<>();
    for (SetSysctl change : mine(changes)) {
      findings.addAll(new SysctlChecks(denied, seen, lasting).of(change));
      Optional.ofNullable(PAIRS.get(change.key().path()))
          .ifPresent(p -> pair(change, p, seen, findings));
      String before = seen.values().getOrDefault(change.key().path(), "");
      items.add(
          new PlanItem(
              word(),
              Phase.TRY,
              change.key().file(),
              before,
              change.value(),
              Optional.empty(),
              Optional.empty()));
      commands.add(write(change.value(), change.key()));
      undo.addFirst(write(before, change.key()));
    }
    if (lasting) {
      PlanItem file = ownFile(mine(changes), seen);
      items.add(file);
      for (SetSysctl change : mine(changes)) {
        onConfirm.add("echo " + Quote.word(line(change)) + " >> " + ConfFiles.OWN);
      }
      undo.addFirst(
          file.beforeBytes()
              .map(b -> "printf '%s' " + Quote.word(b.utf8()) + " > " + ConfFiles.OWN)
              .orElse("rm -f " + ConfFiles.OWN));
    }
    return new Draft(items, findings, commands, onConfirm, undo);
  }

  private static void pair(SetSysctl change, String other, Preflight seen, List<Finding> findings) {
    String value = seen.values().getOrDefault(other, "");
    if (!value.isEmpty() && !value.equals("0")) {
      findings.add(
          Finding.block(
              "sysctl.pair",
              List.of(change.target(), new SysctlKey(other).dotted(), value),
              List.of(new SysctlKey(other).dotted())));
    }
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
    return new PlanItem(
        "file",
        Phase.PERSIST,
        ConfFiles.OWN,
        before.map(b -> initscope.model.change.Plan.sha256Of(b.toArray())).orElse(PlanItem.ABSENT),
        initscope.model.change.Plan.sha256Of(want.toArray()),
        before,
        Optional.of(want));
  }

  private static List<SetSysctl> mine(List<Change> changes) {
    List<SetSysctl> mine = new ArrayList<>();
    for (Change change : changes) {
      switch (change) {
        case SetSysctl sysctl -> mine.add(sysctl);
      }
    }
    return mine;
  }
}
