package initscope.cli;

import initscope.collect.Doctor;
import initscope.collect.DoctorReport;
import initscope.model.Display;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.remote.HostSpec;
import initscope.remote.Session;
import initscope.remote.Ssh;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// {@code initscope doctor}.
final class DoctorVerb implements Verb {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.verb(
                "doctor",
                "What this computer and a host can give, what would come back empty, and the fix.")
            .addPositional(
                Options.word(
                    0, "[USER@]HOST[:PORT]", "the host; this computer alone without", false));
    return SshWords.addTo(spec);
  }

  @Override
  public int run(ParseResult words, Console console) throws Failure, Progress.CancelledException {
    console.result(
        "initscope "
            + ToolVersion.read()
            + " on Java "
            + System.getProperty("java.vm.version", "?"));
    String host = words.matchedPositionalValue(0, "");
    if (host.isEmpty()) {
      console.result("Name a host to learn what it can give: initscope doctor USER@HOST");
      return 0;
    }
    Progress progress = console.progress();
    try (Session session =
        Ssh.connect(HostSpec.parse(host), SshWords.of(words), TerminalPrompts.of(), progress)) {
      print(Doctor.examine(session, progress), console);
    }
    return 0;
  }

  private static void print(DoctorReport report, Console console) {
    console.result(Display.safe(report.host() + " " + report.os()));
    for (DoctorReport.Check check : report.checks()) {
      console.result(
          Display.safe("%-8s %-18s %s".formatted(check.state(), check.id(), check.found())));
      if (!check.loses().isEmpty()) {
        console.result("         without it: " + Display.safe(check.loses()));
      }
      if (!check.fix().isEmpty()) {
        console.result("         fix: " + Display.safe(check.fix()));
      }
    }
  }
}
