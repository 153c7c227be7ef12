package initscope.tuning.plan;

import initscope.model.change.Change;
import initscope.model.change.PlanItem;
import initscope.model.change.PlanItem.How;
import initscope.model.change.PlanItem.Phase;
import initscope.model.change.SetLabel;
import java.util.ArrayList;
import java.util.List;

/// Types of files: on trial by chcon on each file, kept as a local file context. Each file goes back to the label it had, which need
/// not be the one the policy would give.
final class LabelKind implements Kind {
  private static final int MAX_FILES = 100;

  @Override
  public boolean takes(Change change) {
    return change instanceof SetLabel;
  }

  @Override
  public List<Probe> look(List<Change> changes) {
    List<Probe> probes = new ArrayList<>(List.of(Selinux.PROBE));
    for (Change change : changes) {
      probes.add(new Probe("label", change.target()));
      probes.add(new Probe("filetype", change.wanted()));
    }
    return probes;
  }

  @Override
  public void draft(List<Change> changes, Preflight seen, PlanRequest request, Draft draft) {
    Selinux selinux = Selinux.of(seen);
    if (!selinux.check(draft)) {
      return;
    }
    selinux.needs("chcon", draft);
    for (Change change : changes) {
      SetLabel mine = (SetLabel) change;
      if (!seen.fact("filetype " + mine.type()).equals("yes")) {
        draft.find(Finding.block("policy.type", mine.type()));
      }
      boolean folder = files(mine, seen, draft);
      if (request.lasting()) {
        keep(mine, folder, seen, selinux, draft);
      }
    }
    draft.find(Finding.note(request.lasting() ? "label.outlives.lasting" : "label.outlives"));
    draft.gain("gain.label");
  }

  /// @return whether the path is a folder
  private static boolean files(SetLabel mine, Preflight seen, Draft draft) {
    List<String> lines = seen.fact("label " + mine.path()).lines().toList();
    boolean folder = false;
    int changed = 0;
    if (lines.isEmpty()) {
      draft.find(Finding.block("label.absent", mine.path()));
      return false;
    }
    if (lines.size() > MAX_FILES) {
      draft.find(Finding.block("label.many", mine.path(), Integer.toString(MAX_FILES)));
      return true;
    }
    for (String line : lines) {
      List<String> words = List.of(line.split("\\|", 4));
      String path = words.size() == 4 ? bare(words.get(3), mine.path()) : "";
      if (path.isEmpty() || path.chars().anyMatch(c -> c <= ' ' || c == '|' || c == 0xfffd)) {
        draft.find(Finding.block("label.name", mine.path()));
        return folder;
      }
      folder |= path.equals(mine.path()) && words.get(1).equals("directory");
      if (words.get(1).startsWith("regular") && !words.get(2).equals("1")) {
        draft.find(Finding.block("label.hard_link", path));
      }
      String before = words.get(0);
      String want = Selinux.withType(before, mine.type());
      if (!want.equals(before)) {
        changed++;
        draft.item(PlanItem.value("label", Phase.HOLD, path, before, want, How.PLAIN));
        draft.does("chcon -h " + want + " " + path, "chcon -h " + before + " " + path);
      }
    }
    if (changed == 0) {
      draft.find(Finding.block("label.already", mine.path(), mine.type()));
    }
    return folder;
  }

  // On a rehearsed host the paths begin with the folder that stands for the root.
  private static String bare(String found, String path) {
    int at = found.indexOf(path);
    return at < 0 ? "" : found.substring(at);
  }

  private static void keep(
      SetLabel mine, boolean folder, Preflight seen, Selinux selinux, Draft draft) {
    selinux.needs("semanage", draft);
    selinux.rebuilds(draft);
    String pattern = mine.path().replace(".", "\\.").replace("+", "\\+") + (folder ? "(/.*)?" : "");
    String before = PlanItem.ABSENT;
    for (String line : seen.fact("fcontext " + mine.path()).lines().toList()) {
      List<String> words = List.of(line.strip().split("\\s+"));
      if (words.size() > 1 && words.getFirst().equals(pattern)) {
        before = words.getLast();
      }
    }
    String want = "system_u:object_r:" + mine.type() + ":s0";
    if (before.equals(want)) {
      return;
    }
    String old = Selinux.typeOf(before);
    String verb = before.equals(PlanItem.ABSENT) ? "-a" : "-m";
    draft.item(
        PlanItem.value(
            "fcontext",
            Phase.PERSIST,
            pattern,
            before,
            want,
            new How(selinux.contexts(), mine.type(), old)));
    draft.confirms(
        "semanage fcontext " + verb + " -t " + mine.type() + " '" + pattern + "'",
        before.equals(PlanItem.ABSENT)
            ? "semanage fcontext -d '" + pattern + "'"
            : "semanage fcontext -m -t " + old + " '" + pattern + "'");
  }
}
