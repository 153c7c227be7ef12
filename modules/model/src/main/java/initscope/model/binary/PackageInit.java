package initscope.model.binary;

import initscope.model.Frame;
import initscope.model.go.PackageImport;
import java.util.List;

/// The init of one package.
///
/// @param order place in the run, from 0
/// @param packagePath import path
/// @param functions what it runs, in order, each with the place of its declaration
/// @param imports how it came into the program, from main on, as far as calls show; none for the standard library
public record PackageInit(
    int order, String packagePath, List<Frame> functions, List<PackageImport> imports) {
  /// Keeps immutable copies.
  public PackageInit {
    functions = List.copyOf(functions);
    imports = List.copyOf(imports);
  }
}
