package initscope.cli;

import initscope.collect.CollectOptions;
import initscope.collect.Collected;
import initscope.collect.LapseOptions;
import initscope.collect.Plan;
import initscope.collect.Target;
import initscope.collect.steps.Catalogue;
import initscope.collect.steps.Cost;
import initscope.collect.steps.Step;
import initscope.model.Coverage;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.remote.HostSpec;
import initscope.verbs.Collect;
import initscope.verbs.ToolVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// {@code initscope collect}.
final class CollectVerb implements Verb {
  @Override
  public Syntax syntax() {
    Syntax syntax =
        Syntax.verb(
                "collect",
                "Captures a process on a host: read only, and by default without stopping it.")
            .word("[USER@]HOST[:PORT]", "the host, also a name of ~/.ssh/config", true)
            .one("--pid", "N", "process")
            .one("--unit", "U", "systemd unit")
            .one("--exe", "PATH", "the one process that runs this executable")
            .one("--mode", "MODE", "attach (default)")
            .one("--with", "STEP", "a step that is not run by default")
            .one("--without", "STEP", "a step to leave out")
            .one("--interval", "MS", "time-lapse: 20 to 200 between samples (50)")
            .one("--limit", "SECONDS", "time-lapse: ends after (60)")
            .one("--wait", "SECONDS", "time-lapse: for the process to begin (60)")
            .one(
                "--allow", "stop,restart,change", "consent to what touches the process or the host")
            .flag("--plan", "print the steps with their cost and run none")
            .one("-o", "--output", "FILE.isz", "capture file to write");
    return SshWords.addTo(syntax);
  }

  @Override
  public int run(Words words, Console console) throws Failure, Progress.CancelledException {
    Target target = target(words);
    CollectOptions options =
        new CollectOptions(
            words.text("--mode", "attach"),
            words.texts("--with"),
            words.texts("--without"),
            consents(words),
            new LapseOptions(
                Duration.ofMillis(number(words, "--interval", 20, 200, 50)),
                Duration.ofSeconds(number(words, "--limit", 1, 600, 60)),
                Duration.ofSeconds(number(words, "--wait", 0, 600, 60))),
            "InitScope " + ToolVersion.read());
    Plan plan = Plan.of(target, options);
    if (words.has("--plan")) {
      print(plan, console);
      return 0;
    }
    String output = words.text("--output", "");
    if (output.isEmpty()) {
      throw new Failure.Usage(
          "No file named", "for collect", "name the capture with -o FILE.isz, or ask for --plan.");
    }
    HostSpec host = HostSpec.parse(words.positional(0));
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

  private static Target target(Words words) throws Failure.Usage {
    List<Target> targets = new ArrayList<>();
    String pid = words.text("--pid", "");
    if (!pid.isEmpty()) {
      if (pid.length() > 10
          || !pid.chars().allMatch(c -> c >= '0' && c <= '9')
          || Long.parseLong(pid) == 0) {
        throw new Failure.Usage("No process number:", pid, "--pid takes a number from 1.");
      }
      targets.add(new Target.Pid(Long.parseLong(pid)));
    }
    String unit = words.text("--unit", "");
    if (!unit.isEmpty()) {
      targets.add(new Target.Unit(unit.indexOf('.') < 0 ? unit + ".service" : unit));
    }
    String exe = words.text("--exe", "");
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

  private static int number(Words words, String option, int least, int most, int otherwise)
      throws Failure.Usage {
    String text = words.text(option, Integer.toString(otherwise));
    boolean digits =
        !text.isEmpty() && text.length() < 7 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    int value = digits ? Integer.parseInt(text) : -1;
    if (value < least || value > most) {
      throw new Failure.Usage(
          "No such number:", text, option + " takes " + least + " to " + most + ".");
    }
    return value;
  }

  private static List<String> consents(Words words) throws Failure.Usage {
    List<String> given = words.texts("--allow");
    for (String consent : given) {
      if (!List.of("stop", "restart", "change").contains(consent)) {
        throw new Failure.Usage(
            "No such consent:", consent, "--allow takes stop, restart and change.");
      }
    }
    return given;
  }

  private static void print(Plan plan, Console console) {
    console.result(row("step", "needs", "stops ms", "CPU ms", "bytes"));
    for (Plan.Planned planned : plan.steps()) {
      Step step = planned.step();
      Cost cost = step.cost();
      console.result(
          row(
                  step.id(),
                  step.need().name().toLowerCase(Locale.ROOT),
                  Columns.millis(cost.stoppedNanos()),
                  Columns.millis(cost.cpuNanos()),
                  Long.toString(cost.bytes()))
              + planned.skipped().map(why -> "  not run: " + why).orElse(""));
    }
    console.result(
        "needs: owner is the user the process runs as, or root; initscope doctor HOST tells which"
            + " of them this login is");
    Cost total = plan.total();
    console.result(
        "in all: stops "
            + Columns.millis(total.stoppedNanos())
            + " ms, CPU "
            + Columns.millis(total.cpuNanos())
            + " ms, "
            + total.bytes()
            + " bytes; figures are estimates, the capture tells the true cost");
  }

  private static String row(String step, String needs, String stops, String cpu, String bytes) {
    return Columns.left(step, 18)
        + " "
        + Columns.left(needs, 7)
        + " "
        + Columns.right(stops, 10)
        + " "
        + Columns.right(cpu, 8)
        + " "
        + Columns.right(bytes, 10);
  }

  private static void tell(Collected collected, String output, Console console) {
    console.result(output);
    console.say(
        collected.roundTrips()
            + " round trips, "
            + collected.receivedBytes()
            + " bytes from the host, "
            + (collected.stoppedNanos().isPresent()
                ? "the process stood still for at most "
                    + Columns.millis(collected.stoppedNanos().getAsLong())
                    + " ms"
                : "the process was not stopped")
            + ".");
    for (Coverage coverage : collected.facts().coverage()) {
      if (coverage.step().equals(Catalogue.TIME_LAPSE)
          && coverage.state() != Coverage.State.SKIPPED
          && coverage.state() != Coverage.State.REFUSED) {
        console.say("Time-lapse: " + coverage.why() + ".");
      }
      if (coverage.state() == Coverage.State.REFUSED) {
        console.say("Refused: " + coverage.step() + " (" + coverage.why() + ").");
      }
    }
  }
}
