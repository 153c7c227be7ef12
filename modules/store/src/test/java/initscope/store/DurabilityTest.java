package initscope.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Failure;
import initscope.model.change.TxId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the journal relies on: rows that stay, words that reach the disk, a damage that is seen, a copy that can take its place.
class DurabilityTest {
  private static final TxId ID = TxId.of(1, 1);
  private static final List<String> KEPT =
      List.of("plan", "tx", "change", "snapshot", "sent", "ended", "event");

  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void one() throws Exception {
    data = folder.resolve("data");
    try (Store store = open()) {
      store.journal().intend(ID, Writer.plan(1), "anna");
      store.journal().ended(store.journal().sending(Writer.sent(ID)), Writer.ended());
      execute(
          store.connection(),
          "INSERT INTO event(tx_id, wall, step, argv, exit, stdout, stderr) VALUES('"
              + ID
              + "', 1, 'arm', 'x', 0, x'', x'')");
    }
  }

  private Store open() throws Failure.Local {
    return Store.open(data, Clock.systemUTC());
  }

  private static void execute(Connection db, String text) throws SQLException {
    try (Statement sql = db.createStatement()) {
      sql.executeUpdate(text);
    }
  }

  private static String one(Connection db, String text) throws SQLException {
    try (Statement sql = db.createStatement();
        ResultSet row = sql.executeQuery(text)) {
      assertThat(row.next()).as(text).isTrue();
      return row.getString(1);
    }
  }

  /// Whatever a connection has set, ours or another program's: the rules are in the file.
  @ParameterizedTest
  @ValueSource(strings = {"OFF", "ON"})
  void whatWasWrittenIsNeverRemovedChangedOrReplaced(String recursive) throws Exception {
    try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + data + "/initscope.db")) {
      execute(db, "PRAGMA recursive_triggers = " + recursive);
      for (String table : KEPT) {
        String row = "SELECT * FROM \"" + table + "\"";
        String before = all(db, row);
        for (String evil :
            List.of(
                "DELETE FROM \"" + table + "\"",
                "UPDATE \"" + table + "\" SET " + column(table) + " = " + column(table),
                "UPDATE OR REPLACE \"" + table + "\" SET " + column(table) + " = " + column(table),
                "INSERT OR REPLACE INTO \"" + table + "\" " + row,
                "REPLACE INTO \"" + table + "\" " + row)) {
          assertThatThrownBy(() -> execute(db, evil))
              .as(evil)
              .isInstanceOf(SQLException.class)
              .hasMessageContaining("never");
        }
        assertThat(all(db, row)).as(table).isEqualTo(before);
      }
    }
  }

  private static String column(String table) {
    return Map.of("plan", "json", "tx", "owner", "change", "want", "snapshot", "before")
        .getOrDefault(table, "seq");
  }

  private static String all(Connection db, String text) throws SQLException {
    StringBuilder rows = new StringBuilder();
    try (Statement sql = db.createStatement();
        ResultSet row = sql.executeQuery(text)) {
      while (row.next()) {
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          rows.append(row.getString(i)).append('|');
        }
      }
    }
    return rows.toString();
  }

  /// What is in force on the connection that writes, not what was asked for.
  @Test
  void theWritersConnectionIsDurableAndStrict() throws Exception {
    try (Store store = open()) {
      Connection db = store.connection();
      assertThat(one(db, "PRAGMA journal_mode")).isEqualTo("wal");
      assertThat(one(db, "PRAGMA synchronous")).as("FULL").isEqualTo("2");
      assertThat(one(db, "PRAGMA fullfsync")).isEqualTo("1");
      assertThat(one(db, "PRAGMA foreign_keys")).isEqualTo("1");
      assertThat(one(db, "PRAGMA trusted_schema")).isEqualTo("0");
      assertThat(one(db, "PRAGMA busy_timeout")).isEqualTo("5000");
      assertThat(one(db, "PRAGMA ignore_check_constraints")).isEqualTo("0");
      store.journal().keep(Writer.plan(2));
      assertThat(Files.size(data.resolve("initscope.db-wal"))).isPositive();
      assertThat(one(db, "PRAGMA synchronous")).as("also after a transaction").isEqualTo("2");
      assertThatThrownBy(
              () -> execute(db, "INSERT INTO ended VALUES(99, 1, 'LOST', NULL, x'', 0, x'')"))
          .hasMessageContaining("FOREIGN KEY");
    }
  }

  @Test
  void damageIsSeenAtTheStartAfterACrashAndTheCopyTakesItsPlace() throws Exception {
    Path file = data.resolve("initscope.db");
    try (Store store = open()) {
      store.journal().keep(Writer.plan(3));
      assertThat(one(store.connection(), "PRAGMA page_size")).isEqualTo("4096");
    }
    damageAPageOf(file);
    open().close(); // no crash, no check: it would take long with each start
    Path mark = Files.createFile(data.resolve("initscope.db.open-999999999-x"));
    for (int again = 0; again < 2; again++) {
      assertThatThrownBy(this::open)
          .isInstanceOf(Failure.Local.class)
          .hasMessageContaining("newest file of its folder 'backup'");
      assertThat(mark).as("still to be checked").exists();
    }
    Files.delete(file);
    Files.deleteIfExists(data.resolve("initscope.db-wal"));
    Files.deleteIfExists(data.resolve("initscope.db-shm"));
    try (var copies = Files.list(data.resolve("backup"))) {
      Files.copy(copies.toList().getFirst(), file);
    }
    try (Store store = open()) {
      assertThat(mark).doesNotExist();
      assertThat(store.library().recent(1)).isEmpty();
    }
  }

  /// The last page of the index over plans, which no start reads.
  private static void damageAPageOf(Path file) throws IOException, SQLException {
    long page;
    try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      page =
          Long.parseLong(
              one(db, "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_plan_1'"));
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.wrap(new byte[4096]), (page - 1) * 4096);
    }
  }

  @Test
  void theDaysFirstStartKeepsACopyThatHoldsAll() throws Exception {
    Files.delete(onlyCopy());
    open().close();
    Path copied = Files.createDirectories(folder.resolve("restored"));
    Files.copy(onlyCopy(), copied.resolve("initscope.db"));
    try (Store store = Store.open(copied, Clock.systemUTC())) {
      assertThat(store.journal().find(ID).orElseThrow().plan()).contains(Writer.plan(1));
      assertThatThrownBy(() -> execute(store.connection(), "DELETE FROM sent"))
          .as("the rules are in the copy too")
          .hasMessageContaining("never");
    }
  }

  private Path onlyCopy() throws IOException {
    try (var copies = Files.list(data.resolve("backup"))) {
      List<Path> all = copies.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  @Test
  void aFolderThatTakesNoCopyIsNotCalledDamaged() throws Exception {
    Path backup = data.resolve("backup");
    Files.delete(onlyCopy());
    Files.delete(backup);
    Files.writeString(backup, "");
    assertThatThrownBy(this::open)
        .isInstanceOf(Failure.Local.class)
        .hasMessageContaining("writable")
        .hasMessageNotContaining("newest file");
  }
}
