package initscope.cli;

import initscope.collect.CollectOptions;
import initscope.collect.Collected;
import initscope.collect.LapseOptions;
import initscope.collect.PerfOptions;
import initscope.collect.Plan;
import initscope.collect.StartOptions;
import initscope.collect.Target;
import initscope.collect.steps.Catalogue;
import initscope.model.Coverage;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.remote.HostSpec;
import initscope.verbs.Collect;
import initscope.verbs.DataDirs;
import initscope.verbs.ToolVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// {@code initscope collect}.
final class CollectVerb implements Verb {
  private final Path data =
      DataDirs.of(System.getenv(), Path.of(System.getProperty("user.home", "."))).data();

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
            .one(
                "--mode",
                "MODE",
                "attach (default), cold-start: watches one start of a unit, or boot: what the host"
                    + " recorded of its boot")
            .one("--with", "STEP", "a step that is not run by default")
            .one("--without", "STEP", "a step to leave out")
            .one("--interval", "MS", "time-lapse, cold-start: 20 to 200 between looks (50)")
            .one("--limit", "SECONDS", "time-lapse, cold-start: ends after (60)")
            .one(
                "--wait",
                "SECONDS",
                "time-lapse: for the process to begin (60); cold-start: for somebody else's start")
            .one("--cold", "none|files|all", "cold-start: drops the page cache before it (none)")
            .one("--seconds", "SECONDS", "perf: how long it records (10)")
            .one("--hertz", "N", "perf: samples a second of each CPU (99)")
            .one("--call-graph", "HOW", "perf: fp, dwarf (copies 8 KiB a sample) or none (fp)")
            .one(
                "--allow", "stop,restart,change", "consent to what touches the process or the host")
            .flag("--plan", "print the steps with their cost and run none")
            .one("-o", "--output", "FILE.isz", "capture file to write");
    return SshWords.addTo(syntax);
  }

  @Override
  public int run(Words words, Console console) throws Failure, Progress.CancelledException {
    String mode = words.text("--mode", "attach");
    Target target = target(words, mode.equals(Plan.BOOT));
    CollectOptions options =
        new CollectOptions(
            mode,
            words.texts("--with"),
            words.texts("--without"),
            consents(words),
            new LapseOptions(
                Duration.ofMillis(number(words, "--interval", 20, 200, 50)),
                Duration.ofSeconds(number(words, "--limit", 1, 600, 60)),
                Duration.ofSeconds(number(words, "--wait", 0, 600, 60))),
            perf(words),
            new StartOptions(words.has("--wait"), cache(words)),
            "InitScope " + ToolVersion.read());
    Plan plan = Plan.of(target, options);
    if (words.has("--plan")) {
      PlanText.print(plan, console);
      PerfText.outlook(plan, words, console);
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
      collected = Collect.run(request, data, TerminalPrompts.of(), console.progress());
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

  private static Target target(Words words, boolean boot) throws Failure.Usage {
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
    if (boot && targets.isEmpty()) {
      return new Target.Host();
    }
    if (boot && !(targets.getFirst() instanceof Target.Unit)) {
      throw new Failure.Usage(
          "A boot has no such target:",
          targets.getFirst().words(),
          "with --mode boot name a unit, or nothing.");
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

  private static StartOptions.Cache cache(Words words) throws Failure.Usage {
    String word = words.text("--cold", "none");
    return StartOptions.Cache.of(word)
        .orElseThrow(
            () ->
                new Failure.Usage(
                    "No such cache:",
                    word,
                    "--cold takes none, files (the service's own) or all."));
  }

  private static PerfOptions perf(Words words) throws Failure.Usage {
    String graph = words.text("--call-graph", "fp");
    PerfOptions.CallGraph how =
        switch (graph) {
          case "fp" -> PerfOptions.CallGraph.FP;
          case "dwarf" -> PerfOptions.CallGraph.DWARF;
          case "none" -> PerfOptions.CallGraph.NONE;
          default ->
              throw new Failure.Usage(
                  "No such way to follow stacks:", graph, "--call-graph takes fp, dwarf or none.");
        };
    return new PerfOptions(
        Duration.ofSeconds(number(words, "--seconds", 1, 120, 10)),
        number(words, "--hertz", 1, 999, 99),
        how);
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
      if ((coverage.step().startsWith("perf.") || coverage.step().startsWith("start."))
          && !coverage.why().isEmpty()
          && coverage.state() != Coverage.State.SKIPPED
          && coverage.state() != Coverage.State.REFUSED) {
        console.say(coverage.step() + ": " + coverage.why() + ".");
      }
      if (coverage.state() == Coverage.State.REFUSED) {
        console.say("Refused: " + coverage.step() + " (" + coverage.why() + ").");
      }
    }
  }
}
