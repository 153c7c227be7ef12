package initscope.store;

import initscope.model.Failure;
import java.util.List;

/// What the user marked on execution traces: moments, and rows that stay at the top. By the trace's content, so that a copy of the file has
/// them too.
public final class TraceMarks {
  private final Sql sql;

  TraceMarks(Sql sql) {
    this.sql = sql;
  }

  /// What is marked on one trace.
  ///
  /// @param nanos moments of the trace's clock, ascending
  /// @param pins names of rows, from the top
  public record Marked(List<Long> nanos, List<String> pins) {
    /// Keeps an immutable copy.
    public Marked {
      nanos = List.copyOf(nanos);
      pins = List.copyOf(pins);
    }
  }

  /// What is marked on a trace; nothing where it is not known.
  ///
  /// @param trace key of its content
  public Marked of(String trace) throws Failure.Local {
    return new Marked(
        sql.query(
            "SELECT nanos FROM trace_mark WHERE trace = ? ORDER BY nanos",
            r -> r.getLong(1),
            trace),
        sql.query(
            "SELECT name FROM trace_pin WHERE trace = ? ORDER BY place",
            r -> r.getString(1),
            trace));
  }

  /// Marks something else on a trace instead.
  public void keep(String trace, Marked marked) throws Failure.Local {
    sql.atomically(
        () -> {
          sql.update("DELETE FROM trace_mark WHERE trace = ?", trace);
          sql.update("DELETE FROM trace_pin WHERE trace = ?", trace);
          for (long nanos : marked.nanos()) {
            sql.update("INSERT OR IGNORE INTO trace_mark(trace, nanos) VALUES(?,?)", trace, nanos);
          }
          for (int i = 0; i < marked.pins().size(); i++) {
            sql.update(
                "INSERT INTO trace_pin(trace, place, name) VALUES(?,?,?)",
                trace,
                i,
                marked.pins().get(i));
          }
        });
  }
}
