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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/// Two sides against each other as one set of stacks: each path is as wide as both of its values together, so that what is gone stays to be
/// seen beside what is new. What changed stands in {@link #diff}.
public final class DiffSource implements FlameSource {
  /// Weight of a share of one.
  static final double ONE = 1e9;

  private static final String UNIT = "difference";

  private final String id;
  private final String title;
  private final List<FlameGrouping> groupings;
  private final Function<FlameGrouping, ProfileDiff> compare;
  private final Function<FlameGrouping, Optional<String>> note;
  private final AtomicReference<Map<FlameGrouping, ProfileDiff>> made =
      new AtomicReference<>(Map.of());

  /// @param compare compares; asked once for each grouping, where stacks are first wanted
  /// @param note what is to be said beside the sentence
  DiffSource(
      String id,
      String title,
      List<FlameGrouping> groupings,
      Function<FlameGrouping, ProfileDiff> compare,
      Function<FlameGrouping, Optional<String>> note) {
    this.id = id;
    this.title = title;
    this.groupings = List.copyOf(groupings);
    this.compare = compare;
    this.note = note;
  }

  /// Recordings of samples.
  ///
  /// @param how what makes the values comparable
  /// @param compare compares; asked once, where stacks are first wanted
  /// @param before name of that side
  /// @param after name of the other
  public DiffSource(
      Normalised how, Supplier<ProfileDiff> compare, String before, String after, Words words) {
    this(
        how == Normalised.SAMPLES ? "diff" : "diff.second",
        title(how, before, after, words),
        List.of(FlameGrouping.NONE),
        _ -> compare.get(),
        _ -> Optional.empty());
  }

  /// What a comparison of recordings is called.
  public static String title(Normalised how, String before, String after, Words words) {
    String key = how == Normalised.SAMPLES ? "flame.source.diff" : "flame.source.diff.second";
    return words.say(key, before, after);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String unit() {
    return UNIT;
  }

  @Override
  public List<FlameGrouping> groupings() {
    return groupings;
  }

  @Override
  public Optional<ProfileDiff> diff(FlameGrouping by) {
    return Optional.of(made(by));
  }

  @Override
  public Optional<String> note(FlameGrouping by) {
    return note.apply(by);
  }

  @Override
  public Profile profile(FlameGrouping by, Progress progress) {
    return profile(made(by));
  }

  private ProfileDiff made(FlameGrouping by) {
    ProfileDiff known = Objects.requireNonNull(made.get()).get(by);
    if (known != null) {
      return known;
    }
    ProfileDiff diff = compare.apply(by);
    made.updateAndGet(
        all -> {
          Map<FlameGrouping, ProfileDiff> more = new EnumMap<>(FlameGrouping.class);
          more.putAll(all);
          more.put(by, diff);
          return more;
        });
    return diff;
  }

  /// A comparison as stacks: each path weighs both of its values.
  static Profile profile(ProfileDiff diff) {
    // rates are nanoseconds a second already, and of many CPUs
    double one = diff.normalised() == Normalised.SAMPLES ? ONE : 1;
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
    return new Profile("difference", UNIT, samples);
  }

  /// The comparison as an SVG file, in these words.
  ///
  /// @param by one of {@link #groupings()}
  /// @param rootAtBottom a flame; else the root is at the top
  /// @param widthPx width of the picture
  public String svg(FlameGrouping by, boolean rootAtBottom, Theme theme, Words words, int widthPx) {
    return DiffSvg.write(made(by), title, note(by), rootAtBottom, theme, words, widthPx);
  }
}
