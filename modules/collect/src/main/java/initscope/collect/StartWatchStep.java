package initscope.collect;

import initscope.collect.program.AnswerSorter;
import initscope.collect.program.Script;
import initscope.collect.spool.Spool;
import initscope.collect.spool.SpoolEntry;
import initscope.collect.spool.SpoolFolder;
import initscope.collect.steps.StartSteps;
import initscope.evidence.Capture;
import initscope.model.Coverage;
import initscope.model.Coverage.State;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.RawEntry.Sensitivity;
import initscope.remote.OutputLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

/// Has a program on the host look at the unit while it starts, beside everything else that goes on, and has the start begin once that is
/// ready for it.
final class StartWatchStep {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final long MOST_BYTES = 256L << 20;
  private static final long ARM_NANOS = 20_000_000_000L;
  private static final long POLL_MILLIS = 20;
  private static final long STARTER_MILLIS = 15_000;

  private final HostAccess host;
  private final Plan plan;
  private final Spool spool;
  private final LapseOptions options;
  private final Starter starter;
  private final AnswerSorter sorter;
  private final FramedRun run;
  private final AtomicBoolean tell = new AtomicBoolean();
  private final AtomicBoolean drop = new AtomicBoolean();
  private volatile Optional<Throwable> failed = Optional.empty();
  private volatile Optional<Failure> refused = Optional.empty();
  private volatile Optional<String> answer = Optional.empty();
  private Thread watcher = new Thread(() -> {});
  private Optional<Thread> starting = Optional.empty();
  private boolean kept;

  StartWatchStep(HostAccess host, Plan plan, Spool spool, LapseOptions options, Starter starter) {
    this.host = host;
    this.plan = plan;
    this.spool = spool;
    this.options = options;
    this.starter = starter;
    this.sorter = new AnswerSorter(plan, spool);
    this.run = new FramedRun(sorter);
  }

  /// Begins to look, and returns once it does.
  void arm(Progress progress) throws Failure, CancelledException {
    String unit = ((Target.Unit) plan.target()).name();
    Duration most = options.patience().plus(options.limit()).plusSeconds(30);
    Script script =
        Script.named(
            "watch.sh",
            run.nonce(),
            unit,
            String.format(Locale.ROOT, "%.3f", options.interval().toMillis() / 1000.0),
            Long.toString(most.toSeconds()));
    OutputLimits limits = OutputLimits.of(MOST_BYTES, most.plusSeconds(30)).withGrace(GRACE);
    watcher = Thread.ofPlatform().daemon().name("start-watch").start(() -> watch(script, limits));
    long begun = System.nanoTime();
    while (sorter.fact("armed").isEmpty()) {
      progress.report(0, -1, "watching the unit");
      if (!watcher.isAlive() || System.nanoTime() - begun > ARM_NANOS) {
        throwFailed();
        return; // the start is not watched, and its coverage says so
      }
      pause();
    }
  }

  private void watch(Script script, OutputLimits limits) {
    Progress own =
        (_, _, _) -> {
          if (drop.get() || tell.compareAndSet(true, false)) {
            throw new CancelledException();
          }
        };
    try {
      run.run(host, script, limits, own);
    } catch (CancelledException e) {
      // it was told to end
    } catch (Failure | RuntimeException e) {
      failed = Optional.of(e);
    }
  }

  private void throwFailed() throws Failure {
    Optional<Throwable> why = failed;
    if (why.isPresent() && why.get() instanceof Failure failure) {
      throw failure;
    }
  }

  /// Has the unit started, while whoever calls this goes on. Once.
  void start() {
    if (starting.isEmpty()) {
      starting = Optional.of(Thread.ofPlatform().daemon().name("starter").start(this::begin));
    }
  }

  private void begin() {
    try {
      answer = Optional.of(starter.start());
    } catch (Failure e) {
      refused = Optional.of(e);
    }
  }

  /// Goes on looking until the unit is ready, has failed, or the time is over.
  ///
  /// @param lapseRan whether package inits were looked at until they were over
  void await(boolean lapseRan, Progress progress) throws Failure, CancelledException {
    long begun = System.nanoTime();
    Optional<Long> sinceNanos = Optional.empty();
    long most = options.limit().toNanos() + (lapseRan ? 0 : options.patience().toNanos());
    while (watcher.isAlive() && System.nanoTime() - begun < most) {
      Optional<Failure> no = refused;
      if (no.isPresent()) {
        throw no.get();
      }
      progress.report(
          (System.nanoTime() - begun) / 1_000_000_000L,
          options.limit().toSeconds(),
          "watching the unit: " + sorter.fact("state").orElse("not asked yet"));
      Optional<Long> linger = StartEnd.linger(sorter::fact, true);
      sinceNanos = linger.isEmpty() ? linger : Optional.of(sinceNanos.orElse(System.nanoTime()));
      if (linger.isPresent() && System.nanoTime() - sinceNanos.get() >= linger.get()) {
        return;
      }
      boolean nobody = starting.isEmpty() && !begun() && !lapseRan;
      if (nobody && System.nanoTime() - begun > options.patience().toNanos()) {
        return;
      }
      pause();
    }
  }

  private boolean begun() {
    return sorter.fact("main").isPresent() || sorter.fact("begun").isPresent();
  }

  private static void pause() throws CancelledException {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    }
  }

  /// Ends the watcher, takes what it has, and keeps what the host answered to the start.
  void end() throws Failure {
    tell.set(true);
    boolean interrupted = join(watcher, GRACE.toMillis() + 1000);
    drop.set(true);
    interrupted |= join(watcher, 2000);
    if (starting.isPresent()) {
      interrupted |= join(starting.get(), STARTER_MILLIS);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Optional<String> said = answer.filter(text -> !text.isEmpty());
    if (said.isPresent() && !kept) {
      kept = true;
      keep(said.get());
    }
  }

  /// Waits, also where the user has cancelled: what is there is taken.
  private static boolean join(Thread thread, long millis) {
    boolean interrupted = false;
    long end = System.nanoTime() + millis * 1_000_000L;
    while (thread.isAlive() && System.nanoTime() < end) {
      try {
        thread.join(POLL_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }

  private void keep(String text) throws Failure {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Spool.EntryHead head =
        new Spool.EntryHead(
            "start/request", StartSteps.RESTART, List.of(), sorter.lastNanos(), Sensitivity.PLAIN);
    SpoolEntry entry = spool.begin(head, 64 << 10);
    entry.write(bytes, 0, bytes.length);
    entry.commit(OptionalInt.empty(), sorter.lastNanos(), false);
  }

  /// What it gave, and what the one who started the unit gave.
  List<Coverage> coverage() {
    List<Coverage> all = new ArrayList<>(starter.coverage());
    if (!sorter.results().gaveAnything(StartSteps.WATCH)) {
      String why = failed.map(e -> String.valueOf(e.getMessage())).orElse("no answer");
      all.add(new Coverage(StartSteps.WATCH, State.REFUSED, why));
      return all;
    }
    String cut = run.cutBy("the time was over");
    all.add(
        new Coverage(
            StartSteps.WATCH,
            State.DONE,
            sorter.fact("looks").map(n -> n + " looks, ").orElse("")
                + "until it was "
                + sorter.fact("state").orElse("?")
                + cost()
                + (cut.isEmpty() ? "" : "; " + cut)));
    return all;
  }

  /// The shell's own words: its CPU time and that of what it ran, user and system.
  private String cost() {
    String text =
        new SpoolFolder(spool.folder())
            .read(Capture.RAW + "start/cost")
            .map(b -> b.first(400).utf8().strip().replace('\n', ' '))
            .orElse("");
    return text.isEmpty() ? "" : "; it used CPU (user, system; then of its commands) " + text;
  }

  /// Bytes that came.
  long bytes() {
    return run.bytes();
  }
}
