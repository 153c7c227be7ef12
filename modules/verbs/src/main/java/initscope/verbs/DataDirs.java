package initscope.verbs;

import java.nio.file.Path;
import java.util.Map;

/// Where InitScope keeps its own files on this computer (XDG base directories on Linux).
///
/// @param data library and journal, 0700
/// @param cache spools in work and executables fetched from hosts
public record DataDirs(Path data, Path cache) {
  /// The folders for an environment.
  ///
  /// @param environment {@code INITSCOPE_DATA_DIR} wins, then {@code XDG_DATA_HOME} and {@code XDG_CACHE_HOME}
  /// @param home of the user
  public static DataDirs of(Map<String, String> environment, Path home) {
    String own = environment.getOrDefault("INITSCOPE_DATA_DIR", "");
    if (!own.isEmpty()) {
      return new DataDirs(Path.of(own), Path.of(own).resolve("cache"));
    }
    return new DataDirs(
        xdg(environment, "XDG_DATA_HOME", home.resolve(".local/share")).resolve("initscope"),
        xdg(environment, "XDG_CACHE_HOME", home.resolve(".cache")).resolve("initscope"));
  }

  private static Path xdg(Map<String, String> environment, String name, Path otherwise) {
    String value = environment.getOrDefault(name, "");
    return value.startsWith("/") ? Path.of(value) : otherwise;
  }
}
