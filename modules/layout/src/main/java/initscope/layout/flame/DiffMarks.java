package initscope.layout.flame;

import initscope.diagnosis.diff.DiffState;
import initscope.diagnosis.diff.Normalised;
import initscope.diagnosis.diff.ProfileDiff;
import initscope.layout.Rgb;
import initscope.layout.Symbols;
import initscope.layout.TextWidth;
import initscope.layout.Theme;
import initscope.layout.Words;
import java.util.HashMap;
import java.util.Map;

/// What changed, for the nodes of a tree that was made of a {@link DiffSource}: sign and number as words, and a colour whose strength is the
/// size of the change. What chance alone explains has no colour. A node that is no path from the root, as in a sandwich, has no marks.
public final class DiffMarks {
  private static final Rgb GREW = Rgb.of(0xd55e00);
  private static final Rgb SHRANK = Rgb.of(0x0072b2);
  private static final double WEAKEST = 0.25;
  private static final double STRONGEST = 0.75;

  private final ProfileDiff diff;
  private final int[] paths;
  private final double largest;

  private DiffMarks(ProfileDiff diff, int[] paths) {
    this.diff = diff;
    this.paths = paths;
    double most = 0;
    for (int path = 1; path < diff.size(); path++) {
      most = diff.isSignificant(path) ? Math.max(most, Math.abs(diff.delta(path))) : most;
    }
    largest = most;
  }

  /// The marks of a tree.
  public static DiffMarks of(FlameTree tree, ProfileDiff diff) {
    Map<Integer, Map<String, Integer>> below = new HashMap<>();
    for (int path = 1; path < diff.size(); path++) {
      below
          .computeIfAbsent(diff.parent(path), p -> new HashMap<>())
          .put(diff.frame(path).function(), path);
    }
    int[] paths = new int[tree.size()];
    for (int node = 1; node < tree.size(); node++) {
      int above = paths[tree.parent(node)];
      paths[node] =
          above < 0
              ? -1
              : below.getOrDefault(above, Map.of()).getOrDefault(tree.frame(node).function(), -1);
    }
    return new DiffMarks(diff, paths);
  }

  /// Whether a tree that was asked for like this still has the paths that were compared.
  public static boolean fits(FlameQuery query) {
    return !query.inverted()
        && query.sandwich().isEmpty()
        && query.hidden().isEmpty()
        && query.recursion() == Recursion.KEEP;
  }

  /// What kind of change a node is.
  public DiffTone tone(int node) {
    return tone(diff, paths[node]);
  }

  /// What kind of change a path is; none where it is none of the comparison.
  static DiffTone tone(ProfileDiff diff, int path) {
    if (path <= 0 || !diff.isSignificant(path)) {
      return DiffTone.NOISE;
    }
    return switch (diff.state(path)) {
      case NEW -> DiffTone.NEW;
      case GONE -> DiffTone.GONE;
      case BOTH -> diff.delta(path) > 0 ? DiffTone.GREW : DiffTone.SHRANK;
    };
  }

  /// Inside of a node's box.
  public Rgb fill(int node, Theme theme) {
    DiffTone tone = tone(node);
    if (tone == DiffTone.NOISE) {
      return theme.stripe();
    }
    double part = largest == 0 ? 0 : Math.abs(diff.delta(paths[node])) / largest;
    double strength = WEAKEST + (STRONGEST - WEAKEST) * part;
    return theme.background().mix(base(tone), strength);
  }

  /// The colour of a kind of change in a legend.
  public static Rgb sample(DiffTone tone, Theme theme) {
    return tone == DiffTone.NOISE
        ? theme.stripe()
        : theme.background().mix(base(tone), (WEAKEST + STRONGEST) / 2);
  }

  private static Rgb base(DiffTone tone) {
    return tone == DiffTone.GREW || tone == DiffTone.NEW ? GREW : SHRANK;
  }

  /// Outline of a node's box.
  public Rgb stroke(int node, Theme theme) {
    DiffTone tone = tone(node);
    Rgb end = theme == Theme.LIGHT ? Rgb.BLACK : Rgb.WHITE;
    return tone == DiffTone.NOISE
        ? theme.line()
        : base(tone).until(Theme.MARK_CONTRAST, theme.background(), end);
  }

  /// Text on a node's box.
  public Rgb on(int node, Theme theme) {
    Rgb fill = fill(node, theme);
    Rgb end = fill.contrast(Rgb.WHITE) > fill.contrast(Rgb.BLACK) ? Rgb.WHITE : Rgb.BLACK;
    return theme.text().until(Theme.TEXT_CONTRAST, fill, end);
  }

  /// What stands before a node's name: {@code +3.2 % }; {@code new +3.2 % }; empty where chance explains it.
  public String prefix(int node, Words words) {
    DiffTone tone = tone(node);
    if (tone == DiffTone.NOISE) {
      return "";
    }
    String change = signed(diff.delta(paths[node]), words) + " ";
    return tone == DiffTone.NEW || tone == DiffTone.GONE
        ? words.say(tone.key()) + " " + change
        : change;
  }

  /// Words on a node's box: its change and name, as much as fits.
  ///
  /// @param room in pixels
  public String label(int node, String function, double room, Words words) {
    String change = prefix(node, words);
    return TextWidth.of(change + function, FlameLayout.FONT) <= room
        ? change + function
        : TextWidth.fit(change + Symbols.brief(function), FlameLayout.FONT, room);
  }

  /// All that is known of a node's change.
  public String words(int node, Words words) {
    int path = paths[node];
    if (path < 0) {
      return words.say("flame.diff.noPath");
    }
    if (diff.normalised() == Normalised.MEASURED && !Double.isInfinite(diff.bound(path))) {
      return DiffValues.measured(diff, path, words);
    }
    String bound = Double.isInfinite(diff.bound(path)) ? "∞" : number(diff.bound(path), words);
    return words.say(
        diff.isSignificant(path) ? "flame.diff.node" : "flame.diff.noise",
        number(diff.before(path), words),
        number(diff.after(path), words),
        signed(diff.delta(path), words),
        bound);
  }

  /// What a kind of change is called in a legend.
  public String legend(DiffTone tone, Words words) {
    return legend(diff, tone, words);
  }

  static String legend(ProfileDiff diff, DiffTone tone, Words words) {
    return tone == DiffTone.NOISE && diff.normalised() == Normalised.MEASURED
        ? DiffValues.quiet(diff, words)
        : words.say(tone.key());
  }

  private String signed(double value, Words words) {
    return DiffValues.signed(diff, value, words);
  }

  private String number(double value, Words words) {
    return DiffValues.number(diff, value, words);
  }

  /// The one sentence of the whole.
  public static String sentence(ProfileDiff diff, Words words) {
    return diff.normalised() == Normalised.MEASURED
        ? DiffValues.whole(diff, words) + changed(diff, words)
        : changed(diff, words);
  }

  private static String changed(ProfileDiff diff, Words words) {
    boolean once = diff.normalised() == Normalised.MEASURED && !diff.isRepeated();
    int changed = diff.significantCount();
    if (changed == 0) {
      return words.say(once ? DiffValues.once(diff) + ".same" : "flame.diff.same", diff.size() - 1);
    }
    double[] changes = changes(diff);
    int most = 0;
    for (int path = 1; path < diff.size(); path++) {
      boolean leafward = Math.abs(changes[path]) >= Math.abs(changes[most]);
      most = diff.isSignificant(path) && (most == 0 || leafward) ? path : most;
    }
    String name = Symbols.brief(diff.frame(most).function());
    String change = DiffValues.signed(diff, changes[most], words);
    long fresh = count(diff, DiffState.NEW);
    long gone = count(diff, DiffState.GONE);
    return words.say(
        once ? DiffValues.once(diff) + ".changed" : "flame.diff.changed",
        changed,
        diff.size() - 1,
        name,
        change,
        fresh,
        gone);
  }

  /// The change of each path; of what was measured, without that of what stands below it, which has its own place.
  private static double[] changes(ProfileDiff diff) {
    double[] changes = new double[diff.size()];
    for (int path = diff.size() - 1; path > 0; path--) {
      changes[path] += diff.delta(path);
      if (diff.normalised() == Normalised.MEASURED) {
        changes[diff.parent(path)] -= diff.delta(path);
      }
    }
    return changes;
  }

  private static long count(ProfileDiff diff, DiffState state) {
    long count = 0;
    for (int path = 1; path < diff.size(); path++) {
      count += diff.isSignificant(path) && diff.state(path) == state ? 1 : 0;
    }
    return count;
  }
}
