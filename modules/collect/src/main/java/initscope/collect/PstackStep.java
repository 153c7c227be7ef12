package initscope.collect;

import initscope.collect.program.AnswerSorter;
import initscope.collect.program.FrameParser;
import initscope.collect.program.Script;
import initscope.collect.spool.Spool;
import initscope.collect.steps.Step;
import initscope.model.Coverage;
import initscope.model.Coverage.State;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.OutputLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Native stacks by gdb, which stops the process: only with consent, last, and its stop measured.
final class PstackStep {
  private final HostAccess host;
  private final Plan plan;
  private final Spool spool;
  private final Step step;
  private OptionalLong stoppedNanos = OptionalLong.empty();

  PstackStep(HostAccess host, Plan plan, Spool spool, Step step) {
    this.host = host;
    this.plan = plan;
    this.spool = spool;
    this.step = step;
  }

  Coverage run(long pid, Progress progress) throws Failure, CancelledException {
    AnswerSorter sorter = new AnswerSorter(plan, spool);
    FramedRun run = new FramedRun(sorter);
    Script script = Script.named("pstack.sh", run.nonce(), Long.toString(pid));
    Duration time = Duration.ofNanos(step.timeLimitNanos());
    try {
      run.run(host, script, OutputLimits.of(step.byteLimit(), time), progress);
    } catch (Failure.HostRefused e) {
      return new Coverage(step.id(), State.REFUSED, e.todo());
    }
    stoppedNanos = stopped(sorter);
    Optional<String> refusal = refusal(run.errors().getOrDefault("pstack", List.of()));
    if (refusal.isPresent()) {
      stoppedNanos = OptionalLong.empty();
      return new Coverage(step.id(), State.REFUSED, refusal.get());
    }
    String stopped =
        "stopped for at most " + stoppedNanos.orElse(step.timeLimitNanos()) / 1_000_000 + " ms";
    String after = stopped + ", state after: " + sorter.fact("after").orElse("?");
    return sorter.results().gaveAnything(step.id())
        ? new Coverage(step.id(), State.DONE, after)
        : new Coverage(step.id(), State.REFUSED, "no answer in time; " + after);
  }

  /// The words of a host that did not let the process be stopped, or has nothing that could.
  private static Optional<String> refusal(List<String> errors) {
    return errors.stream()
        .filter(line -> line.startsWith("ptrace: ") || line.endsWith("command not found"))
        .map(line -> line.substring(line.lastIndexOf(": ") + 2))
        .map(words -> words.endsWith(".") ? words.substring(0, words.length() - 1) : words)
        .findFirst();
  }

  /// From before gdb attached to after it detached; from before it started to after it ended where it did not say.
  private static OptionalLong stopped(AnswerSorter sorter) {
    long stop = FrameParser.nanos(sorter.fact("stop").orElse(""));
    long go = FrameParser.nanos(sorter.fact("go").orElse(""));
    if (stop > 0 && go >= stop) {
      return OptionalLong.of(go - stop + CLOCK_STEP);
    }
    Optional<long[]> times = sorter.times("pstack");
    return times.isPresent()
        ? OptionalLong.of(times.get()[1] - times.get()[0] + CLOCK_STEP)
        : OptionalLong.empty();
  }

  private static final long CLOCK_STEP = 10_000_000L;

  /// How long the process stood still at most.
  OptionalLong stoppedNanos() {
    return stoppedNanos;
  }
}
