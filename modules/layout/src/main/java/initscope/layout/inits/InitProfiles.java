package initscope.layout.inits;

import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.Selection;
import initscope.model.go.GoSymbol;
import initscope.model.go.InitTask;
import initscope.model.go.TimeLapse;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Package inits as stacks with weights: what an init flame is drawn of. The outermost frames are packages; below a package that a time-lapse
/// saw stand the frames it was seen in, each as long as it was seen there.
public final class InitProfiles {
  private InitProfiles() {}

  /// What a weight is.
  public enum Measure {
    /// Wall time, nanoseconds; from inittrace, else from a time-lapse within its bound.
    WALL,
    /// Number of allocations, from inittrace.
    ALLOCATIONS,
    /// Bytes allocated, from inittrace.
    BYTES;

    /// Its name in ids and keys.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The unit as {@link Profile#unit()} has it.
    public String unit() {
      return this == WALL ? "nanoseconds" : word();
    }
  }

  /// Whether any package tells a measure.
  public static boolean has(Incident incident, Measure measure) {
    return incident.inits().stream().anyMatch(task -> weight(incident, task, measure) > 0);
  }

  /// Packages with their weights.
  ///
  /// @param places where each stands
  public static Profile of(Incident incident, Measure measure, InitPlaces places) {
    List<Profile.Sample> samples = new ArrayList<>();
    for (InitTask task : ordered(incident.inits())) {
      long weight = weight(incident, task, measure);
      if (weight <= 0) {
        continue;
      }
      List<Frame> above = places.of(task.packagePath()).stream().map(Frame::of).toList();
      List<Profile.Sample> seen =
          measure == Measure.WALL ? seen(incident, task, weight, above) : List.of();
      Selection selects = selects(task);
      samples.addAll(seen.isEmpty() ? List.of(new Profile.Sample(above, weight, selects)) : seen);
    }
    return new Profile("inits", measure.unit(), samples);
  }

  private static Selection selects(InitTask task) {
    Selection selects = Selection.NONE.withPackage(task.packagePath());
    return task.evidence().isEmpty() ? selects : selects.withEvidence(task.evidence().getFirst());
  }

  /// In the order they ran; those whose order is not known come last.
  static List<InitTask> ordered(List<InitTask> inits) {
    List<InitTask> tasks = new ArrayList<>(inits);
    tasks.sort(Comparator.comparingInt(t -> t.order().orElse(Integer.MAX_VALUE)));
    return tasks;
  }

  private static long weight(Incident incident, InitTask task, Measure measure) {
    return known(incident.timeLapse(), task, measure).orElse(0);
  }

  /// What a package weighs, where that is known.
  static OptionalLong known(Optional<TimeLapse> lapse, InitTask task, Measure measure) {
    return switch (measure) {
      case WALL -> InitTime.of(lapse, task).wallNanos();
      case ALLOCATIONS -> task.allocations();
      case BYTES -> task.bytes();
    };
  }

  /// The stacks that a time-lapse saw of a package, its whole time shared out among them by how often each was seen.
  private static List<Profile.Sample> seen(
      Incident incident, InitTask task, long weight, List<Frame> above) {
    List<TimeLapse.Sample> looks =
        incident.timeLapse().map(TimeLapse::samples).orElse(List.of()).stream()
            .filter(s -> s.packagePath().filter(task.packagePath()::equals).isPresent())
            .toList();
    List<Profile.Sample> samples = new ArrayList<>();
    long given = 0;
    for (int i = 0; i < looks.size(); i++) {
      long until = i + 1 == looks.size() ? weight : weight / looks.size() * (i + 1);
      List<Frame> stack = new ArrayList<>(above);
      stack.addAll(inside(looks.get(i), task.packagePath()));
      Selection selects = selects(task).withEvidence(looks.get(i).evidence());
      samples.add(new Profile.Sample(stack, until - given, selects));
      given = until;
    }
    return samples;
  }

  /// From the package's init function inwards, and what the goroutine did there.
  private static List<Frame> inside(TimeLapse.Sample look, String packagePath) {
    List<Frame> rootFirst = look.frames().reversed();
    int from = 0;
    for (int i = 0; i < rootFirst.size(); i++) {
      boolean own =
          GoSymbol.initPackage(rootFirst.get(i).function()).filter(packagePath::equals).isPresent();
      if (own) {
        from = i;
        break;
      }
    }
    List<Frame> frames = new ArrayList<>(rootFirst.subList(from, rootFirst.size()));
    frames.add(Frame.of("[" + look.waitReason().orElse(look.status()) + "]"));
    return frames;
  }
}
