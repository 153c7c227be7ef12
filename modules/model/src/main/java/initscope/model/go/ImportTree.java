package initscope.model.go;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Who imports each package of a program, each once: below the importer that is on the shortest way from {@code main}, and of several as
/// near the first by name. Paths are as symbols have them: the program's own package is {@code main}.
///
/// @param source name of the list of imports it was made of; empty where there was none
/// @param importers the import by which a package is in the tree, by its path; {@code main} has none
public record ImportTree(String source, Map<String, PackageImport> importers) {
  /// Nothing known.
  public static final ImportTree EMPTY = new ImportTree("", Map.of());

  /// Keeps an immutable copy.
  public ImportTree {
    importers = Map.copyOf(importers);
  }

  /// Whether nothing is known.
  public boolean isEmpty() {
    return importers.isEmpty();
  }

  /// From {@code main} to a package, import by import; empty for {@code main} and for what is not in the tree.
  public List<PackageImport> wayTo(String packagePath) {
    List<PackageImport> way = new ArrayList<>();
    PackageImport step = importers.get(packagePath);
    while (step != null && way.size() <= importers.size()) {
      way.add(step);
      step = importers.get(step.importer());
    }
    return List.copyOf(way.reversed());
  }
}
