package initscope.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/// One copy a day in the folder {@code backup}; the last seven stay.
final class Backups {
  private static final int KEPT = 7;
  private static final String PARTIAL = "partial-";

  private final Path folder;
  private final Clock clock;

  Backups(Path data, Clock clock) {
    this.folder = data.resolve("backup");
    this.clock = clock;
  }

  void daily(Connection db) throws SQLException, IOException {
    Path today = folder.resolve("initscope-" + LocalDate.now(clock) + ".db");
    Files.createDirectories(
        folder, Store.posix() ? Store.attributes("rwx------") : new FileAttribute<?>[0]);
    if (Files.exists(today)) {
      return;
    }
    // SQLite writes into an empty file that is there, so that it is never readable by others.
    Path partial =
        Files.createTempFile(
            folder,
            PARTIAL,
            "",
            Store.posix() ? Store.attributes("rw-------") : new FileAttribute<?>[0]);
    try (PreparedStatement sql = db.prepareStatement("VACUUM INTO ?")) {
      sql.setString(1, partial.toString());
      sql.execute();
      Files.move(partial, today, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
    prune();
  }

  private void prune() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> old =
          files
              .filter(f -> f.getFileName().toString().startsWith("initscope-"))
              .sorted(java.util.Comparator.<Path>naturalOrder().reversed())
              .skip(KEPT)
              .toList();
      for (Path file : old) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
