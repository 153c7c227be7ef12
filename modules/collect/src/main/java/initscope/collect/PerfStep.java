package initscope.collect;

import initscope.collect.program.AnswerSorter;
import initscope.collect.program.PerfEntries;
import initscope.collect.spool.Spool;
import initscope.collect.spool.SpoolFolder;
import initscope.collect.steps.Catalogue;
import initscope.collect.steps.Step;
import initscope.evidence.Capture;
import initscope.model.ClockFit;
import initscope.model.Coverage;
import initscope.model.Coverage.State;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.OutputLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Has perf record on the host for some seconds, and takes what it tells as text. The host is asked first what perf can give there:
/// what would stay empty is not run, and the coverage says why in the doctor's words.
final class PerfStep {
  /// How the plan names them, in the order they run.
  static final List<String> IDS = List.of(Catalogue.PERF_CPU, Catalogue.PERF_SCHED);

  private static final int MAX_FACTS = 64 << 10;

  /// What perf has recorded is told as text within it, where that is not much.
  static final Duration GRACE = Duration.ofSeconds(8);

  private final HostAccess host;
  private final Plan plan;
  private final Spool spool;
  private final PerfOptions options;
  private final List<Coverage> coverage = new ArrayList<>();
  private Optional<ClockFit> clock = Optional.empty();
  private int roundTrips;
  private long bytes;

  PerfStep(HostAccess host, Plan plan, Spool spool, PerfOptions options) {
    this.host = host;
    this.plan = plan;
    this.spool = spool;
    this.options = options;
  }

  /// What each step gave.
  List<Coverage> coverage() {
    return List.copyOf(coverage);
  }

  /// How perf's clock maps to the host's.
  Optional<ClockFit> clock() {
    return clock;
  }

  int roundTrips() {
    return roundTrips;
  }

  long bytes() {
    return bytes;
  }

  /// Records a process, whichever of its steps the plan runs.
  void run(long pid, Progress progress) throws Failure, CancelledException {
    roundTrips++;
    PerfOutlook outlook = PerfOutlook.ask(host, progress);
    List<Step> able = new ArrayList<>();
    for (String id : IDS) {
      Optional<Step> step = plan.step(id).filter(s -> plan.runs(s.id()));
      Optional<String> blocked = outlook.blocked(id);
      if (step.isPresent() && blocked.isPresent()) {
        coverage.add(new Coverage(id, State.REFUSED, blocked.get()));
      } else {
        step.ifPresent(able::add);
      }
    }
    if (!able.isEmpty()) {
      record(pid, able, outlook, progress);
    }
  }

  private void record(long pid, List<Step> steps, PerfOutlook outlook, Progress progress)
      throws Failure, CancelledException {
    AnswerSorter sorter = new AnswerSorter(plan, spool);
    FramedRun run = new FramedRun(sorter);
    PerfRecipe recipe = PerfRecipe.of(outlook.host(), steps);
    long limit = steps.stream().mapToLong(Step::timeLimitNanos).max().orElse(0);
    long most = steps.stream().mapToLong(Step::byteLimit).sum() + (16 << 20);
    roundTrips++;
    try {
      run.run(
          host,
          recipe.script(run.nonce(), pid, options),
          OutputLimits.of(most, Duration.ofNanos(limit)).withGrace(GRACE),
          progress);
    } finally {
      String cutBy = run.cutBy("it took too long or said too much");
      bytes += run.bytes();
      PerfFacts facts = facts();
      clock = facts.clock();
      for (Step step : steps) {
        coverage.add(of(step, facts, run, sorter, cutBy, outlook));
      }
    }
  }

  private PerfFacts facts() {
    return new PerfFacts(text("perf/facts"));
  }

  private String text(String entry) {
    return new SpoolFolder(spool.folder())
        .read(Capture.RAW + entry)
        .map(b -> b.first(MAX_FACTS).utf8())
        .orElse("");
  }

  private Coverage of(
      Step step,
      PerfFacts facts,
      FramedRun run,
      AnswerSorter sorter,
      String cutBy,
      PerfOutlook outlook) {
    if (!cutBy.isEmpty() && sorter.fact("begin").isEmpty()) {
      return new Coverage(step.id(), State.SKIPPED, cutBy + " before perf began");
    }
    if (!cutBy.isEmpty()) {
      String kept =
          sorter.fact("recorded").isEmpty()
              ? "cut while perf recorded: " + cutBy + ", what it had is gone from the host"
              : "cut while it was sent: " + cutBy;
      boolean some = sorter.results().gaveAnything(PerfEntries.owner(plan));
      return new Coverage(step.id(), some ? State.DONE : State.SKIPPED, kept);
    }
    List<String> room = run.errors().getOrDefault("", List.of());
    if (facts.get("perf").isEmpty()) {
      return new Coverage(
          step.id(), State.REFUSED, room.isEmpty() ? "no answer" : last(room.getLast()));
    }
    String name = step.id().substring("perf.".length());
    if (facts.get("first." + name).isEmpty()) {
      return nothing(step, name, facts, outlook);
    }
    String full = facts.get("full." + name).isEmpty() ? "" : ", ended early: its file was full";
    String partly = outlook.partly(step.id());
    String untold = facts.untold();
    return new Coverage(
        step.id(),
        State.DONE,
        facts.seconds()
            + " s"
            + (facts.get("early").isEmpty() ? "" : ", ended early: cancelled")
            + full
            + ", lost "
            + facts.get("lost")
            + ", perf used "
            + facts.get("record.ms")
            + " ms of CPU to record and "
            + facts.get("script.ms")
            + " ms to tell, "
            + facts.get("bytes." + name)
            + " bytes on the host meanwhile"
            + (untold.isEmpty() ? "" : "; left out, since cancelled: " + untold)
            + (partly.isEmpty() ? "" : "; " + partly));
  }

  /// perf failed, or ran and saw nothing: a process that waits uses no CPU.
  private Coverage nothing(Step step, String name, PerfFacts facts, PerfOutlook outlook) {
    String partly = outlook.partly(step.id());
    String also = partly.isEmpty() ? "" : "; " + partly;
    String bytes = facts.get("bytes." + name);
    if (bytes.isEmpty() || bytes.equals("0")) {
      boolean refused = refusal().isPresent();
      if (!facts.get("early").isEmpty() && !refused) {
        return new Coverage(step.id(), State.SKIPPED, "cancelled before perf had anything");
      }
      return new Coverage(step.id(), State.REFUSED, refusal().orElse("perf said nothing") + also);
    }
    String seen =
        name.equals("cpu")
            ? "it used no CPU in " + facts.seconds() + " s"
            : "none of its threads ran or was woken in " + facts.seconds() + " s";
    return new Coverage(step.id(), State.EMPTY, seen + also);
  }

  /// perf's own words, without what it says when all goes well.
  private Optional<String> refusal() {
    return text("perf/record.stderr")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("[ perf record:"))
        .filter(line -> !line.equals("Error:"))
        .findFirst()
        .map(line -> "perf said: " + line.substring(0, Math.min(line.length(), 300)));
  }

  private static String last(String line) {
    return line.substring(line.indexOf(": ") + (line.contains(": ") ? 2 : 0));
  }
}
