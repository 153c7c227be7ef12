package initscope.layout.inits;

import initscope.model.Incident;
import initscope.model.go.GoBinary;
import initscope.model.go.GoRuntime;
import initscope.model.go.PackageImport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a package stands in a picture of inits: the frames above it, and its own. Each package has one place, so that its cost counts once.
@FunctionalInterface
public interface InitPlaces {
  /// Frames from the root on, the package's own last.
  List<String> of(String packagePath);

  /// What is known of who imports what.
  enum Knowledge {
    /// A list of all imports was given.
    LISTED,
    /// Calls in the executable show some.
    CALLS,
    /// Nothing.
    NONE
  }

  /// Packages one beside the other.
  static InitPlaces inOrder() {
    return path -> List.of(init(path));
  }

  /// Packages below the folders of their import paths: {@code {github.com/}}, {@code {github.com/org/}}, and so on.
  static InitPlaces byPath() {
    return InitPlaces::folders;
  }

  /// Packages below those that import them, from {@code main} on: as a list of imports tells, else as far as calls show it.
  ///
  /// @param unknown what stands above a package of which nothing tells it
  static InitPlaces byImports(Incident incident, String unknown) {
    Map<String, String> calls = new HashMap<>();
    calls(incident).forEach(i -> calls.putIfAbsent(i.imported(), i.importer()));
    return path -> {
      List<PackageImport> listed = incident.importTree().wayTo(path);
      return listed.isEmpty() ? way(path, calls, unknown) : way(listed);
    };
  }

  /// What is known of who imports what.
  static Knowledge knowledge(Incident incident) {
    if (!incident.importTree().isEmpty()) {
      return Knowledge.LISTED;
    }
    return calls(incident).isEmpty() ? Knowledge.NONE : Knowledge.CALLS;
  }

  /// The program as the go command takes it, where the executable tells; else a place to fill in.
  static String program(Incident incident) {
    Optional<GoBinary> binary = incident.go().map(GoRuntime::binary);
    return binary
        .flatMap(GoBinary::modulePath)
        .filter(p -> !p.isEmpty() && !p.equals("command-line-arguments"))
        .filter(p -> p.chars().allMatch(InitPlaces::isPlain))
        .orElse("./cmd/PROGRAM");
  }

  /// Whether a shell takes a character for itself: the sentence is pasted, and the executable may be anyone's.
  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "._/@+-".indexOf(c) >= 0;
  }

  private static List<PackageImport> calls(Incident incident) {
    return incident.go().map(GoRuntime::imports).orElse(List.of());
  }

  private static List<String> way(List<PackageImport> listed) {
    List<String> way = new ArrayList<>(List.of(init(listed.getFirst().importer())));
    listed.forEach(step -> way.add(init(step.imported())));
    return way;
  }

  private static List<String> way(String path, Map<String, String> importers, String unknown) {
    List<String> way = new ArrayList<>(List.of(init(path)));
    int steps = 0;
    String at = path;
    while (importers.containsKey(at) && steps++ <= importers.size()) {
      at = importers.get(at);
      way.add(init(at));
    }
    boolean known = steps > 0 || path.equals("main") || importers.containsValue(path);
    if (!known) {
      way.add(group(unknown));
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
}
