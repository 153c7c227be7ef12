package initscope.verbs;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Pictures of the window on a capture, without a display: drawn by the window's own code in a JVM of its own, so that verbs load no
/// JavaFX.
public final class Pictures {
  private static final String RENDERER = "initscope.workbench.PicturesMain";
  private static final long LOOK_MILLIS = 200;
  private static final long LIMIT_SECONDS = 300;

  private Pictures() {}

  /// Draws every view in both themes and both languages.
  ///
  /// @param classPath of the window
  /// @param folder existing, for the PNG files
  /// @return the pictures, sorted by name
  public static List<Path> render(String classPath, Path capture, Path folder, Progress progress)
      throws Failure, CancelledException {
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "--enable-native-access=ALL-UNNAMED",
                  "-Dglass.platform=Headless",
                  "-Dprism.order=sw",
                  "-Djava.awt.headless=true",
                  "-cp",
                  classPath,
                  RENDERER,
                  capture.toString(),
                  folder.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      await(process, folder, progress);
      if (process.exitValue() != 0) {
        throw new Failure.Local(
            "Cannot draw pictures",
            "in " + folder,
            "the window did not start: install libfreetype and pango, or look at the SVG files.",
            new IOException("exit status " + process.exitValue()));
      }
      try (Stream<Path> files = Files.list(folder)) {
        return files.filter(f -> f.toString().endsWith(".png")).sorted().toList();
      }
    } catch (IOException e) {
      throw new Failure.Local("Cannot draw pictures", "in " + folder, e.getMessage() + ".", e);
    }
  }

  private static void await(Process process, Path folder, Progress progress)
      throws CancelledException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    try {
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        progress.report(0, -1, "drawing pictures into " + folder);
        if (System.nanoTime() - end > 0) {
          process.destroyForcibly().waitFor();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    } finally {
      process.destroy();
    }
  }
}
