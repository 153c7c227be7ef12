package initscope.tuning;

import initscope.model.Failure;
import initscope.model.change.HostIdentity;
import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.model.change.TxState;
import initscope.tuning.journal.AuditRecord;
import initscope.tuning.journal.Ended;
import initscope.tuning.journal.Journal;
import initscope.tuning.journal.Sent;
import initscope.tuning.journal.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A journal that survives a crash of the engine (an {@link Error} thrown by {@link #crashAtWrite}) because it is not part of it.
class MemoryJournal implements Journal {
  /// The laptop died.
  static final class LaptopDied extends Error {
    private static final long serialVersionUID = 1L;
  }

  final Map<TxId, Transaction> all = new LinkedHashMap<>();
  final List<Plan> plans = new ArrayList<>();
  final List<AuditRecord> audit = new ArrayList<>();
  int crashAtWrite;
  boolean crashAfter;
  private int writes;

  int writes() {
    return writes;
  }

  private void write(Runnable change) {
    writes++;
    boolean now = crashAtWrite > 0 && writes == crashAtWrite;
    if (now && !crashAfter) {
      throw new LaptopDied();
    }
    change.run();
    if (now) {
      throw new LaptopDied();
    }
  }

  @Override
  public void keep(Plan plan) {
    plans.add(plan);
  }

  @Override
  public Optional<Plan> plan(String prefix) {
    return plans.stream().filter(p -> p.sha256().startsWith(prefix)).findFirst();
  }

  @Override
  public void intend(TxId id, Plan plan, String owner) {
    write(
        () ->
            all.put(
                id,
                new Transaction(
                    id, plan.host(), Optional.of(plan), TxState.INTENT, owner, "", 0, false)));
  }

  @Override
  public void record(TxId id, TxState state, String note) {
    write(() -> put(id, state, note, find(id).orElseThrow().forgotten()));
  }

  @Override
  public void forgotten(TxId id) {
    write(() -> put(id, find(id).orElseThrow().state(), find(id).orElseThrow().note(), true));
  }

  private void put(TxId id, TxState state, String note, boolean forgotten) {
    Transaction t = all.get(id);
    all.put(id, new Transaction(id, t.host(), t.plan(), state, t.owner(), note, 0, forgotten));
  }

  @Override
  public long sending(Sent sent) throws Failure.Local {
    audit.add(new AuditRecord(audit.size(), sent, Optional.empty()));
    return audit.size() - 1;
  }

  @Override
  public void ended(long sequence, Ended ended) {
    int at = (int) sequence;
    audit.set(at, new AuditRecord(sequence, audit.get(at).sent(), Optional.of(ended)));
  }

  @Override
  public Optional<Transaction> find(TxId id) {
    return Optional.ofNullable(all.get(id));
  }

  @Override
  public List<Transaction> open() {
    return all.values().stream().filter(t -> !t.state().isFinal()).toList();
  }

  @Override
  public List<Transaction> left() {
    return all.values().stream()
        .filter(t -> t.state() == TxState.NEEDS_PERSON && !t.forgotten())
        .toList();
  }

  @Override
  public List<Transaction> recent(HostIdentity host, int limit) {
    return all.values().stream().filter(t -> t.host().sameHost(host)).limit(limit).toList();
  }

  TxId only() {
    return all.keySet().iterator().next();
  }
}
