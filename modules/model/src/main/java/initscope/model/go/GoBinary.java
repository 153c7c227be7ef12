package initscope.model.go;

import java.util.Map;
import java.util.Optional;

/// A Go executable from outside.
///
/// @param goVersion of .go.buildinfo: {@code go1.22.12}. Begins with {@link #UNKNOWN_RELEASE} where a Go program does not say it, and
///     is empty where the executable is no Go program or could not be read
/// @param modulePath {@code path} of the build info: the main package
/// @param settings build settings of the build info: {@code -ldflags}, {@code CGO_ENABLED}, {@code GOARCH}, {@code vcs.revision} ...
/// @param pie position independent (ET_DYN)
/// @param stripped no .symtab
/// @param dwarf has .debug_info (or compressed)
/// @param dynamic has PT_INTERP
/// @param buildId Go build id note, else GNU build id in hex
/// @param machine {@code amd64}, {@code arm64}, else the ELF number
public record GoBinary(
    String goVersion,
    Optional<String> modulePath,
    Map<String, String> settings,
    boolean pie,
    boolean stripped,
    boolean dwarf,
    boolean dynamic,
    Optional<String> buildId,
    String machine) {
  /// What is said instead of a release where the build info was removed.
  public static final String UNKNOWN_RELEASE = "unknown release";

  /// Keeps an immutable copy.
  public GoBinary {
    settings = Map.copyOf(settings);
  }

  /// Whether it is known to be a Go program.
  public boolean isGo() {
    return !goVersion.isEmpty();
  }

  /// Whether the program says of which release it is.
  public boolean isReleaseKnown() {
    return isGo() && !goVersion.startsWith(UNKNOWN_RELEASE);
  }

  /// Whether cgo code is linked in, as far as the build info tells.
  public Optional<Boolean> cgo() {
    return Optional.ofNullable(settings.get("CGO_ENABLED")).map("1"::equals);
  }
}
