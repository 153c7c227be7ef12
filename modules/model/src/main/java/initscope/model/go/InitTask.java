package initscope.model.go;

import initscope.model.EvidenceRef;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Initialisation of one package.
///
/// @param order position in the order the runtime runs them, from 0, where known
/// @param packagePath import path as in symbol names, unescaped: {@code example.com/shop/internal/ledgerclient}
/// @param state how far
/// @param functions what it runs, in order: {@code PKG.init}, {@code PKG.init.0}, {@code PKG.map.init.0} ...
/// @param startNanos after runtimeInitTime, from inittrace
/// @param wallNanos wall time it took, from inittrace
/// @param bytes heap allocated, from inittrace
/// @param allocations number of allocations, from inittrace
/// @param evidence where it was read
/// @param plugin path of the plugin it came with; empty for the program's own
public record InitTask(
    OptionalInt order,
    String packagePath,
    State state,
    List<String> functions,
    OptionalLong startNanos,
    OptionalLong wallNanos,
    OptionalLong bytes,
    OptionalLong allocations,
    List<EvidenceRef> evidence,
    Optional<String> plugin) {
  /// Stands for a name that could not be read.
  public static final String UNNAMED = "??";

  /// Keeps immutable copies.
  public InitTask {
    functions = List.copyOf(functions);
    evidence = List.copyOf(evidence);
  }

  /// The same in another state.
  public InitTask withState(State other) {
    return new InitTask(
        order,
        packagePath,
        other,
        functions,
        startNanos,
        wallNanos,
        bytes,
        allocations,
        evidence,
        plugin);
  }

  /// One of the program itself.
  public InitTask(
      OptionalInt order,
      String packagePath,
      State state,
      List<String> functions,
      OptionalLong startNanos,
      OptionalLong wallNanos,
      OptionalLong bytes,
      OptionalLong allocations,
      List<EvidenceRef> evidence) {
    this(
        order,
        packagePath,
        state,
        functions,
        startNanos,
        wallNanos,
        bytes,
        allocations,
        evidence,
        Optional.empty());
  }

  /// How far an init task is.
  public enum State {
    /// Finished.
    DONE,
    /// Entered and not finished.
    RUNNING,
    /// Not begun.
    WAITING,
    /// Not known.
    UNKNOWN;

    /// The word in JSON.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
