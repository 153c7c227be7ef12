package initscope.xray;

import initscope.model.Bytes;
import initscope.model.EvidenceRef;
import initscope.model.Frame;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.go.InitTask;
import initscope.model.go.TimeLapse;
import initscope.model.go.TimeLapse.Ending;
import initscope.model.go.TimeLapse.Moment;
import initscope.xray.lapse.Lapse;
import initscope.xray.lapse.LapseClock;
import initscope.xray.lapse.LapseSample;
import initscope.xray.lapse.Source;
import initscope.xray.memory.MemoryLostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/// The samples of a time-lapse to what ran before {@code main}.
public final class LapseReader {
  private static final int MAX_ROUNDS = 64;
  private static final long TICK = 10_000_000L;

  private final LapseProgram program;
  private final Lapse lapse;
  private final LongFunction<EvidenceRef> places;
  private final List<LapseProgram.Look> looks = new ArrayList<>();
  private final List<LapseSample> samples = new ArrayList<>();
  private final LapseClock clock;

  /// What a sample's stack tells, once all that it needs is known.
  private record Stack(List<Frame> frames, boolean settled) {}

  private LapseReader(LapseProgram program, Lapse lapse, LongFunction<EvidenceRef> places) {
    this.program = program;
    this.lapse = lapse;
    this.places = places;
    for (LapseSample sample : lapse.samples()) {
      if (!sample.gone()) {
        samples.add(sample);
        looks.add(program.look(sample));
      }
    }
    this.clock = LapseClock.of(lapse.samples());
  }

  /// Reads all samples. What is needed of the program beside them (names, lines) is fetched from it.
  ///
  /// @param places evidence for the sample that begins at an offset
  public static TimeLapse read(LapseProgram program, Lapse lapse, LongFunction<EvidenceRef> places)
      throws MemoryLostException {
    return new LapseReader(program, lapse, places).read();
  }

  private TimeLapse read() throws MemoryLostException {
    List<List<Frame>> stacks = stacks();
    List<TimeLapse.Sample> told = new ArrayList<>();
    for (int i = 0; i < looks.size(); i++) {
      told.add(sample(i, stacks.get(i)));
    }
    LapseSpans spans = new LapseSpans(program, looks, told, processStart(), gone());
    OptionalLong interval = interval();
    return new TimeLapse(
        program.binary(),
        lapse.number("pid", 0),
        processStart(),
        interval.orElse(lapse.number("interval", 0)),
        told,
        spans.spans(),
        tasks(told),
        spans.shortCount(),
        ending(),
        clock.source(),
        clock.boundNanos(),
        cost());
  }

  /// The first look at a process that had ended.
  private Optional<Moment> gone() {
    for (int i = 0; i < lapse.samples().size(); i++) {
      if (lapse.samples().get(i).gone() && !looks.isEmpty()) {
        return Optional.of(clock.moments().get(i));
      }
    }
    return Optional.empty();
  }

  private List<List<Frame>> stacks() throws MemoryLostException {
    List<Stack> stacks = new ArrayList<>();
    looks.forEach(look -> stacks.add(new Stack(List.of(), false)));
    for (int round = 0; round < MAX_ROUNDS; round++) {
      for (int i = 0; i < looks.size(); i++) {
        if (stacks.get(i).settled()) {
          continue;
        }
        int before = program.image().wishes();
        boolean alike = i > 0 && sameStack(looks.get(i - 1), looks.get(i));
        List<Frame> frames = alike ? stacks.get(i - 1).frames() : frames(looks.get(i));
        boolean settled = alike ? stacks.get(i - 1).settled() : before == program.image().wishes();
        stacks.set(i, new Stack(frames, settled));
      }
      if (!program.image().fetch()) {
        break;
      }
    }
    return stacks.stream().map(Stack::frames).toList();
  }

  private static boolean sameStack(LapseProgram.Look a, LapseProgram.Look b) {
    return a.active() == b.active()
        && a.base() == b.base()
        && a.stack().equals(b.stack())
        && a.first().map(RawG::bytes).equals(b.first().map(RawG::bytes));
  }

  private List<Frame> frames(LapseProgram.Look look) {
    if (look.first().isEmpty() || look.stack().isEmpty()) {
      return List.of();
    }
    RawG g = look.first().get();
    long at = g.sp() - look.base();
    boolean saved = g.isSaved() || g.status() == RawG.SYSCALL;
    if (saved && at >= 0 && at < look.stack().size()) {
      StackWalk walk = new StackWalk(program.functions());
      StackWalk.Walked walked = walk.walk(g, look.stack().from(at));
      if (walked.complete()) {
        return walked.frames();
      }
    }
    List<RawTask> begun = new ArrayList<>();
    for (int i = 0; i < look.states().size(); i++) {
      if (look.states().get(i) == 1) {
        begun.add(program.tasks().get(i));
      }
    }
    Bytes stack = look.stack();
    List<Frame> frames = new ArrayList<>();
    for (RunningStack.Slot slot :
        RunningStack.callers(program.functions(), begun, look.base(), stack, stack)) {
      frames.addAll(program.functions().frames(slot.at()));
    }
    return frames;
  }

  private TimeLapse.Sample sample(int index, List<Frame> frames) {
    LapseProgram.Look look = looks.get(index);
    Optional<RawG> g = look.first();
    String status = g.map(first -> RawG.word(first.status())).orElse("");
    Optional<String> reason =
        g.filter(first -> first.status() == RawG.WAITING)
            .flatMap(first -> program.functions().module().layout().waitReason(first.waitReason()));
    LapseSample sample = samples.get(index);
    return new TimeLapse.Sample(
        clock.moments().get(index), // those of an ended process come last
        look.active() < 0 ? Optional.empty() : Optional.of(program.packages().get(look.active())),
        status,
        reason,
        LapseClock.first(sample.text(Source.THREAD)),
        frames,
        places.apply(sample.entryOffset()));
  }

  /// Which init function runs, and where, as a stack tells it.
  static Optional<InitInProgress> inProgress(LapseProgram program, int task, List<Frame> frames) {
    if (frames.isEmpty()) {
      return Optional.empty();
    }
    InitTask running = task(program, task, InitTask.State.RUNNING, List.of());
    Goroutine first =
        new Goroutine(
            1,
            "",
            Optional.empty(),
            OptionalLong.empty(),
            true,
            OptionalLong.empty(),
            frames,
            Optional.empty(),
            OptionalLong.empty(),
            false,
            false,
            List.of());
    GoRuntime runtime =
        new GoRuntime(
            program.binary(), List.of(running), List.of(first), 1, 0, Optional.empty(), List.of());
    return InitInProgress.of(runtime).stream().findFirst();
  }

  private static InitTask task(
      LapseProgram program, int task, InitTask.State state, List<EvidenceRef> evidence) {
    return new InitTask(
        OptionalInt.of(task),
        program.packages().get(task),
        state,
        program.functionNames(task),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        evidence);
  }

  /// Every package with its state in the last sample.
  private List<InitTask> tasks(List<TimeLapse.Sample> told) {
    if (looks.isEmpty()) {
      return List.of();
    }
    List<InitTask> tasks = new ArrayList<>();
    for (int i = 0; i < program.tasks().size(); i++) {
      InitTask.State state =
          switch ((int) (long) looks.getLast().states().get(i)) {
            case 0 -> InitTask.State.WAITING;
            case 1 -> InitTask.State.RUNNING;
            default -> InitTask.State.DONE;
          };
      tasks.add(task(program, i, state, List.of(told.getLast().evidence())));
    }
    return tasks;
  }

  /// Half of the samples followed the one before sooner than this.
  private OptionalLong interval() {
    long[] gaps = new long[Math.max(0, samples.size() - 1)];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = samples.get(i + 1).sentNanos() - samples.get(i).sentNanos();
    }
    java.util.Arrays.sort(gaps);
    return gaps.length == 0 ? OptionalLong.empty() : OptionalLong.of(gaps[gaps.length / 2]);
  }

  /// The field after the command's name that says when the process was started, in hundredths of a second since boot.
  private OptionalLong processStart() {
    for (LapseSample sample : samples) {
      String text = sample.text(Source.PROCESS);
      String[] words = text.substring(text.lastIndexOf(')') + 1).strip().split(" ", 22);
      if (words.length > 19) {
        OptionalLong ticks = LapseClock.first(words[19]);
        return ticks.isPresent() ? OptionalLong.of(ticks.getAsLong() * TICK) : ticks;
      }
    }
    return OptionalLong.empty();
  }

  private Ending ending() {
    boolean main = !looks.isEmpty() && looks.getLast().done() == program.tasks().size();
    if (main) {
      return Ending.MAIN;
    }
    boolean gone = lapse.samples().stream().anyMatch(LapseSample::gone);
    return gone
        ? Ending.PROCESS_ENDED
        : Ending.of(lapse.notes().getOrDefault("end", Ending.LOST.word()));
  }

  private TimeLapse.Cost cost() {
    long reads = 0;
    long bytes = 0;
    List<Map.Entry<Long, Long>> cpu = new ArrayList<>();
    for (LapseSample sample : samples) {
      reads += sample.requests();
      bytes += sample.bytes();
      OptionalLong server = LapseClock.first(sample.text(Source.SERVER));
      if (server.isPresent()) {
        cpu.add(Map.entry(sample.sentNanos(), server.getAsLong()));
      }
    }
    return cpu.size() < 2
        ? new TimeLapse.Cost(OptionalLong.empty(), 0, reads, bytes)
        : new TimeLapse.Cost(
            OptionalLong.of(cpu.getLast().getValue() - cpu.getFirst().getValue()),
            cpu.getLast().getKey() - cpu.getFirst().getKey(),
            reads,
            bytes);
  }
}
