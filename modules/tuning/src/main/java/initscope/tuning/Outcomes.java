package initscope.tuning;

import initscope.model.Failure;
import initscope.model.change.HostIdentity;
import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.model.change.TxState;
import initscope.tuning.Exchange.Answer;
import initscope.tuning.host.GuardReport;
import initscope.tuning.host.HostFactsReport;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.HostShell;
import initscope.tuning.host.Reply;
import initscope.tuning.journal.Journal;
import initscope.tuning.journal.Transaction;
import java.util.List;
import java.util.Optional;

/// Learns how a transaction stands or ended. The outcome is written down here before the host may forget its record.
final class Outcomes {
  private static final int RECENT = 20;
  private static final int LEFT = 7; // of guard.sh
  private static final int BUSY = 9;
  private static final int ALTERED = 11; // of verb.sh

  private final Journal journal;

  Outcomes(Journal journal) {
    this.journal = journal;
  }

  /// Asks the host and records what it says.
  StatusView status(TxId id, HostShell shell) throws Failure {
    Transaction tx = journal.find(id).orElseThrow(() -> new IllegalStateException("unknown " + id));
    if (tx.plan().isEmpty()) {
      return newer(foreign(shell, HostScript.verb("any", "status", id.hex())));
    }
    Answer answer = Exchange.send(shell, HostScript.verb("any", "status", id.hex()));
    GuardReport host =
        answer
            .report()
            .filter(r -> answer.exit() == 0)
            .orElseThrow(() -> notAnswered(shell, answer));
    if (tx.state().isFinal()) {
      if (tx.state() != TxState.NEEDS_PERSON) {
        forget(id, shell);
      }
      return view(tx, tx.state(), tx.note(), Optional.of(host));
    }
    String bootNow = host.state().equals("NONE") ? boot(shell) : host.bootNow();
    Settlement settled = Settlement.of(tx.state(), tx.plan().get(), host, bootNow);
    journal.record(id, settled.state(), settled.note());
    if (settled.state().isFinal() && settled.state() != TxState.NEEDS_PERSON) {
      forget(id, shell);
    }
    return view(tx, settled.state(), settled.note(), Optional.of(host));
  }

  private static String boot(HostShell shell) throws Failure {
    return HostFactsReport.parse(shell.run(HostScript.facts()).out())
        .map(HostFactsReport::bootId)
        .orElse("");
  }

  private static StatusView view(
      Transaction tx, TxState state, String note, Optional<GuardReport> host) {
    return new StatusView(
        Optional.of(tx.id()),
        state,
        true,
        tx.owner(),
        TuneEngine.left(host),
        host.map(GuardReport::items).orElse(List.of()),
        tx.plan(),
        note);
  }

  private static Failure notAnswered(HostShell shell, Answer answer) {
    return new Failure.HostUnreachable(
        "The host cannot say how the change stands:", shell.name(), answer.sentence() + ".");
  }

  /// Takes back and learns the outcome.
  StatusView rollback(TxId id, HostShell shell, String guardSha256) throws Failure {
    Answer answer =
        Exchange.send(shell, HostScript.verb(guardSha256, "rollback", id.hex(), "laptop"));
    if (answer.exit() == ALTERED) {
      journal.record(id, TxState.NEEDS_PERSON, answer.sentence());
      throw new Failure.NeedsPerson("Not taken back on", shell.name(), answer.sentence() + ".");
    }
    if (answer.exit() == LEFT && answer.report().isEmpty()) {
      // Not final: the host tries again every minute.
      journal.record(id, TxState.UNKNOWN, answer.sentence());
      throw new Failure.NeedsPerson(
          "Not everything was taken back on", shell.name(), answer.sentence() + ".");
    }
    if (answer.exit() == BUSY) {
      throw new Failure.NeedsPerson("Not taken back on", shell.name(), answer.sentence() + ".");
    }
    return status(id, shell);
  }

  StatusView rollbackForeign(TxId id, HostShell shell) throws Failure {
    Reply reply = shell.run(HostScript.verb("any", "rollback", id.hex(), "laptop"));
    GuardReport report = foreign(shell, reply, "Not everything was taken back on");
    if (report.state().equals("DRIFT")) {
      throw new Failure.NeedsPerson(
          "Not everything was taken back on", shell.name(), Settlement.drift(report.items()));
    }
    return foreignView(report);
  }

  /// What the host holds, whoever began it.
  StatusView onHost(HostShell shell) throws Failure {
    GuardReport report = foreign(shell, HostScript.verb("any", "status"));
    Optional<TxId> id = report.id().filter(TxId::isId).map(TxId::new);
    if (id.isPresent() && journal.find(id.get()).isPresent()) {
      return status(id.get(), shell);
    }
    Optional<StatusView> ended = settleOpen(shell);
    if (id.isEmpty() && ended.isPresent()) {
      return ended.get();
    }
    return foreignView(report);
  }

  /// Learns how those ended that this computer began and the host does not hold: else they would bar every other change. Also
  /// removes what a preparation that was killed left there.
  ///
  /// @return the newest of them
  private Optional<StatusView> settleOpen(HostShell shell) throws Failure {
    Optional<StatusView> newest = Optional.empty();
    Optional<HostFactsReport> facts = HostFactsReport.parse(shell.run(HostScript.facts()).out());
    for (Transaction tx : facts.isPresent() ? journal.open() : List.<Transaction>of()) {
      HostIdentity host = tx.host();
      if (facts.get().machineId().equals(host.machineId())
          && shell.keySha256().equals(host.keySha256())) {
        newest = Optional.of(status(tx.id(), shell));
      }
    }
    return newest;
  }

  private static GuardReport foreign(HostShell shell, HostScript script) throws Failure {
    return foreign(shell, shell.run(script), "No answer about changes from");
  }

  private static GuardReport foreign(HostShell shell, Reply reply, String what) throws Failure {
    Optional<GuardReport> report = GuardReport.parse(reply.out());
    if (report.isEmpty() && (reply.exit() == LEFT || reply.exit() == ALTERED)) {
      throw new Failure.NeedsPerson(what, shell.name(), reply.sentence() + ".");
    }
    return report.orElseThrow(
        () -> new Failure.HostRefused(what, shell.name(), reply.sentence() + "."));
  }

  private static StatusView foreignView(GuardReport report) {
    String began = "A change that another computer began (" + report.owner() + ")";
    return view(
        report,
        switch (report.state()) {
          case "CONFIRMED" -> began + " is kept.";
          case "ROLLED" -> began + " was taken back.";
          case "DRIFT" -> began + " was taken back in part. " + Settlement.drift(report.items());
          default -> began + "; you may roll it back or wait.";
        });
  }

  /// Only the version that began it can tell what its end means here.
  private static StatusView newer(GuardReport report) {
    return view(
        report,
        "A change that a newer InitScope began; settle it with that version, roll it back, or"
            + " wait.");
  }

  private static StatusView view(GuardReport report, String pending) {
    Optional<TxId> id = report.id().filter(TxId::isId).map(TxId::new);
    TxState state =
        switch (report.state()) {
          case "CONFIRMED" -> TxState.CONFIRMED;
          case "ROLLED", "NONE" -> TxState.ROLLED;
          case "DRIFT" -> TxState.DRIFT;
          case "ARMED" -> report.applied() ? TxState.APPLIED : TxState.ARMED;
          default -> TxState.UNKNOWN;
        };
    return new StatusView(
        id,
        state,
        false,
        report.owner(),
        report.secondsLeft(),
        report.items(),
        Optional.empty(),
        id.isEmpty() ? "No change is pending on this host." : pending);
  }

  /// After apply did not succeed: takes back what may be there and names the end.
  Failure failed(TxId id, Plan plan, HostShell shell, Answer answer) throws Failure {
    StatusView view = status(id, shell);
    if (!view.state().isFinal()) {
      view = rollback(id, shell, plan.guardSha256());
    }
    String why = answer.sentence().isEmpty() ? "it did not run to its end" : answer.sentence();
    return view.state() == TxState.ROLLED
        ? new Failure.ChangeRolledBack("The change was taken back on", shell.name(), why + ".")
        : new Failure.NeedsPerson(
            "The change failed on", shell.name(), why + ". " + view.sentence());
  }

  /// The end of confirm, as a result or as what a person must know.
  ///
  /// @param why the host's own sentence where it gave one
  StatusView finished(StatusView view, HostShell shell, String why) throws Failure {
    return switch (view.state()) {
      case CONFIRMED -> view;
      case ROLLED ->
          throw new Failure.ChangeRolledBack(
              "Not confirmed; taken back on",
              shell.name(),
              why.isEmpty() ? view.sentence() : why + ".");
      default ->
          throw new Failure.NeedsPerson(
              "Not confirmed on",
              shell.name(),
              (why.isEmpty() ? "" : why + ". ") + view.sentence());
    };
  }

  void checkSame(HostIdentity host, HostShell shell) throws Failure {
    HostFactsReport facts =
        HostFactsReport.parse(shell.run(HostScript.facts()).out())
            .orElseThrow(
                () -> new Failure.HostRefused("No usable answer from", shell.name(), "try again."));
    if (!facts.machineId().equals(host.machineId())
        || !shell.keySha256().equals(host.keySha256())) {
      throw new Failure.HostRefused(
          "The change was made on another host than",
          shell.name(),
          "name the host " + host.address() + ".");
    }
  }

  /// Lets the host forget what is written down here already.
  void forgetFinished(HostIdentity host, HostShell shell) throws Failure {
    for (Transaction tx : journal.recent(host, RECENT)) {
      if (tx.state().isFinal() && tx.state() != TxState.NEEDS_PERSON && !tx.forgotten()) {
        forget(tx.id(), shell);
      }
    }
  }

  private void forget(TxId id, HostShell shell) throws Failure {
    if (journal.find(id).map(Transaction::forgotten).orElse(true)) {
      return;
    }
    try {
      if (Exchange.send(shell, HostScript.verb("any", "forget", id.hex())).ok()) {
        journal.forgotten(id);
      }
    } catch (Failure.HostUnreachable e) {
      // The outcome is known and written down; the record on the host is removed another time.
      return;
    }
  }
}
