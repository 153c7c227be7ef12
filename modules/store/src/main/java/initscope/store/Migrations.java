package initscope.store;

import initscope.model.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Brings a file to this version's schema, one numbered script at a time; a script and its number land together.
final class Migrations {
  private static final List<String> NAMES =
      List.of("0001_journal.sql", "0002_library.sql", "0003_trace.sql", "0004_audit.sql");

  private Migrations() {}

  static void run(Connection db, String file) throws SQLException, Failure.Local {
    int at = version(db);
    if (at > NAMES.size()) {
      throw new Failure.Local(
          "Cannot use",
          file,
          "a newer InitScope wrote it (schema "
              + at
              + ", this one knows "
              + NAMES.size()
              + "); use that version.",
          new IllegalStateException("schema " + at));
    }
    for (; at < NAMES.size(); at++) {
      one(db, at);
    }
  }

  private static void one(Connection db, int at) throws SQLException {
    try (Statement sql = db.createStatement()) {
      sql.execute("BEGIN IMMEDIATE");
      try {
        if (version(db) == at) { // else another process was faster
          sql.executeUpdate(text(NAMES.get(at)));
          sql.execute("PRAGMA user_version = " + (at + 1));
        }
        sql.execute("COMMIT");
      } catch (SQLException e) {
        sql.execute("ROLLBACK");
        throw e;
      }
    }
  }

  static int version(Connection db) throws SQLException {
    try (Statement sql = db.createStatement();
        ResultSet row = sql.executeQuery("PRAGMA user_version")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  private static String text(String name) {
    try (InputStream in = Migrations.class.getResourceAsStream("/initscope/store/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
