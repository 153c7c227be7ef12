package initscope.collect;

import initscope.collect.program.AnswerSorter;
import initscope.collect.program.AttachProgram;
import initscope.collect.program.StepResults;
import initscope.collect.spool.Spool;
import initscope.collect.spool.SpoolFolder;
import initscope.collect.steps.Catalogue;
import initscope.collect.steps.StartSteps;
import initscope.collect.steps.Step;
import initscope.evidence.Capture;
import initscope.model.ClockFit;
import initscope.model.Coverage;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.OutputLimits;
import initscope.remote.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Takes a capture: one program for everything in /proc, then the X-ray, then, with consent, what stops the process.
public final class Collector {
  private static final OutputLimits LIMITS = OutputLimits.of(512L << 20, Duration.ofSeconds(60));
  private static final int STEPS = 4;

  private final HostAccess host;
  private final CollectOptions options;
  private final Starter starter;
  private Plan plan;
  private final Spool spool;
  private final Progress progress;
  private AnswerSorter sorter;
  private Optional<TimeLapseStep> lapse = Optional.empty();
  private final List<Coverage> coverage = new ArrayList<>();
  private final List<ClockFit> clocks = new ArrayList<>();
  private OptionalLong stopped = OptionalLong.empty();
  private Optional<String> transport = Optional.empty();
  private int roundTrips = 1;
  private long bytes;

  private Collector(
      HostAccess host,
      Plan plan,
      CollectOptions options,
      Starter starter,
      Spool spool,
      Progress progress) {
    this.host = host;
    this.starter = starter;
    this.plan = plan;
    this.options = options;
    this.spool = spool;
    this.progress = progress;
    this.sorter = new AnswerSorter(plan, spool);
  }

  /// The steps and their cost, before anything runs.
  public static Plan plan(Target target, CollectOptions options) throws Failure {
    return Plan.of(target, options);
  }

  /// Captures into a spool. Whatever ends it early (the link, the disk, the user), the spool keeps what arrived and opens.
  ///
  /// @throws Failure.HostRefused when there is nothing to look at: no such process, no such unit
  /// @throws Failure.Usage when several processes run the executable; it names them
  public static Collected collect(
      Session session, Target target, CollectOptions options, Spool spool, Progress progress)
      throws Failure, CancelledException {
    return collect(new SessionHost(session), target, options, spool, progress);
  }

  /// As above, over any access to a host.
  public static Collected collect(
      HostAccess host, Target target, CollectOptions options, Spool spool, Progress progress)
      throws Failure, CancelledException {
    return collect(host, target, options, Starter.NOBODY, spool, progress);
  }

  /// As above, with someone who starts the unit whose start is watched.
  public static Collected collect(
      HostAccess host,
      Target target,
      CollectOptions options,
      Starter starter,
      Spool spool,
      Progress progress)
      throws Failure, CancelledException {
    Plan plan = Plan.of(target, options);
    return options.mode().equals(Plan.BOOT)
        ? new BootCollector(host, plan, spool, progress).run()
        : new Collector(host, plan, options, starter, spool, progress).run();
  }

  private Collected run() throws Failure, CancelledException {
    spool.plan(plan.running().stream().map(Step::id).toList());
    Step timeLapse = Catalogue.byId(Catalogue.TIME_LAPSE).orElseThrow();
    if (plan.runs(StartSteps.WATCH)) {
      watchedStart(timeLapse);
    } else if (plan.runs(timeLapse.id())) {
      timeLapse(timeLapse, Optional.empty());
    } else {
      coverSkipped(timeLapse);
    }
    progress.report(0, STEPS, "reading /proc, the host and the unit");
    try {
      program();
    } finally {
      coverLapse();
    }
    OptionalLong pid = number("pid");
    checkTarget(pid);
    progress.report(1, STEPS, "looking into the process");
    Step xray = Catalogue.byId("xray").orElseThrow();
    if (plan.runs(xray.id())) {
      cover(pid.isEmpty() ? none(xray) : explained(xray(xray, pid.getAsLong())));
    } else {
      coverSkipped(xray);
    }
    perf(pid);
    Step pstack = Catalogue.byId("pstack").orElseThrow();
    if (plan.runs(pstack.id())) {
      progress.report(3, STEPS, "stopping the process for its native stacks");
      cover(pid.isEmpty() ? none(pstack) : explained(pstack(pstack, pid.getAsLong())));
    } else {
      coverSkipped(pstack);
    }
    progress.report(STEPS, STEPS, "done");
    return new Collected(
        spool.facts().withMore(coverage, clocks), roundTrips, bytes, stopped, transport);
  }

  /// Looks at the unit from outside while it starts, and at its package inits from inside.
  private void watchedStart(Step timeLapse) throws Failure, CancelledException {
    StartWatchStep watch = new StartWatchStep(host, plan, spool, options.lapse(), starter);
    roundTrips++;
    try {
      watch.arm(progress);
      if (plan.runs(timeLapse.id())) {
        timeLapse(timeLapse, Optional.of(watch::start));
      } else {
        coverSkipped(timeLapse);
      }
      watch.start();
      watch.await(lapse.filter(TimeLapseStep::gaveAnything).isPresent(), progress);
    } finally {
      watch.end();
      bytes += watch.bytes();
      for (Coverage one : watch.coverage()) {
        cover(one);
      }
      for (String id : List.of(StartSteps.INITTRACE, StartSteps.CACHE, StartSteps.RESTART)) {
        if (told(id).isEmpty()) {
          coverSkipped(Catalogue.byId(id).orElseThrow());
        }
      }
    }
  }

  /// First of all, since what it looks at goes by.
  private void timeLapse(Step step, Optional<Runnable> begin) throws Failure, CancelledException {
    TimeLapseStep taken =
        new TimeLapseStep(host, spool, step, plan.target(), options.lapse(), begin);
    lapse = Optional.of(taken);
    boolean ended = false;
    try {
      taken.run(progress);
      ended = true;
    } finally {
      roundTrips += taken.batches();
      bytes += taken.bytes();
      if (!ended) {
        coverLapse();
      }
    }
    if (plan.target() instanceof Target.Exe && taken.pid().isPresent()) {
      plan = plan.withTarget(new Target.Pid(taken.pid().getAsLong()));
      sorter = new AnswerSorter(plan, spool);
    }
  }

  private void coverLapse() throws Failure {
    if (lapse.isPresent()) {
      cover(explained(lapse.get().coverage(number("pid"))));
    }
  }

  private void program() throws Failure, CancelledException {
    FramedRun run = new FramedRun(sorter);
    try {
      run.run(host, AttachProgram.of(plan, run.nonce()), LIMITS, progress);
    } finally {
      bytes += run.bytes();
      keepFacts();
      if (!host.withoutRoot().isEmpty()) {
        cover(new Coverage("root", Coverage.State.REFUSED, host.withoutRoot()));
      }
      StepResults.Ending ending =
          new StepResults.Ending(
              number("uid").orElse(-1) == 0,
              sorter.fact("pid").isPresent(),
              sorter.fact("unit").isPresent(),
              sorter.fact("locked").isPresent(),
              run.cutBy("the time was over"),
              sorter.cutBlock());
      for (Coverage one : sorter.results().coverage(plan, run.errors(), ending)) {
        cover(one);
      }
    }
  }

  private void keepFacts() throws Failure {
    SpoolFolder folder = new SpoolFolder(spool.folder());
    Optional<String> boot =
        folder
            .read(Capture.RAW + "host/boot-id")
            .map(bytesOf -> bytesOf.first(64).utf8().strip())
            .filter(id -> !id.isEmpty());
    OptionalLong seen =
        lapse.map(TimeLapseStep::pid).orElse(OptionalLong.empty()); // one that has ended since
    OptionalLong pid = number("pid").isPresent() ? number("pid") : seen;
    spool.facts(spool.facts().withFound(boot, pid, sorter.fact("unit"), number("uid")));
  }

  private OptionalLong number(String fact) {
    String text = sorter.fact(fact).orElse("");
    boolean fits =
        !text.isEmpty() && text.length() < 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return fits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }

  private void checkTarget(OptionalLong pid) throws Failure {
    if (pid.isPresent() || lapse.filter(TimeLapseStep::gaveAnything).isPresent()) {
      return; // one that has ended since was seen all the same
    }
    String found = sorter.fact("found").orElse("");
    String at = plan.target().words() + " on " + host.name();
    if (found.indexOf(' ') > 0) {
      throw new Failure.Usage(
          "Several processes run", at, "choose one: --pid " + found.replace(" ", ", --pid "));
    }
    switch (plan.target()) {
      case Target.Pid _ ->
          throw new Failure.HostRefused(
              "No process", at, "it has ended, or hidepid hides it from this user");
      case Target.Exe _ ->
          throw new Failure.HostRefused(
              "No process runs",
              at,
              "check the path; without root only your own processes are seen" + waited());
      case Target.Unit _ -> checkUnit(at);
      case Target.Host _ -> {}
    }
  }

  /// What a time-lapse that waited for it has to say.
  private String waited() {
    return lapse
        .map(step -> "; time-lapse: " + step.coverage(OptionalLong.empty()).why())
        .orElse("");
  }

  /// A unit that has no process yet is captured all the same: it may wait for another.
  private void checkUnit(String at) throws Failure {
    String show =
        new SpoolFolder(spool.folder())
            .read(Capture.RAW + "unit/show")
            .map(bytesOf -> bytesOf.first(1 << 20).utf8())
            .orElse("");
    if (show.isEmpty()) {
      String why = told("unit.show").map(Coverage::why).orElse("no answer");
      throw new Failure.HostRefused(
          "systemctl tells nothing of", at, why + "; name the process with --pid or --exe");
    }
    if (("\n" + show).contains("\nLoadState=not-found\n")) {
      throw new Failure.HostRefused(
          "No such unit:", at, "systemctl list-units --all on the host names those there are");
    }
  }

  private static Coverage none(Step step) {
    return new Coverage(step.id(), Coverage.State.SKIPPED, "no process runs");
  }

  private Coverage xray(Step step, long pid) throws Failure, CancelledException {
    Optional<Coverage> maps = told("proc.maps");
    if (maps.isPresent() && maps.get().state() == Coverage.State.REFUSED) {
      return new Coverage(step.id(), Coverage.State.REFUSED, maps.get().why());
    }
    XRayStep xray = new XRayStep(host, spool, step, pid);
    try {
      return xray.run(sorter.lastNanos(), progress);
    } finally {
      roundTrips += xray.batches();
      bytes += xray.bytes();
      transport = xray.transport();
    }
  }

  private void perf(OptionalLong pid) throws Failure, CancelledException {
    List<Step> steps = new ArrayList<>();
    for (String id : PerfStep.IDS) {
      Step step = Catalogue.byId(id).orElseThrow();
      if (!plan.runs(id)) {
        coverSkipped(step);
      } else if (pid.isEmpty()) {
        cover(none(step));
      } else if (sorter.fact("locked").isPresent()) {
        String why = "the process's memory lock is held: perf would hang with it";
        cover(new Coverage(id, Coverage.State.REFUSED, why));
      } else {
        steps.add(step);
      }
    }
    if (steps.isEmpty()) {
      return;
    }
    long seconds = options.perf().time().toSeconds();
    progress.report(2, STEPS, "perf records for " + seconds + " s");
    PerfStep perf = new PerfStep(host, plan, spool, options.perf());
    try {
      perf.run(pid.getAsLong(), progress);
    } catch (CancelledException e) {
      coverSymbols(perf.coverage());
      throw e;
    } finally {
      roundTrips += perf.roundTrips();
      bytes += perf.bytes();
      for (Coverage one : perf.coverage()) {
        cover(explained(one));
      }
      if (perf.clock().isPresent()) {
        clocks.add(perf.clock().get());
        spool.clock(perf.clock().get());
      }
    }
    PerfSymbols symbols = new PerfSymbols(host, spool, steps.getFirst(), pid.getAsLong());
    try {
      symbols.run(sorter.lastNanos(), progress);
    } catch (CancelledException e) {
      coverSymbols(perf.coverage());
      throw e;
    } finally {
      roundTrips += symbols.batches();
      bytes += symbols.bytes();
    }
  }

  /// Says of a recording that it is there and its symbols were not read.
  private void coverSymbols(List<Coverage> perf) throws Failure {
    if (perf.stream().anyMatch(one -> one.state() == Coverage.State.DONE)) {
      cover(
          new Coverage(
              "perf.symbols",
              Coverage.State.SKIPPED,
              "cancelled; functions of a stripped program may stay addresses"));
    }
  }

  private Coverage pstack(Step step, long pid) throws Failure, CancelledException {
    PstackStep pstack = new PstackStep(host, plan, spool, step);
    roundTrips++;
    try {
      return pstack.run(pid, progress);
    } finally {
      stopped = pstack.stoppedNanos();
    }
  }

  private Coverage explained(Coverage one) {
    boolean mapsRead = told("proc.maps").filter(c -> c.state() == Coverage.State.DONE).isPresent();
    return new ReadRights(new SpoolFolder(spool.folder()), number("uid"), mapsRead).explained(one);
  }

  private Optional<Coverage> told(String step) {
    return coverage.stream().filter(c -> c.step().equals(step)).findFirst();
  }

  private void cover(Coverage one) throws Failure {
    coverage.add(one);
    spool.coverage(one);
  }

  private void coverSkipped(Step step) throws Failure {
    for (Plan.Planned planned : plan.steps()) {
      if (planned.step().id().equals(step.id()) && planned.skipped().isPresent()) {
        cover(new Coverage(step.id(), Coverage.State.SKIPPED, planned.skipped().get()));
      }
    }
  }
}
