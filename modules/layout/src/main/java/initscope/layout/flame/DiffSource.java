package initscope.layout.flame;

import initscope.diagnosis.diff.Normalised;
import initscope.diagnosis.diff.ProfileDiff;
import initscope.layout.Theme;
import initscope.layout.Words;
import initscope.model.Frame;
import initscope.model.Progress;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Two sides against each other as one set of stacks: each path is as wide as both of its values together, so that what is gone stays to be
/// seen beside what is new. What changed stands in {@link #diff()}.
public final class DiffSource implements FlameSource {
  /// Weight of a share of one.
  static final double ONE = 1e9;

  private final Normalised how;
  private final Supplier<ProfileDiff> compare;
  private final AtomicReference<@Nullable ProfileDiff> made = new AtomicReference<>();
  private final String before;
  private final String after;
  private final Words words;

  /// @param how what makes the values comparable
  /// @param compare compares; asked once, where stacks are first wanted
  /// @param before name of that side
  /// @param after name of the other
  public DiffSource(
      Normalised how, Supplier<ProfileDiff> compare, String before, String after, Words words) {
    this.how = how;
    this.compare = compare;
    this.before = before;
    this.after = after;
    this.words = words;
  }

  @Override
  public String id() {
    return how == Normalised.SAMPLES ? "diff" : "diff.second";
  }

  @Override
  public String title() {
    return words.say(
        how == Normalised.SAMPLES ? "flame.source.diff" : "flame.source.diff.second",
        before,
        after);
  }

  @Override
  public String unit() {
    return "difference";
  }

  @Override
  public List<FlameGrouping> groupings() {
    return List.of(FlameGrouping.NONE);
  }

  @Override
  public Optional<ProfileDiff> diff() {
    return Optional.ofNullable(made.get());
  }

  @Override
  public Profile profile(FlameGrouping by, Progress progress) {
    ProfileDiff diff = Optional.ofNullable(made.get()).orElseGet(compare);
    made.set(diff);
    // rates are nanoseconds a second already, and of many CPUs
    double one = how == Normalised.SAMPLES ? ONE : 1;
    long[] selves = new long[diff.size()];
    for (int path = diff.size() - 1; path > 0; path--) {
      long weight = Math.round((diff.before(path) + diff.after(path)) * one);
      selves[path] += weight;
      selves[diff.parent(path)] -= weight;
    }
    List<List<Frame>> stacks = new ArrayList<>(List.of(List.<Frame>of()));
    List<Profile.Sample> samples = new ArrayList<>();
    for (int path = 1; path < diff.size(); path++) {
      List<Frame> stack = new ArrayList<>(stacks.get(diff.parent(path)));
      stack.add(diff.frame(path));
      stacks.add(stack);
      if (selves[path] > 0) {
        samples.add(new Profile.Sample(stack, selves[path], Selection.NONE));
      }
    }
    return new Profile("difference", unit(), samples);
  }

  /// The comparison as an SVG file, in these words.
  ///
  /// @param rootAtBottom a flame; else the root is at the top
  /// @param widthPx width of the picture
  public String svg(boolean rootAtBottom, Theme theme, int widthPx) {
    ProfileDiff diff = Optional.ofNullable(made.get()).orElseGet(compare);
    return DiffSvg.write(diff, before, after, rootAtBottom, theme, words, widthPx);
  }
}
