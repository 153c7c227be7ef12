package initscope.layout.inits;

import initscope.model.Incident;
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

  /// The way to a package, where calls that were read or a list of imports lead to it; calls are read for the package whose init runs.
  public static Optional<ImportWay> to(String packagePath, Incident incident) {
    List<PackageImport> steps = incident.importsTo(packagePath);
    return steps.isEmpty() ? Optional.empty() : Optional.of(new ImportWay(steps));
  }

  /// Whether it begins at main; else its beginning is not known.
  public boolean isWhole() {
    return steps.getFirst().importer().equals(MAIN);
  }
}
