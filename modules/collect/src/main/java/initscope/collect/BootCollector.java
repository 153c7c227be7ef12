package initscope.collect;

import initscope.collect.program.AnswerSorter;
import initscope.collect.program.BootProgram;
import initscope.collect.program.StepResults;
import initscope.collect.spool.Spool;
import initscope.collect.spool.SpoolFolder;
import initscope.evidence.Capture;
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
import java.util.OptionalLong;

/// Captures what a host recorded of its boot: one program, nothing is changed, no process is looked at.
final class BootCollector {
  private static final OutputLimits LIMITS = OutputLimits.of(512L << 20, Duration.ofSeconds(180));

  private final HostAccess host;
  private final Plan plan;
  private final Spool spool;
  private final Progress progress;
  private final AnswerSorter sorter;
  private final List<Coverage> coverage = new ArrayList<>();

  BootCollector(HostAccess host, Plan plan, Spool spool, Progress progress) {
    this.host = host;
    this.plan = plan;
    this.spool = spool;
    this.progress = progress;
    this.sorter = new AnswerSorter(plan, spool);
  }

  Collected run() throws Failure, CancelledException {
    spool.plan(plan.running().stream().map(step -> step.id()).toList());
    progress.report(0, -1, "reading the record of the boot");
    FramedRun run = new FramedRun(sorter);
    try {
      run.run(host, BootProgram.of(plan, run.nonce()), LIMITS, progress);
    } finally {
      keepFacts();
      cover(run);
    }
    check();
    return new Collected(
        spool.facts().withMore(coverage, List.of()),
        1,
        run.bytes(),
        OptionalLong.empty(),
        Optional.empty());
  }

  private void keepFacts() throws Failure {
    Optional<String> boot =
        new SpoolFolder(spool.folder())
            .read(Capture.RAW + "host/boot-id")
            .map(bytes -> bytes.first(64).utf8().strip())
            .filter(id -> !id.isEmpty());
    spool.facts(
        spool
            .facts()
            .withFound(boot, OptionalLong.empty(), sorter.fact("unit"), OptionalLong.empty()));
  }

  private void cover(FramedRun run) throws Failure {
    if (!host.withoutRoot().isEmpty()) {
      add(new Coverage("root", State.REFUSED, host.withoutRoot()));
    }
    boolean root = sorter.fact("uid").filter("0"::equals).isPresent();
    StepResults.Ending ending =
        new StepResults.Ending(
            root,
            false,
            sorter.fact("unit").isPresent(),
            false,
            run.cutBy("the time was over"),
            sorter.cutBlock());
    for (Coverage one : sorter.results().coverage(plan, run.errors(), ending)) {
      add(one);
    }
  }

  private void add(Coverage one) throws Failure {
    coverage.add(one);
    spool.coverage(one);
  }

  /// A host without systemd has no record to read.
  private void check() throws Failure {
    boolean told =
        sorter.results().gaveAnything("boot.units") || sorter.results().gaveAnything("boot.time");
    if (!told) {
      String why =
          coverage.stream()
              .filter(c -> c.step().equals("boot.units") && !c.why().isEmpty())
              .map(Coverage::why)
              .findFirst()
              .orElse("no answer");
      throw new Failure.HostRefused(
          "systemd tells nothing of the boot of", host.name(), why + "; is it a systemd host?");
    }
  }
}
