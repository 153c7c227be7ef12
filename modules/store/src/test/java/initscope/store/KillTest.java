package initscope.store;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.change.Plan;
import initscope.model.change.TxId;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.JDBC;
import org.sqlite.util.LibraryLoaderUtil;

/// A JVM that writes to the journal is killed with SIGKILL, again and again, at moments drawn by lot; the file must then be whole
/// and hold all that was acknowledged. {@code -Dinitscope.store.kills=200} for the long run.
class KillTest {
  private static final long TX_PER_RUN = 1_000_000;

  @TempDir Path folder;
  private final SplittableRandom random = new SplittableRandom(42);
  private final List<String> acknowledged = new ArrayList<>();

  @Test
  void whatWasAcknowledgedSurvivesTheDeathOfTheProcess() throws Exception {
    int kills = Integer.getInteger("initscope.store.kills", 40);
    long start = System.nanoTime();
    SqliteLibrary library = SqliteLibrary.unpack(folder);
    int checked = 0;
    int early = 0;
    for (int run = 0; run < kills; run++) {
      int before = acknowledged.size();
      Process writer = library.start(folder, run * TX_PER_RUN);
      if (random.nextInt(5) == 0) {
        // Also while it starts: in opening, in the first migration, in the backup.
        LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(500)));
        writer.toHandle().destroyForcibly();
      }
      listen(writer);
      assertThat(writer.waitFor()).as("killed, and did not end by itself").isEqualTo(128 + 9);
      early += acknowledged.size() == before ? 1 : 0;
      checked = check(checked);
    }
    check(0);
    System.out.printf(
        "%d kills in %.1f s: %d words acknowledged, all there; %d before the first%n",
        kills, (System.nanoTime() - start) / 1e9, acknowledged.size(), early);
    assertThat(acknowledged).hasSizeGreaterThan(kills);
  }

  /// Reads to the end what it says; kills it some time after one of its words.
  private void listen(Process writer) throws IOException {
    int until = 1 + random.nextInt(40);
    try (BufferedReader out = writer.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        acknowledged.add(line);
        if (--until == 0) {
          LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(8)));
          // Process.destroyForcibly would close the pipe we still read.
          writer.toHandle().destroyForcibly();
        }
      }
    }
  }

  /// The file, and what was acknowledged from some word on.
  private int check(int from) throws Exception {
    try (Store store = Store.open(folder.resolve("data"), Clock.systemUTC())) {
      assertThat(one(store, "PRAGMA integrity_check", 0)).isEqualTo("ok");
      assertThat(one(store, "SELECT count(*) FROM pragma_foreign_key_check", 0)).isEqualTo("0");
      for (String word : acknowledged.subList(from, acknowledged.size())) {
        long number = Long.parseLong(word.substring(word.indexOf(' ') + 1));
        switch (word.substring(0, word.indexOf(' '))) {
          case "intent" -> checkIntent(store, number);
          case "sent" -> one(store, "SELECT script_sha256 FROM sent WHERE seq = ?", number);
          case "ended" -> one(store, "SELECT exit FROM ended WHERE seq = ?", number);
          default -> throw new AssertionError(word);
        }
      }
      assertThat(one(store, "SELECT count(*) FROM tx", 0))
          .isEqualTo(one(store, "SELECT count(DISTINCT tx_id) FROM snapshot", 0));
      return acknowledged.size();
    }
  }

  private static void checkIntent(Store store, long number) throws Exception {
    TxId id = TxId.of(7, number);
    Plan plan = Writer.plan(number);
    assertThat(store.journal().find(id).orElseThrow().plan()).contains(plan);
    try (PreparedStatement sql =
        store
            .connection()
            .prepareStatement("SELECT before FROM snapshot WHERE tx_id = ? ORDER BY ord")) {
      sql.setString(1, id.hex());
      try (ResultSet rows = sql.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getBytes(1)).isEqualTo(new byte[] {'6', '0'});
        assertThat(rows.next()).isTrue();
        assertThat(rows.getBytes(1)).isEqualTo(Writer.before(number).toArray());
        assertThat(rows.next()).isFalse();
      }
    }
  }

  private static String one(Store store, String text, long number) throws SQLException {
    try (PreparedStatement sql = store.connection().prepareStatement(text)) {
      if (text.endsWith("?")) {
        sql.setLong(1, number);
      }
      try (ResultSet row = sql.executeQuery()) {
        assertThat(row.next()).as(text + " " + number).isTrue();
        return row.getString(1);
      }
    }
  }

  /// The driver's own library, unpacked once: a JVM that is killed leaves what it has unpacked behind.
  private record SqliteLibrary(Path file) {
    static SqliteLibrary unpack(Path folder) throws IOException {
      String name = LibraryLoaderUtil.getNativeLibName();
      Path file = folder.resolve(name);
      String path = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
      try (InputStream in = JDBC.class.getResourceAsStream(path)) {
        Files.copy(Objects.requireNonNull(in, path), file);
      }
      return new SqliteLibrary(file);
    }

    Process start(Path folder, long firstNumber) throws IOException {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              "-Xshare:auto",
              "-Dorg.sqlite.lib.path=" + file.getParent(),
              "-Dorg.sqlite.lib.name=" + file.getFileName(),
              "--enable-native-access=ALL-UNNAMED",
              "-cp",
              classPath(),
              "initscope.store.Writer",
              folder.resolve("data").toString(),
              Long.toString(firstNumber))
          .redirectError(folder.resolve("stderr").toFile())
          .start();
    }

    /// What the writer needs, not all that the tests have.
    private static String classPath() {
      List<String> needed = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        String name = entry.replace('\\', '/');
        if (!name.endsWith(".jar")
            || name.contains("/jackson-")
            || name.contains("/sqlite-jdbc-")
            || name.contains("/slf4j-")
            || name.contains("/surefire")
            || name.contains("/initscope-")) {
          needed.add(entry);
        }
      }
      return String.join(File.pathSeparator, needed);
    }
  }
}
