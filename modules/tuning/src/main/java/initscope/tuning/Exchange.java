package initscope.tuning;

import initscope.model.Failure;
import initscope.tuning.host.GuardReport;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.HostShell;
import initscope.tuning.host.Reply;
import java.util.Optional;

/// Says something to the guard and reads its answer.
final class Exchange {
  private static final int KILLED = 128;

  private Exchange() {}

  /// A verb's end: its exit status, its sentence, and the report where it gave one.
  record Answer(int exit, String sentence, Optional<GuardReport> report) {
    boolean ok() {
      return exit == 0 && report.isPresent();
    }
  }

  static Answer send(HostShell shell, HostScript script) throws Failure {
    Reply reply = shell.run(script);
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
}
