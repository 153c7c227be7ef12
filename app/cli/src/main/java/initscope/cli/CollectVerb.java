package initscope.cli;

import initscope.collect.CollectOptions;
import initscope.collect.Collected;
import initscope.collect.Plan;
import initscope.collect.Target;
import initscope.collect.steps.Cost;
import initscope.collect.steps.Step;
import initscope.model.Coverage;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.remote.HostSpec;
import initscope.verbs.Collect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// {@code initscope collect}.
final class CollectVerb implements Verb {
  private static final double MILLIS = 1e6;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.verb(
                "collect",
                "Captures a process on a host: read only, and by default without stopping it.")
            .addPositional(
                Options.word(
                    0, "[USER@]HOST[:PORT]", "the host, also a name of ~/.ssh/config", true))
            .addOption(Options.one("--pid", "N", "process"))
            .addOption(Options.one("--unit", "U", "systemd unit"))
            .addOption(Options.one("--exe", "PATH", "the one process that runs this executable"))
            .addOption(Options.one("--mode", "MODE", "attach (default)"))
            .addOption(Options.many("--with", "STEP", "a step that is not run by default"))
            .addOption(Options.many("--without", "STEP", "a step to leave out"))
            .addOption(
                Options.many(
                    "--allow",
                    "stop,restart,change",
                    "consent to what touches the process or the host"))
            .addOption(Options.flag("--plan", "print the steps with their cost and run none"))
            .addOption(Options.one("-o", "--output", "FILE.isz", "capture file to write"));
    return SshWords.addTo(spec);
  }

  @Override
  public int run(ParseResult words, Console console) throws Failure, Progress.CancelledException {
    Target target = target(words);
    CollectOptions options =
        new CollectOptions(
            Verb.text(words, "--mode", "attach"),
            Verb.texts(words, "--with"),
            Verb.texts(words, "--without"),
            consents(words),
            "InitScope " + ToolVersion.read());
    Plan plan = Plan.of(target, options);
    if (words.hasMatchedOption("--plan")) {
      print(plan, console);
      return 0;
    }
    String output = Verb.text(words, "--output", "");
    if (output.isEmpty()) {
      throw new Failure.Usage(
          "No file named", "for collect", "name the capture with -o FILE.isz, or ask for --plan.");
    }
    HostSpec host = HostSpec.parse(words.matchedPositionalValue(0, ""));
    Collect.Request request =
        new Collect.Request(host, SshWords.of(words), target, options, Path.of(output));
    Collected collected;
    try {
      collected = Collect.run(request, TerminalPrompts.of(), console.progress());
    } catch (Failure | Progress.CancelledException e) {
      sayKept(request, console);
      throw e;
    }
    tell(collected, output, console);
    return 0;
  }

  private static void sayKept(Collect.Request request, Console console) {
    if (Files.isDirectory(request.spool())) {
      console.say(
          "What had arrived is kept in " + request.spool() + ": initscope analyze reads it.");
    }
  }

  private static Target target(ParseResult words) throws Failure.Usage {
    List<Target> targets = new ArrayList<>();
    String pid = Verb.text(words, "--pid", "");
    if (!pid.isEmpty()) {
      if (pid.length() > 10
          || !pid.chars().allMatch(c -> c >= '0' && c <= '9')
          || Long.parseLong(pid) == 0) {
        throw new Failure.Usage("No process number:", pid, "--pid takes a number from 1.");
      }
      targets.add(new Target.Pid(Long.parseLong(pid)));
    }
    String unit = Verb.text(words, "--unit", "");
    if (!unit.isEmpty()) {
      targets.add(new Target.Unit(unit.indexOf('.') < 0 ? unit + ".service" : unit));
    }
    String exe = Verb.text(words, "--exe", "");
    if (!exe.isEmpty()) {
      targets.add(new Target.Exe(exe));
    }
    if (targets.size() != 1) {
      throw new Failure.Usage(
          "What to look at is not clear",
          "on the command line",
          "give one of --pid, --unit, --exe.");
    }
    return targets.getFirst();
  }

  private static List<String> consents(ParseResult words) throws Failure.Usage {
    List<String> given = Verb.texts(words, "--allow");
    for (String consent : given) {
      if (!List.of("stop", "restart", "change").contains(consent)) {
        throw new Failure.Usage(
            "No such consent:", consent, "--allow takes stop, restart and change.");
      }
    }
    return given;
  }

  private static void print(Plan plan, Console console) {
    console.result(
        "%-18s %-7s %10s %8s %10s  %s"
            .formatted("step", "needs", "stops ms", "CPU ms", "bytes", ""));
    for (Plan.Planned planned : plan.steps()) {
      Step step = planned.step();
      Cost cost = step.cost();
      console.result(
          "%-18s %-7s %10.0f %8.0f %10d  %s"
              .formatted(
                  step.id(),
                  step.need().name().toLowerCase(java.util.Locale.ROOT),
                  cost.stoppedNanos() / MILLIS,
                  cost.cpuNanos() / MILLIS,
                  cost.bytes(),
                  planned.skipped().map(why -> "not run: " + why).orElse("")));
    }
    console.result(
        "needs: owner is the user the process runs as, or root; initscope doctor HOST tells which"
            + " of them this login is");
    Cost total = plan.total();
    console.result(
        "in all: stops %.0f ms, CPU %.0f ms, %d bytes; figures are estimates, the capture tells the true cost"
            .formatted(total.stoppedNanos() / MILLIS, total.cpuNanos() / MILLIS, total.bytes()));
  }

  private static void tell(Collected collected, String output, Console console) {
    console.result(output);
    console.say(
        "%d round trips, %d bytes from the host, %s."
            .formatted(
                collected.roundTrips(),
                collected.receivedBytes(),
                collected.stoppedNanos().isPresent()
                    ? "the process stood still for at most %.0f ms"
                        .formatted(collected.stoppedNanos().getAsLong() / MILLIS)
                    : "the process was not stopped"));
    for (Coverage coverage : collected.facts().coverage()) {
      if (coverage.state() == Coverage.State.REFUSED) {
        console.say("Refused: " + coverage.step() + " (" + coverage.why() + ").");
      }
    }
  }
}
