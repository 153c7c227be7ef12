package initscope.cli;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.remote.Quote;
import initscope.verbs.Rehearsal;
import java.nio.file.Path;

/// {@code initscope lab}.
final class LabVerb implements Verb {
  @Override
  public Syntax syntax() {
    return Syntax.verb(
            "lab", "Rehearsed incidents: real recordings played by an SSH server on this computer.")
        .word("list|start", "list: name the incidents; start: play one until Ctrl-C", true)
        .word("INCIDENT", "a name of the list, or an attach capture FILE.isz", false);
  }

  @Override
  public int run(Words words, Console console) throws Failure, Progress.CancelledException {
    String action = words.positional(0);
    String incident = words.positional(1);
    switch (action) {
      case "list" ->
          Rehearsal.incidents()
              .forEach(i -> console.result(Columns.left(i.name(), 20) + " " + i.title()));
      case "start" -> start(incident, console);
      default -> throw new Failure.Usage("The lab cannot", action, "list and start are known.");
    }
    return 0;
  }

  private static void start(String incident, Console console) throws Failure {
    if (incident.isEmpty()) {
      throw new Failure.Usage(
          "No incident named", "for lab start", "lab list names them; a FILE.isz does as well.");
    }
    try (Rehearsal rehearsal =
        Rehearsal.start(incident, Path.of(System.getProperty("java.io.tmpdir", "/tmp")))) {
      String login =
          "--identity "
              + Quote.shown(rehearsal.identityFile().toString())
              + " --known-hosts "
              + Quote.shown(rehearsal.knownHostsFile().toString());
      console.say("Log in with " + login);
      console.say(
          "for example: initscope collect root@127.0.0.1:"
              + rehearsal.port()
              + " "
              + rehearsal.target()
              + " "
              + login
              + " -o lab.isz");
      console.result(Integer.toString(rehearsal.port()));
      console.results().flush();
      rehearsal.awaitInterrupt();
    }
  }
}
