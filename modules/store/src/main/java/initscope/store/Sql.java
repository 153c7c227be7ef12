package initscope.store;

import initscope.model.Failure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Prepared statements in few words, and transactions begun by hand: with autocommit off the driver opens the next transaction at
/// once and keeps other writers out.
final class Sql {
  private final Connection db;
  private final String file;

  Sql(Connection db, String file) {
    this.db = db;
    this.file = file;
  }

  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }

  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  @FunctionalInterface
  interface Each {
    void take(ResultSet row) throws SQLException;
  }

  /// All or nothing, on disk when this returns.
  void atomically(Work work) throws Failure.Local {
    try (Statement sql = db.createStatement()) {
      sql.execute("BEGIN IMMEDIATE");
      boolean done = false;
      try {
        work.run();
        sql.execute("COMMIT");
        done = true;
      } finally {
        if (!done) {
          sql.execute("ROLLBACK");
        }
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  int update(String text, @Nullable Object... values) throws SQLException {
    try (PreparedStatement sql = db.prepareStatement(text)) {
      bind(sql, values);
      return sql.executeUpdate();
    }
  }

  <T> List<T> query(String text, Row<T> reader, @Nullable Object... values) throws Failure.Local {
    List<T> all = new ArrayList<>();
    each(text, row -> all.add(reader.read(row)), values);
    return all;
  }

  /// Row by row, without holding them all.
  void each(String text, Each reader, @Nullable Object... values) throws Failure.Local {
    try (PreparedStatement sql = db.prepareStatement(text)) {
      bind(sql, values);
      try (ResultSet rows = sql.executeQuery()) {
        while (rows.next()) {
          reader.take(rows);
        }
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static void bind(PreparedStatement sql, @Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      sql.setObject(i + 1, values[i]);
    }
  }

  Failure.Local failed(SQLException e) {
    return new Failure.Local(
        "Cannot write down or read",
        file,
        "see that the disk is not full and the file is yours.",
        e);
  }
}
