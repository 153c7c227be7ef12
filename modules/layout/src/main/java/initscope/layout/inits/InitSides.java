package initscope.layout.inits;

import initscope.diagnosis.diff.DiffCapture;
import initscope.diagnosis.diff.Normalised;
import initscope.diagnosis.diff.ProfileDiff;
import initscope.layout.inits.InitProfiles.Measure;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.Selection;
import initscope.model.go.InitRun;
import initscope.model.go.InitTask;
import initscope.model.go.TimeLapse;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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
    List<DiffCapture> all = runs.stream().map(r -> capture(r, measure, places)).toList();
    return ProfileDiff.of(
        all.subList(0, half()), all.subList(half(), all.size()), Normalised.MEASURED);
  }

  /// One start as stacks, in the order of its inits, without those of weight 0.
  public Profile profile(int run, Measure measure, InitPlaces places) {
    Profile all = capture(runs.get(run), measure, places).profile();
    return new Profile(
        all.name(), all.unit(), all.samples().stream().filter(s -> s.weight() > 0).toList());
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
    String source = runs.get(from).source();
    String name = source.substring(source.lastIndexOf('/') + 1);
    return name + (half() == 1 ? "" : " +" + (half() - 1));
  }

  /// Names of starts that do not tell all of their packages: what only others tell may be missing in them.
  public List<String> partial() {
    boolean anyMain = runs.stream().anyMatch(InitSides::reachesMain);
    return runs.stream()
        .filter(r -> !r.whole() || (anyMain && !reachesMain(r)))
        .map(r -> r.source().substring(r.source().lastIndexOf('/') + 1))
        .toList();
  }

  /// Whether the last init of all was told; a main package that has nothing to initialise has none.
  private static boolean reachesMain(InitRun run) {
    return run.inits().stream().anyMatch(task -> task.packagePath().equals("main"));
  }

  private static DiffCapture capture(InitRun run, Measure measure, InitPlaces places) {
    List<Profile.Sample> samples = new ArrayList<>();
    List<Profile.Sample> errors = new ArrayList<>();
    for (InitTask task : InitProfiles.ordered(run.inits())) {
      List<Frame> stack = places.of(task.packagePath()).stream().map(Frame::of).toList();
      OptionalLong weight = weight(run, task, measure);
      Selection selects = Selection.NONE.withPackage(task.packagePath());
      samples.add(new Profile.Sample(stack, weight.orElse(0), selects));
      errors.add(new Profile.Sample(stack, error(run, task, measure), selects));
    }
    return DiffCapture.measured(
        new Profile("inits", measure.unit(), samples),
        new Profile("inits", measure.unit(), errors));
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
