package initscope.layout.inits;

import initscope.diagnosis.diff.DiffCapture;
import initscope.diagnosis.diff.Normalised;
import initscope.diagnosis.diff.ProfileDiff;
import initscope.layout.inits.InitProfiles.Measure;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.Selection;
import initscope.model.go.InitRun;
import initscope.model.go.InitRun.Extent;
import initscope.model.go.InitTask;
import initscope.model.go.TimeLapse;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Starts whose package inits can be compared. The first half stands before, the second after.
public final class InitSides {
  private static final long MILLI = 1_000_000L;

  private final List<InitRun> runs;

  private InitSides(List<InitRun> runs) {
    this.runs = runs;
  }

  /// Those of an incident; empty where there are not two, or an odd number.
  public static Optional<InitSides> of(Incident incident) {
    List<InitRun> runs = incident.initRuns();
    return runs.size() >= 2 && runs.size() % 2 == 0
        ? Optional.of(new InitSides(runs))
        : Optional.empty();
  }

  /// What can be compared: what both sides tell.
  public List<Measure> measures() {
    List<Measure> all = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      boolean before = runs.subList(0, half()).stream().anyMatch(r -> tells(r, measure));
      boolean after = runs.subList(half(), runs.size()).stream().anyMatch(r -> tells(r, measure));
      if (before && after) {
        all.add(measure);
      }
    }
    return all;
  }

  private static boolean tells(InitRun run, Measure measure) {
    return run.inits().stream().anyMatch(task -> weight(run, task, measure).isPresent());
  }

  private int half() {
    return runs.size() / 2;
  }

  /// Compares.
  public ProfileDiff compare(Measure measure, InitPlaces places) {
    Set<String> packages = new LinkedHashSet<>();
    runs.forEach(r -> r.inits().forEach(task -> packages.add(task.packagePath())));
    List<DiffCapture> all =
        runs.stream().map(r -> capture(r, isPartial(r), packages, measure, places)).toList();
    return ProfileDiff.of(
        all.subList(0, half()), all.subList(half(), all.size()), Normalised.MEASURED);
  }

  /// Both of two starts as stacks, in the order of their inits, without those of weight 0 and those that one of the two did not measure.
  public Both both(Measure measure, InitPlaces places) {
    ProfileDiff diff = compare(measure, places);
    Set<String> left = new HashSet<>();
    for (int path = 1; path < diff.size(); path++) {
      if (diff.isUnmeasured(path)) {
        left.add(diff.frame(path).function());
      }
    }
    return new Both(
        profile(runs.getFirst(), measure, places, left),
        profile(runs.getLast(), measure, places, left),
        left.size());
  }

  /// Two starts, each package one frame.
  ///
  /// @param unmeasured how many packages are left out
  public record Both(Profile before, Profile after, int unmeasured) {}

  private static Profile profile(
      InitRun run, Measure measure, InitPlaces places, Set<String> without) {
    Profile all = capture(run, false, Set.of(), measure, places).profile();
    return new Profile(
        all.name(),
        all.unit(),
        all.samples().stream()
            .filter(s -> s.weight() > 0 && !without.contains(s.stack().getLast().function()))
            .toList());
  }

  /// How many starts there are, both sides together.
  public int size() {
    return runs.size();
  }

  /// Name of the side before.
  public String before() {
    return side(0);
  }

  /// Name of the side after.
  public String after() {
    return side(half());
  }

  private String side(int from) {
    return name(runs.get(from)) + (half() == 1 ? "" : " +" + (half() - 1));
  }

  /// Names of starts whose text breaks off: what follows its last whole line was not measured.
  public List<String> cut() {
    return runs.stream().filter(r -> r.extent() == Extent.CUT).map(InitSides::name).toList();
  }

  /// Names of other starts that do not tell all of their packages: what only others tell may be missing in them.
  public List<String> partial() {
    return runs.stream()
        .filter(r -> r.extent() != Extent.CUT && isPartial(r))
        .map(InitSides::name)
        .toList();
  }

  private static String name(InitRun run) {
    return run.source().substring(run.source().lastIndexOf('/') + 1);
  }

  private boolean isPartial(InitRun run) {
    return run.extent() != Extent.WHOLE
        || (!reachesMain(run) && runs.stream().anyMatch(InitSides::reachesMain));
  }

  /// Whether the last init of all was told; a main package that has nothing to initialise has none.
  private static boolean reachesMain(InitRun run) {
    return run.inits().stream().anyMatch(task -> task.packagePath().equals("main"));
  }

  /// A start. One that is partial did not measure the packages that only others tell, nor perhaps more.
  private static DiffCapture capture(
      InitRun run, boolean partial, Set<String> packages, Measure measure, InitPlaces places) {
    List<Profile.Sample> samples = new ArrayList<>();
    List<Profile.Sample> errors = new ArrayList<>();
    Set<String> missing = new LinkedHashSet<>(partial ? packages : Set.of());
    boolean sampled = false;
    for (InitTask task : InitProfiles.ordered(run.inits())) {
      missing.remove(task.packagePath());
      List<Frame> stack = stack(task.packagePath(), places);
      OptionalLong weight = weight(run, task, measure);
      Selection selects = Selection.NONE.withPackage(task.packagePath());
      samples.add(new Profile.Sample(stack, weight.orElse(0), selects));
      errors.add(new Profile.Sample(stack, error(run, task, measure), selects));
      sampled |= measure == Measure.WALL && task.wallNanos().isEmpty();
    }
    for (String path : missing) {
      List<Frame> stack = stack(path, places);
      samples.add(new Profile.Sample(stack, 0, Selection.NONE));
      errors.add(new Profile.Sample(stack, DiffCapture.UNMEASURED, Selection.NONE));
    }
    if (partial) {
      errors.add(new Profile.Sample(List.of(), DiffCapture.UNMEASURED, Selection.NONE));
    }
    return DiffCapture.measured(
        new Profile("inits", measure.unit(), samples),
        new Profile("inits", measure.unit(), errors),
        sampled && run.timeLapse().isPresent());
  }

  private static List<Frame> stack(String path, InitPlaces places) {
    return places.of(path).stream().map(Frame::of).toList();
  }

  private static OptionalLong weight(InitRun run, InitTask task, Measure measure) {
    return InitProfiles.known(run.timeLapse(), task, measure);
  }

  private static long error(InitRun run, InitTask task, Measure measure) {
    OptionalLong weight = weight(run, task, measure);
    if (weight.isPresent()) {
      return measure != Measure.WALL
          ? 0
          : InitTime.of(run.timeLapse(), task)
              .boundNanos()
              .orElseGet(() -> step(weight.getAsLong()));
    }
    boolean ran = measure == Measure.WALL && task.state() == InitTask.State.DONE;
    return ran
        ? run.timeLapse().map(InitSides::unseen).orElse(DiffCapture.UNMEASURED)
        : DiffCapture.UNMEASURED;
  }

  /// How long an init may have taken that no sample saw: it ran between two, or before the first.
  private static long unseen(TimeLapse lapse) {
    if (lapse.doneBefore() == 0) {
      return lapse.longestGapNanos();
    }
    return lapse.processStartNanos().isEmpty() || lapse.samples().isEmpty()
        ? DiffCapture.UNMEASURED
        : Math.max(
            lapse.longestGapNanos(), lapse.samples().getFirst().at().nanos() - lapse.originNanos());
  }

  /// How much inittrace cuts off: it prints whole milliseconds from 10 ms on, below that two digits, and no microseconds apart.
  private static long step(long wallNanos) {
    if (wallNanos >= 10 * MILLI) {
      return MILLI;
    }
    return wallNanos >= MILLI ? MILLI / 10 : wallNanos >= MILLI / 10 ? MILLI / 100 : MILLI / 1000;
  }
}
