package initscope.diagnosis.diff;

import initscope.model.Frame;
import java.util.ArrayList;
import java.util.List;

/// What changed between two sides, path of calls by path. Values are shares of all (0 to 1), units of the profile per second, or its units, as
/// {@link Normalised} says; they are made per recording first, so that a longer or finer one does not count more than it should. Path 0 is
/// the root, and a parent has a smaller number than what it calls. Immutable.
public final class ProfileDiff {
  private static final double NANOS_PER_SECOND = 1e9;

  /// A change of just the bound is none, however its last digit was rounded.
  private static final double ROUNDING = 1 + 1e-9;

  private final PathTree tree;
  private final Normalised how;
  private final int split;
  private final int recordings;
  private final String unit;
  private final boolean looked;
  private final double[] before;
  private final double[] after;
  private final double[] bounds;

  private ProfileDiff(PathTree tree, Normalised how, int split, List<DiffCapture> all) {
    this.tree = tree;
    this.how = how;
    this.split = split;
    recordings = all.size();
    unit = all.getFirst().profile().unit();
    looked = all.stream().anyMatch(DiffCapture::looked);
    before = new double[tree.size()];
    after = new double[tree.size()];
    bounds = new double[tree.size()];
    Noise noise = new Noise(tree.size() - 1);
    for (int path = 0; path < tree.size(); path++) {
      Noise.Side left = side(path, 0, split, all);
      Noise.Side right = side(path, split, all.size(), all);
      before[path] = left.value();
      after[path] = right.value();
      bounds[path] =
          how == Normalised.MEASURED
              ? noise.measured(left, right, error(path, 0, split) + error(path, split, recordings))
              : noise.bound(left, right, how == Normalised.SAMPLES);
    }
  }

  /// Compares.
  ///
  /// @param before recordings of one side, at least one
  /// @param after recordings of the other, at least one
  /// @throws IllegalArgumentException where a side has none, or {@link Normalised#DURATION} is asked for and a duration is not known
  public static ProfileDiff of(List<DiffCapture> before, List<DiffCapture> after, Normalised how) {
    List<DiffCapture> all = new ArrayList<>(before);
    all.addAll(after);
    boolean timed =
        all.stream()
            .allMatch(c -> c.durationNanos().isPresent() && c.durationNanos().getAsLong() > 0);
    if (before.isEmpty() || after.isEmpty() || (how == Normalised.DURATION && !timed)) {
      throw new IllegalArgumentException(
          before.size() + " against " + after.size() + " recordings, by " + how);
    }
    PathTree tree = new PathTree(all.size());
    for (int i = 0; i < all.size(); i++) {
      tree.add(i, all.get(i).profile());
      tree.addErrors(i, all.get(i).errors());
    }
    return new ProfileDiff(tree, how, before.size(), all);
  }

  /// How wrong the mean of a side may be.
  private double error(int path, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += tree.error(path, i);
    }
    return sum / (to - from);
  }

  private Noise.Side side(int path, int from, int to, List<DiffCapture> all) {
    double sum = 0;
    double squares = 0;
    double perSample = 0;
    int recordings = 0;
    for (int i = from; i < to; i++) {
      long whole = tree.weight(0, i);
      long samples = all.get(i).samples();
      if (how != Normalised.MEASURED && (whole <= 0 || samples <= 0)) {
        continue;
      }
      double one = one(whole, all.get(i));
      double value = tree.weight(path, i) * one;
      sum += value;
      squares += value * value;
      perSample += whole * one / Math.max(1, samples);
      recordings++;
    }
    if (recordings == 0) {
      return new Noise.Side(0, 0, 0, 0);
    }
    double mean = sum / recordings;
    double spread =
        recordings < 2 ? 0 : Math.max(0, (squares - recordings * mean * mean) / (recordings - 1));
    // the mean of several recordings is as sure as one recording of all their samples
    return new Noise.Side(mean, perSample / recordings / recordings, spread, recordings);
  }

  /// What a weight of one counts.
  private double one(long whole, DiffCapture capture) {
    return switch (how) {
      case SAMPLES -> 1.0 / whole;
      case DURATION -> NANOS_PER_SECOND / capture.durationNanos().orElseThrow();
      case MEASURED -> 1;
    };
  }

  /// Number of paths, the root included.
  public int size() {
    return tree.size();
  }

  /// The innermost frame of a path.
  public Frame frame(int path) {
    return tree.frame(path);
  }

  /// The path of the caller, -1 for the root.
  public int parent(int path) {
    return tree.parent(path);
  }

  /// The value before.
  public double before(int path) {
    return before[path];
  }

  /// The value after.
  public double after(int path) {
    return after[path];
  }

  /// What changed: after less before.
  public double delta(int path) {
    return after[path] - before[path];
  }

  /// The largest change that chance alone explains, at 95 % for all paths together. Where starts were measured and {@link #isRepeated()} is
  /// false, only what rounding explains: how much starts differ among themselves is not known then.
  public double bound(int path) {
    return bounds[path];
  }

  /// Whether a change is more than {@link #bound(int)} explains; of what was measured, whether it is on one side only, too.
  public boolean isSignificant(int path) {
    if (how == Normalised.MEASURED && state(path) != DiffState.BOTH) {
      return true;
    }
    return Math.abs(delta(path)) > bounds[path] * ROUNDING;
  }

  /// Whether a value of a path was not measured in some start, though the path was there or may have been: then no change is known.
  public boolean isUnmeasured(int path) {
    return isUnmeasured(path, false) || isUnmeasured(path, true);
  }

  /// The same of one side; of path 0, whether something of that side was not measured.
  ///
  /// @param after of the side after, else of that before
  public boolean isUnmeasured(int path, boolean after) {
    for (int i = after ? split : 0; i < (after ? recordings : split); i++) {
      if (tree.error(path, i) >= DiffCapture.UNMEASURED) {
        return true;
      }
    }
    return false;
  }

  /// Whether what was measured is as wrong as the time between two looks, not only as rounding makes it.
  public boolean isLooked() {
    return looked;
  }

  /// Where a path was seen.
  public DiffState state(int path) {
    if (tree.seen(path, 0, split)) {
      return tree.seen(path, split, Integer.MAX_VALUE) ? DiffState.BOTH : DiffState.GONE;
    }
    return DiffState.NEW;
  }

  /// Whether each side was recorded several times.
  public boolean isRepeated() {
    return split > 1 && recordings - split > 1;
  }

  /// What a weight counts, as {@link Profile#unit()} has it.
  public String unit() {
    return unit;
  }

  /// How values were made comparable.
  public Normalised normalised() {
    return how;
  }

  /// How many paths changed by more than chance.
  public int significantCount() {
    int count = 0;
    for (int path = 1; path < size(); path++) {
      count += isSignificant(path) ? 1 : 0;
    }
    return count;
  }
}
