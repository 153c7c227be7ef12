package initscope.layout.inits;

import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.Selection;
import initscope.model.go.GoRuntime;
import initscope.model.go.GoSymbol;
import initscope.model.go.InitTask;
import initscope.model.go.PackageImport;
import initscope.model.go.TimeLapse;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  /// Whether it was read who imports some package.
  public static boolean knowsImports(Incident incident) {
    return !imports(incident).isEmpty();
  }

  private static List<PackageImport> imports(Incident incident) {
    return incident.go().map(GoRuntime::imports).orElse(List.of());
  }

  /// Packages one beside the other, in the order they ran; those whose order is not known come last.
  public static Profile inOrder(Incident incident, Measure measure) {
    return profile(incident, measure, path -> List.of(init(path)));
  }

  /// Packages below the folders of their import paths: {@code {github.com/}}, {@code {github.com/org/}}, and so on.
  public static Profile byPath(Incident incident, Measure measure) {
    return profile(incident, measure, InitProfiles::folders);
  }

  /// Packages below those that import them, from {@code main} on, as far as that was read.
  ///
  /// @param notRead what stands above a package of which it was not
  public static Profile byImports(Incident incident, Measure measure, String notRead) {
    Map<String, String> importers = new HashMap<>();
    imports(incident).forEach(i -> importers.putIfAbsent(i.imported(), i.importer()));
    return profile(incident, measure, path -> way(path, importers, notRead));
  }

  private static List<String> way(String path, Map<String, String> importers, String notRead) {
    List<String> way = new ArrayList<>(List.of(init(path)));
    int steps = 0;
    String at = path;
    while (importers.containsKey(at) && steps++ <= importers.size()) {
      at = importers.get(at);
      way.add(init(at));
    }
    boolean known = steps > 0 || path.equals("main") || importers.containsValue(path);
    if (!known) {
      way.add(group(notRead));
    }
    return way.reversed();
  }

  private static List<String> folders(String path) {
    List<String> folders = new ArrayList<>();
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      folders.add(group(path.substring(0, slash) + "/"));
    }
    folders.add(init(path));
    return folders;
  }

  /// As the runtime's own stacks name it.
  private static String init(String packagePath) {
    return packagePath + ".init";
  }

  /// What is no function stands in braces.
  private static String group(String name) {
    return "{" + name + "}";
  }

  /// The frames above and for a package.
  private interface Way {
    List<String> of(String packagePath);
  }

  private static Profile profile(Incident incident, Measure measure, Way way) {
    List<InitTask> tasks = new ArrayList<>(incident.inits());
    tasks.sort(Comparator.comparingInt(t -> t.order().orElse(Integer.MAX_VALUE)));
    List<Profile.Sample> samples = new ArrayList<>();
    for (InitTask task : tasks) {
      long weight = weight(incident, task, measure);
      if (weight <= 0) {
        continue;
      }
      List<Frame> above = way.of(task.packagePath()).stream().map(Frame::of).toList();
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

  private static long weight(Incident incident, InitTask task, Measure measure) {
    OptionalLong known =
        switch (measure) {
          case WALL -> InitTime.of(incident, task).wallNanos();
          case ALLOCATIONS -> task.allocations();
          case BYTES -> task.bytes();
        };
    return known.orElse(0);
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
