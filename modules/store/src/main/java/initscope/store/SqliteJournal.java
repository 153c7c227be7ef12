package initscope.store;

import initscope.model.Bytes;
import initscope.model.Failure;
import initscope.model.change.HostIdentity;
import initscope.model.change.Plan;
import initscope.model.change.PlanItem;
import initscope.model.change.TxId;
import initscope.model.change.TxState;
import initscope.tuning.journal.Ended;
import initscope.tuning.journal.Journal;
import initscope.tuning.journal.PlanJson;
import initscope.tuning.journal.Sent;
import initscope.tuning.journal.Transaction;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// The journal of changes in SQLite. Each writing method is one transaction, synced before it returns.
public final class SqliteJournal implements Journal {
  private static final String TX =
      "SELECT tx.id, tx.state, tx.owner, tx.note, tx.created_wall, tx.forgotten, plan.json,"
          + " host.host_key_sha256, host.machine_id, host.address"
          + " FROM tx JOIN plan ON plan.id = tx.plan_id JOIN host ON host.id = tx.host_id ";

  private final Sql sql;
  private final SqliteAudit audit;
  private final Clock clock;

  SqliteJournal(Sql sql, Clock clock) {
    this.sql = sql;
    this.audit = new SqliteAudit(sql);
    this.clock = clock;
  }

  @Override
  public void keep(Plan plan) throws Failure.Local {
    sql.atomically(() -> insertPlan(plan));
  }

  private void insertPlan(Plan plan) throws SQLException {
    HostIdentity host = plan.host();
    sql.update(
        "INSERT INTO host(host_key_sha256, machine_id, address) VALUES(?,?,?)"
            + " ON CONFLICT(host_key_sha256, machine_id) DO UPDATE SET address = excluded.address",
        host.keySha256(),
        host.machineId(),
        host.address());
    sql.update(
        "INSERT INTO plan(host_id, created_nanos, engine_version, sha256, json)"
            + " SELECT id, ?, ?, ?, ? FROM host WHERE host_key_sha256 = ? AND machine_id = ?"
            + " AND NOT EXISTS (SELECT 1 FROM plan WHERE sha256 = ?)",
        plan.createdNanos(),
        plan.engineVersion(),
        plan.sha256(),
        PlanJson.write(plan),
        host.keySha256(),
        host.machineId(),
        plan.sha256());
  }

  @Override
  public Optional<Plan> plan(String idPrefix) throws Failure.Local {
    boolean hex =
        !idPrefix.isEmpty()
            && idPrefix.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    if (!hex) {
      return Optional.empty();
    }
    List<String> found =
        sql.query(
            "SELECT json FROM plan WHERE sha256 GLOB ? || '*' LIMIT 2",
            r -> r.getString(1),
            idPrefix);
    if (found.size() != 1) {
      return Optional.empty();
    }
    return Optional.of(
        PlanJson.read(found.getFirst())
            .orElseThrow(
                () ->
                    new Failure.Local(
                        "Cannot read plan",
                        idPrefix,
                        "a newer InitScope made it; use that version.",
                        new IllegalStateException("unknown form of a plan"))));
  }

  @Override
  public void intend(TxId id, Plan plan, String owner) throws Failure.Local {
    sql.atomically(
        () -> {
          insertPlan(plan);
          long now = clock.millis();
          sql.update(
              "INSERT INTO tx(id, plan_id, host_id, boot_id, state, window_s, owner, created_wall,"
                  + " updated_wall) SELECT ?, id, host_id, ?, 'INTENT', ?, ?, ?, ? FROM plan WHERE"
                  + " sha256 = ?",
              id.hex(),
              plan.bootId(),
              plan.windowSeconds(),
              owner,
              now,
              now,
              plan.sha256());
          int ord = 0;
          for (PlanItem item : plan.items()) {
            insertItem(id, ord++, item);
          }
        });
  }

  private void insertItem(TxId id, int ord, PlanItem item) throws SQLException {
    sql.update(
        "INSERT INTO change(tx_id, ord, kind, target, phase, want) VALUES(?,?,?,?,?,?)",
        id.hex(),
        ord,
        item.kind(),
        item.target(),
        item.phase().name(),
        item.wantBytes().map(Bytes::toArray).orElse(utf8(item.want())));
    boolean present = !item.before().equals(PlanItem.ABSENT);
    byte[] before =
        present ? item.beforeBytes().map(Bytes::toArray).orElse(utf8(item.before())) : new byte[0];
    sql.update(
        "INSERT INTO snapshot(tx_id, ord, what, present, before, before_key) VALUES(?,?,?,?,?,?)",
        id.hex(),
        ord,
        item.target(),
        present ? 1 : 0,
        before,
        item.before());
  }

  @Override
  public void record(TxId id, TxState state, String note) throws Failure.Local {
    sql.atomically(
        () ->
            sql.update(
                "UPDATE tx SET state = ?, note = ?, updated_wall = ? WHERE id = ?",
                state.name(),
                note,
                clock.millis(),
                id.hex()));
  }

  @Override
  public void forgotten(TxId id) throws Failure.Local {
    sql.atomically(() -> sql.update("UPDATE tx SET forgotten = 1 WHERE id = ?", id.hex()));
  }

  @Override
  public long sending(Sent sent) throws Failure.Local {
    return audit.sending(sent);
  }

  @Override
  public void ended(long sequence, Ended ended) throws Failure.Local {
    audit.ended(sequence, ended);
  }

  @Override
  public Optional<Transaction> find(TxId id) throws Failure.Local {
    return sql.query(TX + "WHERE tx.id = ?", SqliteJournal::transaction, id.hex()).stream()
        .findFirst();
  }

  @Override
  public List<Transaction> open() throws Failure.Local {
    return sql.query(
        TX
            + "WHERE tx.state NOT IN ('CONFIRMED','ROLLED','DRIFT','NEEDS_PERSON') ORDER BY"
            + " tx.created_wall, tx.rowid",
        SqliteJournal::transaction);
  }

  @Override
  public List<Transaction> left() throws Failure.Local {
    return sql.query(
        TX
            + "WHERE tx.state = 'NEEDS_PERSON' AND tx.forgotten = 0 ORDER BY tx.created_wall,"
            + " tx.rowid",
        SqliteJournal::transaction);
  }

  @Override
  public List<Transaction> recent(HostIdentity host, int limit) throws Failure.Local {
    return sql.query(
        TX
            + "WHERE host.host_key_sha256 = ? AND host.machine_id = ? ORDER BY tx.created_wall"
            + " DESC, tx.rowid DESC LIMIT ?",
        SqliteJournal::transaction,
        host.keySha256(),
        host.machineId(),
        limit);
  }

  private static Transaction transaction(ResultSet r) throws SQLException {
    return new Transaction(
        new TxId(r.getString(1)),
        new HostIdentity(r.getString(8), r.getString(9), r.getString(10)),
        PlanJson.read(r.getString(7)),
        TxState.valueOf(r.getString(2)),
        r.getString(3),
        r.getString(4),
        r.getLong(5),
        r.getInt(6) == 1);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
