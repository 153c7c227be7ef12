package initscope.model.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The Go toolchains of this computer: those that {@code INITSCOPE_TEST_GO} lists ({@code go} commands or GOROOTs, joined by colons),
/// else {@code go} on the PATH and where distributions put it.
public final class GoToolchains {
  private GoToolchains() {}

  /// One at least; skips the test where there is none.
  public static List<Path> any() {
    List<Path> found = found();
    assumeTrue(!found.isEmpty(), "no Go toolchain: INITSCOPE_TEST_GO may name some");
    return found;
  }

  /// The {@code go} commands, each toolchain once.
  public static List<Path> found() {
    String named = System.getenv().getOrDefault("INITSCOPE_TEST_GO", "");
    List<Path> places = new ArrayList<>();
    if (named.isEmpty()) {
      folders(System.getenv().getOrDefault("PATH", "")).forEach(f -> places.add(f.resolve("go")));
      places.add(Path.of("/usr/local/go/bin/go"));
      places.addAll(distributed());
    } else {
      folders(named).forEach(p -> places.add(Files.isDirectory(p) ? p.resolve("bin/go") : p));
    }
    return places.stream()
        .filter(p -> Files.isRegularFile(p) && Files.isExecutable(p))
        .map(GoToolchains::real)
        .distinct()
        .toList();
  }

  private static Stream<Path> folders(String list) {
    return Stream.of(list.split(File.pathSeparator)).filter(f -> !f.isEmpty()).map(Path::of);
  }

  private static List<Path> distributed() {
    Path libraries = Path.of("/usr/lib");
    if (!Files.isDirectory(libraries)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(libraries)) {
      return all.filter(p -> p.getFileName().toString().startsWith("go-"))
          .map(p -> p.resolve("bin/go"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path real(Path go) {
    try {
      return go.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lets a {@code go} command fetch nothing from anywhere and use no other toolchain.
  public static void prepare(Map<String, String> environment) {
    environment.putAll(Map.of("GOTOOLCHAIN", "local", "GOPROXY", "off", "GOFLAGS", ""));
    environment.putIfAbsent("CGO_ENABLED", "0");
    environment.remove("GOROOT");
    if (!environment.containsKey("HOME")) {
      environment.putIfAbsent(
          "GOCACHE", Path.of(System.getProperty("java.io.tmpdir"), "go-build").toString());
    }
  }

  /// Runs a {@code go} command in a folder; nothing is fetched from anywhere.
  ///
  /// @throws IllegalStateException with what it wrote, when it fails
  public static String run(Path go, Path folder, String... arguments) throws IOException {
    List<String> argv = new ArrayList<>(List.of(go.toString()));
    argv.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(argv).directory(folder.toFile());
    prepare(builder.environment());
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes());
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", argv) + ": " + said);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return said;
  }
}
