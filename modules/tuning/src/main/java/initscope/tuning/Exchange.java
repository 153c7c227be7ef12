package initscope.tuning;

import initscope.model.Failure;
import initscope.model.change.TxId;
import initscope.tuning.host.GuardReport;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.HostShell;
import initscope.tuning.host.Reply;
import initscope.tuning.journal.Event;
import initscope.tuning.journal.Journal;
import java.time.Clock;
import java.util.Optional;

/// Says something to the host and writes down what was said and answered.
final class Exchange {
  private static final int WORDS_SHOWN = 400;
  private static final int KILLED = 128;

  private final Journal journal;
  private final Clock clock;

  Exchange(Journal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /// A verb's end: its exit status, its sentence, and the report where it gave one.
  record Answer(int exit, String sentence, Optional<GuardReport> report) {
    boolean ok() {
      return exit == 0 && report.isPresent();
    }
  }

  Answer send(TxId id, HostShell shell, HostScript script) throws Failure {
    Reply reply;
    try {
      reply = shell.run(script);
    } catch (Failure e) {
      journal.event(
          id,
          new Event(
              clock.millis(),
              script.step(),
              words(script),
              -1,
              "",
              String.valueOf(e.getMessage())));
      throw e;
    }
    journal.event(
        id,
        new Event(
            clock.millis(), script.step(), words(script), reply.exit(), reply.out(), reply.err()));
    Optional<GuardReport> report = GuardReport.parse(reply.out());
    if (reply.exit() >= KILLED || (reply.exit() == 0 && report.isEmpty())) {
      // Killed there, or its answer cut: what it did is unknown, as after a lost link.
      throw new Failure.HostUnreachable(
          "Could not read the answer to '" + script.step() + "' from",
          shell.name(),
          "ask again with initscope tune status.");
    }
    return new Answer(reply.exit(), reply.sentence(), report);
  }

  private static String words(HostScript script) {
    String all =
        String.join(
            " ", script.arguments().stream().map(a -> a.indexOf('\n') >= 0 ? "..." : a).toList());
    return all.length() > WORDS_SHOWN ? all.substring(0, WORDS_SHOWN) : all;
  }
}
