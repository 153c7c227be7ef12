package initscope.model.go;

import initscope.model.EvidenceRef;
import initscope.model.Frame;
import java.util.List;
import java.util.Optional;

/// One package uses another, so that the other is in the program.
///
/// @param importer import path of the package that uses it
/// @param imported import path of the package that is used
/// @param at a place where it calls a function of it; empty where only the order of inits tells
/// @param evidence where that was read
public record PackageImport(
    String importer, String imported, Optional<Frame> at, List<EvidenceRef> evidence) {
  /// Keeps an immutable copy.
  public PackageImport {
    evidence = List.copyOf(evidence);
  }
}
