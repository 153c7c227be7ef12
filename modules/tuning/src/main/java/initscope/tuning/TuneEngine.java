package initscope.tuning;

import initscope.model.Failure;
import initscope.model.change.PermitDomain;
import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.model.change.TxState;
import initscope.tuning.Exchange.Answer;
import initscope.tuning.host.Connector;
import initscope.tuning.host.GuardReport;
import initscope.tuning.host.HostFactsReport;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.HostShell;
import initscope.tuning.journal.Journal;
import initscope.tuning.journal.Transaction;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// Carries plans out, in the one order of writes that survives the death of this computer, of the host, or of the link at any
/// moment.
public final class TuneEngine {
  private final Journal journal;
  private final Clock clock;
  private final RandomGenerator random;
  private final String owner;
  private final String guard;
  private final Outcomes outcomes;

  /// An engine.
  ///
  /// @param random for transaction ids
  /// @param owner who, as other computers will read it: {@code user@laptop}
  /// @param guard text, {@link HostScript#guard()} but for tests
  public TuneEngine(
      Journal journal, Clock clock, RandomGenerator random, String owner, String guard) {
    this.journal = journal;
    this.clock = clock;
    this.random = random;
    this.owner = owner.replace('\n', ' ');
    this.guard = guard;
    this.outcomes = new Outcomes(journal);
  }

  /// A new login. Every script sent over it stands in the journal before it is sent.
  public HostShell login(Connector connector) throws Failure {
    return new AuditedShell(connector.connect(), journal, clock);
  }

  /// Applies a plan and leaves it on trial.
  ///
  /// @param proof run over a new login once the values hold
  /// @return on trial, with its countdown
  /// @throws Failure.HostRefused when nothing was changed
  /// @throws Failure.ChangeRolledBack when something failed and all was taken back
  /// @throws Failure.NeedsPerson when not all could be taken back
  /// @throws Failure.HostUnreachable when the link broke; the host takes the change back by itself
  public StatusView apply(Plan plan, Connector connector, ProofOfLife proof) throws Failure {
    try (HostShell shell = login(connector)) {
      checkHost(plan, shell);
      checkFree(plan, shell);
      TxId id = TxId.of(random.nextLong(), random.nextLong());
      journal.keep(plan);
      journal.intend(id, plan, owner);
      arm(id, plan, shell);
      try {
        write(id, plan, shell);
      } catch (Failure.HostUnreachable e) {
        journal.record(id, TxState.UNKNOWN, "The link broke while the change was being applied.");
        throw e;
      }
      return prove(id, connector, proof, shell);
    }
  }

  private void checkHost(Plan plan, HostShell shell) throws Failure {
    HostFactsReport facts =
        HostFactsReport.parse(shell.run(HostScript.facts()).out())
            .orElseThrow(
                () -> new Failure.HostRefused("No usable answer from", shell.name(), "try again."));
    if (!facts.uid().equals("0")) {
      throw new Failure.HostRefused(
          "Not root on", shell.name(), "log in as root, or allow sudo with --sudo.");
    }
    boolean otherKey = !plan.host().keySha256().equals(shell.keySha256());
    if (otherKey || !facts.machineId().equals(plan.host().machineId())) {
      throw new Failure.HostRefused(
          "The plan is for another host than", shell.name(), "plan again for this host.");
    }
    if (!facts.bootId().equals(plan.bootId())) {
      throw new Failure.HostRefused(
          "The plan is stale for", shell.name(), "the host was booted since; plan again.");
    }
    if (!plan.guardSha256().equals(HostScript.sha256OfGuard(guard))) {
      throw new Failure.HostRefused(
          "The plan is stale for",
          shell.name(),
          "another version of InitScope made it; plan again.");
    }
  }

  private void checkFree(Plan plan, HostShell shell) throws Failure {
    for (Transaction open : journal.open()) {
      if (open.host().sameHost(plan.host())) {
        throw new Failure.HostRefused(
            "Another change of ours is pending on",
            shell.name(),
            open.plan().isPresent()
                ? "settle " + open.id() + " first: initscope tune status, then confirm or rollback."
                : "settle " + open.id() + " with the newer InitScope that began it.");
      }
    }
  }

  private void arm(TxId id, Plan plan, HostShell shell) throws Failure {
    Answer answer;
    try {
      answer = Exchange.send(shell, HostScript.arm(guard, id, plan, owner));
    } catch (Failure.HostRefused e) {
      journal.record(id, TxState.ROLLED, "The change never began.");
      journal.forgotten(id);
      throw e;
    }
    if (!answer.ok()) {
      journal.record(
          id, TxState.ROLLED, "The host refused before any effect: " + answer.sentence());
      throw new Failure.HostRefused(
          "Nothing was changed on", shell.name(), answer.sentence() + ".");
    }
    journal.record(id, TxState.ARMED, "");
  }

  private void write(TxId id, Plan plan, HostShell shell) throws Failure {
    Answer answer = Exchange.send(shell, HostScript.verb(plan.guardSha256(), "apply", id.hex()));
    if (!answer.ok() || !answer.report().map(GuardReport::applied).orElse(false)) {
      throw outcomes.failed(id, plan, shell, answer);
    }
    journal.record(id, TxState.APPLIED, "");
  }

  private StatusView prove(TxId id, Connector connector, ProofOfLife proof, HostShell old)
      throws Failure {
    String problem;
    try (HostShell fresh = login(connector)) {
      StatusView view = outcomes.status(id, fresh);
      Optional<String> wrong = proof.problem(fresh);
      if (wrong.isEmpty() && view.state() == TxState.APPLIED) {
        return view;
      }
      problem = wrong.orElse(view.sentence());
    } catch (Failure e) {
      problem = e.getMessage();
    }
    StatusView back = outcomes.rollback(id, old, "any");
    if (back.state() == TxState.ROLLED) {
      throw new Failure.ChangeRolledBack(
          "The change was taken back on", old.name(), "the proof of life failed: " + problem);
    }
    throw new Failure.NeedsPerson(
        "The proof of life failed on", old.name(), problem + " " + back.sentence());
  }

  /// How a change of ours stands on the host; records what it learns.
  public StatusView status(TxId id, Connector connector) throws Failure {
    try (HostShell shell = login(connector)) {
      return outcomes.status(id, shell);
    }
  }

  /// Keeps a change: writes what shall last, then stops the timer.
  ///
  /// @throws Failure.NeedsPerson when somebody else changed a value; it stays on trial, and the three values are named
  /// @throws Failure.ChangeRolledBack when it could not be kept and was taken back
  public StatusView confirm(TxId id, Connector connector) throws Failure {
    Plan plan = known(id);
    if (permits(plan)) {
      throw new Failure.HostRefused(
          "A permissive domain is never kept on",
          plan.host().address(),
          "take it back; tune denials says what could allow what it needs.");
    }
    try (HostShell shell = login(connector)) {
      outcomes.checkSame(plan.host(), shell);
      StatusView before = outcomes.status(id, shell);
      if (before.state().isFinal()) {
        return outcomes.finished(before, shell, "");
      }
      if (before.state() != TxState.APPLIED) {
        throw new Failure.NeedsPerson("Cannot confirm on", shell.name(), before.sentence());
      }
      journal.record(id, TxState.CONFIRMING, "");
      Answer answer =
          Exchange.send(shell, HostScript.verb(plan.guardSha256(), "confirm", id.hex()));
      if (answer.exit() == 8) {
        journal.record(id, TxState.APPLIED, answer.sentence());
        throw new Failure.NeedsPerson(
            "Not confirmed on",
            shell.name(),
            answer.sentence() + ". Roll back, or let the timer do so.");
      }
      return outcomes.finished(outcomes.status(id, shell), shell, answer.sentence());
    }
  }

  /// Takes a change back; what somebody else changed meanwhile is left alone.
  ///
  /// @param id of ours or of another computer's change, as {@link #onHost} told it
  /// @throws Failure.NeedsPerson when something is left, with the three values of each
  /// @throws Failure.HostRefused when it was kept already
  public StatusView rollback(TxId id, Connector connector) throws Failure {
    Optional<Transaction> tx = journal.find(id);
    try (HostShell shell = login(connector)) {
      if (tx.isPresent()) {
        outcomes.checkSame(tx.get().host(), shell);
      }
      Optional<Plan> plan = tx.flatMap(Transaction::plan);
      if (plan.isEmpty()) {
        return outcomes.rollbackForeign(id, shell);
      }
      StatusView view = outcomes.rollback(id, shell, plan.get().guardSha256());
      return switch (view.state()) {
        case ROLLED -> view;
        case CONFIRMED ->
            throw new Failure.HostRefused("Not taken back on", shell.name(), view.sentence());
        default ->
            throw new Failure.NeedsPerson(
                "Not everything was taken back on", shell.name(), view.sentence());
      };
    }
  }

  /// Gives more time to confirm, counted from now.
  public StatusView extend(TxId id, int seconds, Connector connector) throws Failure {
    Plan plan = known(id);
    int most = permits(plan) ? PermitDomain.MAX_WINDOW_SECONDS : Plan.MAX_WINDOW_SECONDS;
    if (seconds < Plan.MIN_WINDOW_SECONDS || seconds > most) {
      throw new Failure.Usage(
          "Not a time to confirm:",
          seconds + " s",
          "give " + Plan.MIN_WINDOW_SECONDS + " to " + most + " seconds.");
    }
    try (HostShell shell = login(connector)) {
      outcomes.checkSame(plan.host(), shell);
      Answer answer =
          Exchange.send(
              shell,
              HostScript.verb(plan.guardSha256(), "extend", id.hex(), Integer.toString(seconds)));
      StatusView view = outcomes.status(id, shell);
      if (!answer.ok()) {
        throw new Failure.HostRefused(
            "No more time on", shell.name(), answer.sentence() + ". " + view.sentence());
      }
      return view;
    }
  }

  /// What the host holds, whoever began it: for a second computer, and for the start of this one.
  public StatusView onHost(Connector connector) throws Failure {
    try (HostShell shell = login(connector)) {
      return outcomes.onHost(shell);
    }
  }

  /// Settles what an earlier run left open on one host: learns how each transaction ended. What still is on trial stays so.
  ///
  /// @return one view for each transaction that was open
  public List<StatusView> recover(Plan anyOfHost, Connector connector) throws Failure {
    try (HostShell shell = login(connector)) {
      java.util.ArrayList<StatusView> views = new java.util.ArrayList<>();
      for (Transaction tx : journal.open()) {
        if (tx.host().sameHost(anyOfHost.host())) {
          outcomes.checkSame(tx.host(), shell);
          views.add(outcomes.status(tx.id(), shell));
        }
      }
      outcomes.forgetFinished(anyOfHost.host(), shell);
      return List.copyOf(views);
    }
  }

  private static boolean permits(Plan plan) {
    return plan.changes().stream().anyMatch(PermitDomain.class::isInstance);
  }

  private Plan known(TxId id) throws Failure {
    Transaction tx =
        journal
            .find(id)
            .orElseThrow(
                () ->
                    new Failure.Usage(
                        "This computer did not begin",
                        "change " + id,
                        "confirm it where it was begun, or roll it back."));
    return tx.plan()
        .orElseThrow(
            () ->
                new Failure.Usage(
                    "A newer InitScope began",
                    "change " + id,
                    "confirm it with that version, or roll it back."));
  }

  static OptionalLong left(Optional<GuardReport> report) {
    return report.map(GuardReport::secondsLeft).orElse(OptionalLong.empty());
  }
}
