package initscope.verbs;

import initscope.evidence.CaptureFacts;
import initscope.model.Failure;
import initscope.store.Library;
import initscope.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// The files that were opened or made last, for the start page. One short visit to the library each; not for the FX thread.
public final class Recents {
  /// How many are listed.
  public static final int MOST = 20;

  private Recents() {}

  /// A file that was opened.
  ///
  /// @param file absolute
  /// @param host it was captured on, as the user named it; empty where it does not tell
  /// @param startedMillis when it was captured; 0 where it does not tell
  /// @param verdict one sentence
  /// @param there whether the file still is
  public record Recent(Path file, String host, long startedMillis, String verdict, boolean there) {}

  /// The newest first; none where there is no library yet.
  public static List<Recent> list(Path data) throws Failure {
    if (!Files.exists(data)) {
      return List.of();
    }
    try (Store store = Store.open(data, Clock.systemUTC())) {
      return store.library().recent(MOST).stream().map(Recents::recent).toList();
    }
  }

  private static Recent recent(Library.Capture row) {
    Path file = Path.of(row.path());
    return new Recent(file, row.host(), row.startedMillis(), row.verdict(), Files.exists(file));
  }

  /// Remembers that a file was opened.
  ///
  /// @param verdict one sentence, as it is to be shown
  public static void opened(Path data, Path file, Analysis analysis, String verdict)
      throws Failure {
    CaptureFacts facts =
        analysis.entries().captures().stream()
            .findFirst()
            .map(c -> c.facts())
            .orElse(CaptureFacts.UNKNOWN);
    try (Store store = Store.open(data, Clock.systemUTC())) {
      store
          .library()
          .opened(
              file.toAbsolutePath().normalize().toString(),
              facts.host(),
              facts.startedEpochMillis(),
              verdict);
    }
  }
}
