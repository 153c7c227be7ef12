package initscope.collect;

import initscope.collect.spool.Spool;
import initscope.evidence.CaptureFacts;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.nio.file.Path;

/// One capture from its first answer to its sealed file. While it runs its spool stands beside the file; it stays there when
/// something arrived and could not be sealed, and never when nothing did.
public final class CaptureFile {
  private CaptureFile() {}

  /// The folder that holds what has arrived while the capture runs, and after it failed.
  public static Path spool(Path file) {
    Path name = file.toAbsolutePath();
    return name.resolveSibling(name.getFileName() + ".spool");
  }

  /// Tells, before anyone logs in, what would stop the capture here at home.
  public static void check(Path file) throws Failure.Usage {
    Spool.checkFree(spool(file));
  }

  /// Captures and seals.
  ///
  /// @throws Failure with the spool kept, where something had arrived that is worth reading
  public static Collected take(
      HostAccess host,
      Target target,
      CollectOptions options,
      CaptureFacts facts,
      Path file,
      Progress progress)
      throws Failure, CancelledException {
    return take(host, target, options, Starter.NOBODY, facts, file, progress);
  }

  /// As above, with someone who starts the unit whose start is watched.
  public static Collected take(
      HostAccess host,
      Target target,
      CollectOptions options,
      Starter starter,
      CaptureFacts facts,
      Path file,
      Progress progress)
      throws Failure, CancelledException {
    Spool spool = Spool.create(spool(file), facts);
    boolean wanted = true;
    try {
      Collected collected = Collector.collect(host, target, options, starter, spool, progress);
      spool.seal(file);
      wanted = false;
      return collected;
    } catch (Failure.HostRefused | Failure.Usage nothingToLookAt) {
      wanted = false;
      throw nothingToLookAt;
    } finally {
      if (wanted && !spool.isEmpty()) {
        spool.keep();
      } else {
        spool.delete();
      }
    }
  }
}
