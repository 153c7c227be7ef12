package initscope.tuning.plan;

import initscope.model.Bytes;
import initscope.model.change.Change;
import initscope.model.change.PlanItem;
import initscope.model.change.PlanItem.How;
import initscope.model.change.PlanItem.Phase;
import initscope.model.change.SetUnit;
import initscope.model.change.UnitSetting;
import initscope.model.start.EnvironmentLine;
import initscope.model.start.Godebug;
import initscope.remote.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Drop-ins of systemd units: on trial below {@code /run}, kept below {@code /etc}. What may stand in one is data:
/// {@code unit-settings.tsv}.
final class UnitKind implements Kind {
  private static final String SUPERSEDED = "superseded"; // the guard removes it once kept
  private static final int TYPE_EXEC_SINCE = 240;
  private static final int TYPE_EXEC_PERHAPS = 239; // CentOS 8 has it from 8.1 on

  /// Before it a limit is one number.
  private static final int PAIRS_OF_LIMITS_SINCE = 229;

  private static final String NUMBER = "N | infinity";
  private final List<List<String>> known = Tables.rows("unit-settings.tsv", 6);

  @Override
  public boolean takes(Change change) {
    return change instanceof SetUnit;
  }

  static String trial(String unit) {
    return "/run/systemd/system/" + unit + ".d/95-initscope-trial.conf";
  }

  static String kept(String unit) {
    return "/etc/systemd/system/" + unit + ".d/90-initscope.conf";
  }

  @Override
  public List<Probe> look(List<Change> changes) {
    List<Probe> probes = new ArrayList<>();
    for (Change change : changes) {
      probes.add(new Probe("unit", change.target()));
      probes.add(new Probe("dropin", trial(change.target())));
      probes.add(new Probe("dropin", kept(change.target())));
    }
    return probes;
  }

  @Override
  public void draft(List<Change> changes, Preflight seen, PlanRequest request, Draft draft) {
    reloads(seen, draft);
    for (Change change : changes) {
      SetUnit mine = (SetUnit) change;
      String answer = "unit " + mine.unit();
      if (!seen.property(answer, "LoadState").orElse("").equals("loaded")) {
        draft.find(Finding.block("unit.absent", mine.unit()));
        continue;
      }
      mine.settings().forEach(s -> check(s, mine, seen, draft));
      later(trial(mine.unit()), mine, seen, draft);
      if (request.lasting()) {
        later(kept(mine.unit()), mine, seen, draft);
      }
      items(folded(mine), seen, request.lasting(), draft);
    }
  }

  /// A reload loads everybody's edits: refused while there are any.
  static void reloads(Preflight seen, Draft draft) {
    List<String> pending = seen.fact("reload").lines().toList();
    if (!pending.isEmpty()) {
      draft.find(Finding.block("unit.reload_pending", String.join(", ", pending)));
    }
    draft.find(Finding.note("unit.reload"));
  }

  private void check(UnitSetting setting, SetUnit unit, Preflight seen, Draft draft) {
    String name = setting.section() + "." + setting.name();
    Optional<List<String>> row =
        known.stream()
            .filter(r -> r.get(0).equals(setting.section()) && r.get(1).equals(setting.name()))
            .findFirst();
    if (row.isEmpty()) {
      draft.find(Finding.block("unit.setting", name));
      return;
    }
    if (setting.value().isEmpty()) {
      draft.find(
          Finding.block(
              setting.section().equals("Unit") ? "unit.cannot_remove" : "unit.empty", name));
    }
    draft.gain(row.get().get(3));
    value(setting, row.get(), version(seen), draft);
    if (row.get().get(2).equals("start") && !unit.restart()) {
      draft.find(Finding.note("unit.next_start", unit.unit()));
    }
  }

  /// What systemd would not take: it says so in its log only, and goes on without.
  private static void value(UnitSetting setting, List<String> row, int version, Draft draft) {
    String name = setting.section() + "." + setting.name();
    String value = setting.value();
    boolean legal =
        value.matches(row.get(4))
            && (!setting.name().equals("Environment") || EnvironmentLine.parse(value).isLegal());
    boolean old = version > 0 && version < PAIRS_OF_LIMITS_SINCE;
    if (!value.isEmpty() && !legal) {
      draft.find(Finding.block("unit.value", List.of(name, value), List.of(row.get(5))));
    } else if (old
        && setting.name().startsWith("Limit")
        && !value.equals("infinity")
        && !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      draft.find(Finding.block("unit.value", List.of(name, value), List.of(NUMBER)));
    }
    if (setting.name().equals("Type") && value.equals("exec")) {
      if (version == TYPE_EXEC_PERHAPS) {
        draft.find(Finding.note("unit.type_exec_perhaps", Integer.toString(version)));
      } else if (version > 0 && version < TYPE_EXEC_SINCE) {
        draft.find(Finding.block("unit.type_exec", Integer.toString(version)));
      }
    }
  }

  private static void later(String ours, SetUnit mine, Preflight seen, Draft draft) {
    List<DropIn.Line> lines =
        mine.settings().stream()
            .map(s -> new DropIn.Line(s.section(), s.name(), s.value()))
            .toList();
    LaterFiles.check(mine.unit(), ours, lines, seen, draft);
  }

  /// The version of systemd, 0 where unknown.
  static int version(Preflight seen) {
    for (String word : seen.fact("systemd").split(" ", -1)) {
      if (!word.isEmpty() && word.length() < 5 && word.chars().allMatch(Character::isDigit)) {
        return Integer.parseInt(word);
      }
    }
    return 0;
  }

  private static void items(SetUnit mine, Preflight seen, boolean lasting, Draft draft) {
    String unit = mine.unit();
    List<UnitSetting> settings = new ArrayList<>();
    for (UnitSetting setting : mine.settings()) {
      settings.add(merged(setting, seen, unit, draft));
    }
    HostFile trial = HostFile.of(seen, trial(unit));
    if (trial.text().isPresent() && (lasting || !DropIn.isOurs(trial.text().get()))) {
      draft.find(Finding.block("unit.trial_there", trial.path()));
    }
    // What was kept until the next boot goes on to hold.
    String text = DropIn.parse(trial.text().orElse("")).with(settings).text();
    String restart = mine.restart() ? "restart" : "";
    draft.item(
        PlanItem.file(
            "dropin",
            Phase.TRY,
            trial.path(),
            trial.bytes(),
            Optional.of(Bytes.of(text)),
            new How(unit, restart, lasting ? SUPERSEDED : "")));
    String restarts = "systemctl --no-block restart " + Quote.shown(unit);
    draft.does(
        HostFile.write(trial.path(), text) + " && systemctl daemon-reload",
        trial.restore()
            + " && systemctl daemon-reload"
            + (mine.restart() ? " && " + restarts : ""));
    if (mine.restart()) {
      draft.thenDoes(restarts);
      draft.cost(
          "unit.cost.restart",
          unit,
          seen.property("unit " + unit, "MainPID").orElse("0"),
          seen.property("unit " + unit, "ActiveState").orElse("?"));
    }
    if (lasting) {
      keep(unit, settings, seen, draft);
    }
  }

  private static void keep(String unit, List<UnitSetting> settings, Preflight seen, Draft draft) {
    HostFile kept = HostFile.of(seen, kept(unit));
    kept.check(draft);
    String text = DropIn.parse(kept.text().orElse("")).with(settings).text();
    draft.item(
        PlanItem.file(
            "dropin",
            Phase.PERSIST,
            kept.path(),
            kept.bytes(),
            Optional.of(Bytes.of(text)),
            new How(unit, "", "")));
    draft.confirms(
        HostFile.write(kept.path(), text) + " && systemctl daemon-reload",
        kept.restore() + " && systemctl daemon-reload");
  }

  /// Of several assignments of GODEBUG only the last would count: one line of the change gets all of them.
  private static SetUnit folded(SetUnit mine) {
    Optional<Godebug> all =
        mine.settings().stream().flatMap(s -> wanted(s).stream()).reduce(Godebug::with);
    List<UnitSetting> settings = new ArrayList<>();
    boolean placed = false;
    for (UnitSetting setting : mine.settings()) {
      if (wanted(setting).isEmpty()) {
        settings.add(setting);
        continue;
      }
      EnvironmentLine line = EnvironmentLine.parse(setting.value());
      EnvironmentLine now = placed ? line.withoutGodebug() : line.with(all.orElseThrow());
      placed = true;
      if (!now.words().isEmpty()) {
        settings.add(new UnitSetting(setting.section(), setting.name(), now.text()));
      }
    }
    return new SetUnit(mine.unit(), settings, mine.restart());
  }

  private static Optional<Godebug> wanted(UnitSetting setting) {
    return setting.name().equals("Environment") ? Godebug.of(setting.value()) : Optional.empty();
  }

  /// GODEBUG holds many settings in one variable: a new value keeps the others.
  private static UnitSetting merged(UnitSetting setting, Preflight seen, String unit, Draft draft) {
    Optional<Godebug> wanted = wanted(setting);
    if (wanted.isEmpty()) {
      return setting;
    }
    String now = seen.property("unit " + unit, "Environment").orElse("");
    Optional<Godebug> there = Godebug.of(now);
    if (!seen.property("unit " + unit, "EnvironmentFiles").orElse("").isEmpty()) {
      draft.find(Finding.note("unit.environment_files", unit));
    }
    if (there.isEmpty()) {
      return setting;
    }
    Godebug both = there.get().escaped().with(wanted.get());
    draft.find(Finding.note("unit.godebug", unit, there.get().text(), both.text()));
    String line = EnvironmentLine.parse(setting.value()).with(both).text();
    return new UnitSetting(setting.section(), setting.name(), line);
  }
}
