package initscope.model.go;

import java.util.List;

/// One package as {@code go list -deps} tells it.
///
/// @param path import path; of a program that of its folder, where symbols say {@code main}
/// @param name as its package clause has it; empty where the list does not tell names
/// @param imports import paths it imports, {@code C} among them
/// @param standard part of the standard library
/// @param named asked for on the command line, not only a dependency
/// @param offset byte offset in the list where it begins
public record GoPackage(
    String path, String name, List<String> imports, boolean standard, boolean named, long offset) {
  /// Name of the package of a program.
  public static final String MAIN = "main";

  /// Keeps an immutable copy.
  public GoPackage {
    imports = List.copyOf(imports);
  }

  /// Whether it is a program.
  public boolean isProgram() {
    return name.equals(MAIN);
  }
}
