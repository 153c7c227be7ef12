package initscope.tuning.plan;

import initscope.model.change.PlanItem;
import initscope.model.change.PlanItem.How;
import initscope.model.change.PlanItem.Phase;
import initscope.model.change.SetLabel;
import initscope.remote.Quote;
import java.util.List;
import java.util.Optional;

/// Types of files: on trial by chcon on each file, kept as a local file context. Each file goes back to the label it had, which need
/// not be the one the policy would give. What the guard itself runs on is data: {@code denied-labels.tsv}.
final class LabelKind extends SelinuxKind<SetLabel> {
  private static final int MAX_FILES = 100;

  /// The line of a file context that leaves files without a label of the policy.
  private static final String NONE = "<<none>>";

  private final List<String> denied =
      Tables.rows("denied-labels.tsv", 1).stream().map(List::getFirst).toList();

  LabelKind() {
    super(SetLabel.class, "chcon");
  }

  @Override
  List<Probe> probes(SetLabel change) {
    return List.of(new Probe("label", change.path()), new Probe("filetype", change.type()));
  }

  @Override
  void all(Sight sight, Draft draft) {
    boolean lasting = sight.request().lasting();
    draft.find(Finding.note(lasting ? "label.outlives.lasting" : "label.outlives"));
    draft.gain("gain.label");
  }

  @Override
  void one(SetLabel mine, Sight sight, Draft draft) {
    touched(mine.path())
        .ifPresent(place -> draft.find(Finding.block("label.denied", mine.path(), place)));
    sight.knows(mine.type(), draft);
    boolean folder = files(mine, sight.seen(), draft);
    if (sight.request().lasting()) {
      keep(mine, folder, sight, draft);
    }
  }

  /// What the guard needs, where the path is it, holds it or lies in it.
  private Optional<String> touched(String path) {
    for (String row : denied) {
      boolean many = row.endsWith("*");
      String place = many ? row.substring(0, row.length() - 1) : row;
      boolean within =
          path.equals(place) || path.startsWith(place + "/") || (many && path.startsWith(place));
      if (within || place.startsWith(path + "/")) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  /// Adds each file whose type would change.
  ///
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
        draft.does(chcon(want, path), chcon(before, path));
      }
    }
    if (changed == 0) {
      draft.find(Finding.block("label.already", mine.path(), mine.type()));
    }
    return folder;
  }

  private static String chcon(String context, String path) {
    return "chcon -h " + Quote.shown(context) + " " + Quote.shown(path);
  }

  // On a rehearsed host the paths begin with the folder that stands for the root.
  private static String bare(String found, String path) {
    int at = found.indexOf(path);
    return at < 0 ? "" : found.substring(at);
  }

  private static void keep(SetLabel mine, boolean folder, Sight sight, Draft draft) {
    sight.selinux().needs("semanage", draft);
    sight.selinux().rebuilds(draft);
    String pattern = mine.pattern(folder);
    String before = PlanItem.ABSENT;
    for (String line : sight.seen().fact("fcontext " + mine.path()).lines().toList()) {
      List<String> words = List.of(line.strip().split("\\s+"));
      if (words.size() > 1 && words.getFirst().equals(pattern)) {
        before = words.getLast();
      }
    }
    String want = "system_u:object_r:" + mine.type() + ":s0";
    if (before.equals(want)) {
      return;
    }
    boolean absent = before.equals(PlanItem.ABSENT);
    String old = before.equals(NONE) ? NONE : Selinux.typeOf(before);
    if (!absent && old.isEmpty()) {
      draft.find(Finding.block("label.context", pattern, before));
    }
    draft.item(
        PlanItem.value(
            "fcontext",
            Phase.PERSIST,
            pattern,
            before,
            want,
            new How(sight.selinux().contexts(), mine.type(), old)));
    draft.confirms(
        fcontext(absent ? "-a" : "-m", mine.type(), pattern),
        absent ? "semanage fcontext -d " + Quote.shown(pattern) : fcontext("-m", old, pattern));
  }

  private static String fcontext(String verb, String type, String pattern) {
    return "semanage fcontext " + verb + " -t " + Quote.shown(type) + " " + Quote.shown(pattern);
  }
}
