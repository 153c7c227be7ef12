package initscope.layout.inits;

import initscope.model.Incident;
import initscope.model.go.GoRuntime;
import initscope.model.go.PackageImport;
import java.util.List;
import java.util.Optional;

/// How a package came into the program: from {@code main}, package by package, to it.
///
/// @param steps from main on, the last imports the package; never empty
public record ImportWay(List<PackageImport> steps) {
  private static final String MAIN = "main";

  /// Keeps an immutable copy.
  public ImportWay {
    steps = List.copyOf(steps);
  }

  /// The way to a package, where what was read leads to it or past it; it is read for the package whose init runs.
  public static Optional<ImportWay> to(String packagePath, Incident incident) {
    List<PackageImport> all = incident.go().map(GoRuntime::imports).orElse(List.of());
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).imported().equals(packagePath)) {
        return Optional.of(new ImportWay(all.subList(0, i + 1)));
      }
    }
    return Optional.empty();
  }

  /// Whether it begins at main; else its beginning is not known.
  public boolean isWhole() {
    return steps.getFirst().importer().equals(MAIN);
  }
}
