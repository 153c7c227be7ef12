package initscope.tuning;

import initscope.model.Failure;
import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.remote.Command;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.HostShell;
import initscope.tuning.host.Reply;
import initscope.tuning.journal.Ended;
import initscope.tuning.journal.Ended.How;
import initscope.tuning.journal.Journal;
import initscope.tuning.journal.Sent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A login that writes down every script before it is sent, and how it ended before anything else is done. What cannot be written
/// down is not sent.
final class AuditedShell implements HostShell {
  private static final int WORDS_SHOWN = 400;
  private static final String FACTS = "facts";
  private static final Set<String> GUARD =
      Set.of("arm", "apply", "status", "confirm", "rollback", "extend", "forget");

  private final HostShell shell;
  private final Journal journal;
  private final Clock clock;

  AuditedShell(HostShell shell, Journal journal, Clock clock) {
    this.shell = shell;
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public String name() {
    return shell.name();
  }

  @Override
  public String asked() {
    return shell.asked();
  }

  @Override
  public String keySha256() {
    return shell.keySha256();
  }

  @Override
  public Reply run(HostScript script) throws Failure {
    long sequence = journal.sending(sent(script));
    Reply reply;
    try {
      reply = shell.run(script);
    } catch (Failure e) {
      unanswered(sequence, e);
      throw e;
    }
    journal.ended(
        sequence,
        new Ended(
            clock.millis(),
            How.EXIT,
            OptionalInt.of(reply.exit()),
            isAnswerKept(script) ? reply.out() : "",
            reply.out().getBytes(StandardCharsets.UTF_8).length,
            reply.err()));
    return reply;
  }

  private Sent sent(HostScript script) {
    byte[] text = Command.script(script.text(), script.arguments()).script().toArray();
    return new Sent(
        clock.millis(),
        shell.keySha256(),
        shell.name(),
        transaction(script),
        script.step(),
        words(script),
        Optional.of(Plan.sha256Of(text)));
  }

  /// Why it failed is worth more than that this could not be written down.
  private void unanswered(long sequence, Failure why) {
    How how = why instanceof Failure.HostRefused ? How.NOT_RUN : How.LOST;
    try {
      journal.ended(
          sequence,
          new Ended(
              clock.millis(), how, OptionalInt.empty(), "", 0, String.valueOf(why.getMessage())));
    } catch (Failure.Local e) {
      why.addSuppressed(e);
    }
  }

  /// The guard's verbs carry the id as a word of its own, and no other word before it looks like one.
  private static Optional<TxId> transaction(HostScript script) {
    return GUARD.contains(script.step())
        ? script.arguments().stream().filter(TxId::isId).findFirst().map(TxId::new)
        : Optional.empty();
  }

  /// A preflight reads files of the host in which passwords may stand.
  private static boolean isAnswerKept(HostScript script) {
    return script.step().equals(FACTS) || GUARD.contains(script.step());
  }

  private static String words(HostScript script) {
    String all =
        String.join(
            " ", script.arguments().stream().map(a -> a.indexOf('\n') >= 0 ? "..." : a).toList());
    return all.length() > WORDS_SHOWN ? all.substring(0, WORDS_SHOWN) : all;
  }

  @Override
  public void close() {
    shell.close();
  }
}
