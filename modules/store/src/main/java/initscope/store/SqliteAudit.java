package initscope.store;

import initscope.model.Failure;
import initscope.model.change.TxId;
import initscope.tuning.journal.AuditRecord;
import initscope.tuning.journal.Ended;
import initscope.tuning.journal.Sent;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Every script that was sent to a host, and how it ended: two tables to which only is added. Also shows what versions before wrote
/// down.
public final class SqliteAudit {
  private static final String ALL =
      "SELECT seq, wall, host_key_sha256, address, tx_id, step, words, script_sha256, ended_wall,"
          + " how, exit, stdout, stdout_bytes, stderr FROM audit ";

  private final Sql sql;

  SqliteAudit(Sql sql) {
    this.sql = sql;
  }

  /// On disk when this returns, as after {@link #ended}.
  long sending(Sent sent) throws Failure.Local {
    List<Long> sequence =
        sql.query(
            "INSERT INTO sent(wall, host_key_sha256, address, tx_id, step, words, script_sha256)"
                + " VALUES(?,?,?,?,?,?,?) RETURNING seq",
            r -> r.getLong(1),
            sent.wallMillis(),
            sent.keySha256(),
            sent.address(),
            sent.transaction().map(TxId::hex).orElse(null),
            sent.step(),
            sent.words(),
            sent.scriptSha256().orElse(""));
    return sequence.getFirst();
  }

  void ended(long sequence, Ended ended) throws Failure.Local {
    Integer exit = ended.exit().isPresent() ? ended.exit().getAsInt() : null;
    sql.atomically(
        () ->
            sql.update(
                "INSERT INTO ended(seq, wall, how, exit, stdout, stdout_bytes, stderr)"
                    + " VALUES(?,?,?,?,?,?,?)",
                sequence,
                ended.wallMillis(),
                ended.how().name(),
                exit,
                utf8(ended.out()),
                ended.outBytes(),
                utf8(ended.err())));
  }

  /// All records, oldest first.
  public void each(Consumer<AuditRecord> reader) throws Failure.Local {
    sql.each(ALL + "ORDER BY seq", r -> reader.accept(record(r)));
  }

  /// Records of the plans and transactions whose names begin with some hexadecimal digits, oldest first.
  ///
  /// @return whether there is such a plan or transaction, also one of which nothing was sent yet
  public boolean each(String digits, Consumer<AuditRecord> reader) throws Failure.Local {
    String matching = digits + "*";
    sql.each(
        ALL
            + "WHERE tx_id GLOB ? OR tx_id IN (SELECT tx.id FROM tx JOIN plan ON plan.id ="
            + " tx.plan_id WHERE plan.sha256 GLOB ?) ORDER BY seq",
        r -> reader.accept(record(r)),
        matching,
        matching);
    return !sql.query(
            "SELECT 1 FROM plan WHERE sha256 GLOB ? UNION ALL SELECT 1 FROM tx WHERE id GLOB ?"
                + " UNION ALL SELECT 1 FROM sent WHERE tx_id GLOB ? LIMIT 1",
            r -> true,
            matching,
            matching,
            matching)
        .isEmpty();
  }

  private static AuditRecord record(ResultSet r) throws SQLException {
    Sent sent =
        new Sent(
            r.getLong(2),
            r.getString(3),
            r.getString(4),
            Optional.ofNullable(r.getString(5)).map(TxId::new),
            r.getString(6),
            r.getString(7),
            Optional.ofNullable(r.getString(8)));
    return new AuditRecord(r.getLong(1), sent, ended(r));
  }

  private static Optional<Ended> ended(ResultSet r) throws SQLException {
    String how = r.getString(10);
    if (how == null) {
      return Optional.empty();
    }
    int number = r.getInt(11);
    OptionalInt exit = r.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
    return Optional.of(
        new Ended(
            r.getLong(9),
            Ended.How.valueOf(how),
            exit,
            new String(r.getBytes(12), StandardCharsets.UTF_8),
            r.getLong(13),
            new String(r.getBytes(14), StandardCharsets.UTF_8)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
