package initscope.store;

import initscope.model.Failure;
import java.time.Clock;
import java.util.List;

/// Captures this computer has made or opened, newest use first, with a note each.
public final class Library {
  private final Sql sql;
  private final Clock clock;

  Library(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /// A capture known here.
  ///
  /// @param path of its file, which may be gone
  /// @param host it was made on
  /// @param startedMillis when it was made
  /// @param verdict one sentence
  /// @param note the user's
  public record Capture(
      String path, String host, long startedMillis, String verdict, String note) {}

  /// Remembers that a capture was made or opened; its note stays.
  public void opened(String path, String host, long startedMillis, String verdict)
      throws Failure.Local {
    sql.atomically(
        () ->
            sql.update(
                "INSERT INTO capture(path, host, started_millis, verdict, opened_millis)"
                    + " VALUES(?,?,?,?,?) ON CONFLICT(path) DO UPDATE SET host = excluded.host,"
                    + " started_millis = excluded.started_millis, verdict = excluded.verdict,"
                    + " opened_millis = excluded.opened_millis",
                path,
                host,
                startedMillis,
                verdict,
                clock.millis()));
  }

  /// Sets the note of a capture.
  public void note(String path, String note) throws Failure.Local {
    sql.atomically(() -> sql.update("UPDATE capture SET note = ? WHERE path = ?", note, path));
  }

  /// Forgets a capture; its file stays.
  public void forget(String path) throws Failure.Local {
    sql.atomically(() -> sql.update("DELETE FROM capture WHERE path = ?", path));
  }

  /// The newest, at most {@code limit}.
  public List<Capture> recent(int limit) throws Failure.Local {
    return sql.query(
        "SELECT path, host, started_millis, verdict, note FROM capture ORDER BY opened_millis DESC,"
            + " rowid DESC LIMIT ?",
        r ->
            new Capture(
                r.getString(1), r.getString(2), r.getLong(3), r.getString(4), r.getString(5)),
        limit);
  }
}
