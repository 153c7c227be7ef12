package initscope.cli;

import initscope.collect.Doctor;
import initscope.collect.DoctorReport;
import initscope.model.Display;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.remote.HostSpec;
import initscope.remote.Session;
import initscope.remote.Ssh;
import initscope.verbs.ToolVersion;

/// {@code initscope doctor}.
final class DoctorVerb implements Verb {
  @Override
  public Syntax syntax() {
    Syntax syntax =
        Syntax.verb(
                "doctor",
                "What this computer and a host can give, what would come back empty, and the fix.")
            .word("[USER@]HOST[:PORT]", "the host; this computer alone without", false);
    return SshWords.addTo(syntax);
  }

  @Override
  public int run(Words words, Console console) throws Failure, Progress.CancelledException {
    console.result(
        "initscope "
            + ToolVersion.read()
            + " on Java "
            + System.getProperty("java.vm.version", "?"));
    String host = words.positional(0);
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
    report.checks().forEach(check -> print(check, console));
  }

  /// One check, with what would come back empty and the fix where something would.
  static void print(DoctorReport.Check check, Console console) {
    console.result(
        Display.safe(
            Columns.left(String.valueOf(check.state()), 8)
                + " "
                + Columns.left(check.id(), 18)
                + " "
                + check.found()));
    line("without it: ", check.loses(), console);
    line("fix: ", check.fix(), console);
    line("undo: ", check.undo(), console);
  }

  private static void line(String head, String text, Console console) {
    if (!text.isEmpty()) {
      console.result("         " + head + Display.safe(text));
    }
  }
}
