package initscope.tuning.plan;

import initscope.model.Bytes;
import initscope.model.change.Change;
import initscope.model.change.PlanItem;
import initscope.model.change.PlanItem.How;
import initscope.model.change.PlanItem.Phase;
import initscope.model.change.SetCgroup;
import initscope.model.change.SetCgroup.Property;
import initscope.remote.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Resource limits of units, through systemd only: it alone writes below {@code /sys/fs/cgroup}, and a reload would overwrite what
/// others wrote there.
final class CgroupKind implements Kind {
  private static final int SYSTEM_CONTROL_SINCE = 232;

  @Override
  public boolean takes(Change change) {
    return change instanceof SetCgroup;
  }

  private static String kept(String unit) {
    return "/etc/systemd/system/" + unit + ".d/90-initscope-cgroup.conf";
  }

  @Override
  public List<Probe> look(List<Change> changes) {
    List<Probe> probes = new ArrayList<>();
    for (Change change : changes) {
      probes.add(new Probe("unit", change.target()));
      probes.add(new Probe("cgroup", change.target()));
      probes.add(new Probe("dropin", kept(change.target())));
    }
    return probes;
  }

  @Override
  public void draft(List<Change> changes, Preflight seen, PlanRequest request, Draft draft) {
    UnitKind.reloads(seen, draft);
    boolean v2 = seen.fact("cgroup-fs").equals("cgroup2fs");
    for (Change change : changes) {
      SetCgroup mine = (SetCgroup) change;
      String answer = "cgroup " + mine.unit();
      if (!seen.property(answer, "LoadState").orElse("").equals("loaded")) {
        draft.find(Finding.block("unit.absent", mine.unit()));
        continue;
      }
      for (Property property : mine.properties()) {
        Optional<CgroupProperty> known = CgroupProperty.of(property);
        if (known.isEmpty()) {
          draft.find(Finding.block("cgroup.property", property.text()));
        } else if (known.get().v2() != v2 && !known.get().both()) {
          draft.find(
              Finding.block(
                  "cgroup.version",
                  List.of(property.name(), v2 ? "2" : "1"),
                  List.of(known.get().other())));
        } else {
          one(mine.unit(), known.get(), seen, v2, draft);
        }
      }
      if (request.lasting()) {
        keep(mine, seen, draft);
      }
    }
  }

  private static void one(
      String unit, CgroupProperty property, Preflight seen, boolean v2, Draft draft) {
    String before = property.normal(seen.property("cgroup " + unit, property.shown()).orElse(""));
    String want = property.wanted();
    String set = "systemctl set-property --runtime " + Quote.shown(unit) + " ";
    if (before.isEmpty()) {
      draft.find(Finding.block("cgroup.unread", unit, property.name()));
      return;
    }
    if (before.equals(want)) {
      draft.find(Finding.block("cgroup.already", unit, property.text()));
    }
    List<String> read = seen.fact("kernel " + unit).lines().toList();
    if (property.limitsMemory()) {
      memory(unit, property, read, seen, draft);
    }
    Optional<String> back = property.back(before);
    if (back.isEmpty()) {
      draft.find(Finding.block("cgroup.unread", unit, property.name()));
      return;
    }
    String folder =
        UnitKind.version(seen) >= SYSTEM_CONTROL_SINCE
            ? "/run/systemd/system.control/"
            : "/run/systemd/system/";
    String made = folder + unit + ".d/50-" + property.name() + ".conf";
    boolean old = seen.fact("made " + unit).lines().anyMatch(made::equals);
    String kernel = property.inKernel(read, v2).orElse("-");
    draft.item(
        PlanItem.value(
            "cgroup",
            Phase.TRY,
            unit,
            before,
            want,
            new How(
                String.join(" ", property.shown(), made, old ? "old" : "new", kernel),
                property.text(),
                back.get())));
    draft.does(set + Quote.word(property.text()), set + Quote.word(back.get()));
    draft.gain(property.gain());
  }

  /// A limit below what is in use kills at once.
  private static void memory(
      String unit, CgroupProperty property, List<String> read, Preflight seen, Draft draft) {
    OptionalLong used =
        CgroupProperty.used(seen.property("cgroup " + unit, "MemoryCurrent").orElse(""), read);
    boolean runs =
        !List.of("inactive", "failed")
            .contains(seen.property("cgroup " + unit, "ActiveState").orElse(""));
    if (used.isPresent() && property.kills(used.getAsLong())) {
      draft.find(
          Finding.block("cgroup.kills", unit, property.text(), Long.toString(used.getAsLong())));
    } else if (used.isEmpty() && runs) {
      draft.find(Finding.note("cgroup.unchecked", unit, property.text()));
    }
  }

  private static void keep(SetCgroup mine, Preflight seen, Draft draft) {
    HostFile kept = HostFile.of(seen, kept(mine.unit()));
    kept.check(draft);
    String suffix = mine.unit().substring(mine.unit().lastIndexOf('.') + 1);
    String section = Character.toUpperCase(suffix.charAt(0)) + suffix.substring(1);
    List<String> lines = new ArrayList<>();
    for (String line : kept.text().orElse("").lines().toList()) {
      int equals = line.indexOf('=');
      String name = equals < 0 ? "" : line.substring(0, equals);
      if (equals > 0 && mine.properties().stream().noneMatch(p -> p.name().equals(name))) {
        lines.add(line);
      }
    }
    mine.properties().forEach(p -> lines.add(p.text()));
    LaterFiles.check(
        mine.unit(),
        kept.path(),
        mine.properties().stream().map(p -> new DropIn.Line(section, p.name(), p.value())).toList(),
        seen,
        draft);
    String text =
        "# Written by InitScope when a change was confirmed.\n["
            + section
            + "]\n"
            + String.join("\n", lines)
            + "\n";
    draft.item(
        PlanItem.file(
            "dropin",
            Phase.PERSIST,
            kept.path(),
            kept.bytes(),
            Optional.of(Bytes.of(text)),
            new How(mine.unit(), "", "")));
    draft.confirms(
        HostFile.write(kept.path(), text) + " && systemctl daemon-reload",
        kept.restore() + " && systemctl daemon-reload");
  }
}
