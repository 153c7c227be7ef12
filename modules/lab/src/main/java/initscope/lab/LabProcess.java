package initscope.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Starts programs of this computer with a lab host's folder as their root and its programs first on the path.
final class LabProcess {
  private static final long TIMER_LIMIT_SECONDS = 120;

  private LabProcess() {}

  /// Starts a program.
  static Process start(HostTree tree, List<String> argv) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(argv).directory(tree.root().toFile());
    builder.environment().clear();
    builder.environment().putAll(environment(tree));
    return builder.start();
  }

  /// What programs of the host find in their environment.
  static Map<String, String> environment(HostTree tree) {
    String root = tree.root().toString();
    return Map.of(
        "INITSCOPE_ROOT",
        root,
        "INITSCOPE_LAB",
        tree.root().resolve(HostFilesFromCapture.LAB).toString(),
        "PATH",
        path(tree),
        "LC_ALL",
        "C",
        "HOME",
        root);
  }

  /// The search path of programs on the host.
  static String path(HostTree tree) {
    return tree.root().resolve(HostFilesFromCapture.LAB) + "/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  }

  /// Runs a command of a timer to its end; its paths below the host's root are this computer's.
  static void run(HostTree tree, List<String> argv) throws IOException {
    PathTranslation paths = new PathTranslation(tree);
    List<String> here = new ArrayList<>();
    argv.forEach(word -> here.add(paths.toHere(word)));
    Process process = start(tree, here);
    process.getOutputStream().close();
    process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    try {
      if (!process.waitFor(TIMER_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
