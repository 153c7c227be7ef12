package initscope.diagnosis;

import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.go.InitFrames;
import initscope.model.go.InitFrames.InitFrame;
import initscope.model.go.InitTask;
import initscope.model.host.ProcessFacts;
import initscope.model.host.SyscallState;
import initscope.model.host.Syscalls;
import initscope.model.host.ThreadState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the rules look at: the incident, and what follows from it for every rule, worked out once.
final class Scene {
  private final Incident incident;
  private final Optional<InitAt> init;
  private final List<InitTask> runningInits;
  private final List<PerfStart> perf;

  Scene(Incident incident) {
    this.incident = incident;
    boolean over = mainGoroutine().filter(g -> InitFrames.areOver(g.frames())).isPresent();
    this.runningInits =
        incident.inits().stream()
            .filter(i -> i.state() == InitTask.State.RUNNING)
            .filter(i -> !over || i.plugin().isPresent())
            .toList();
    this.perf = PerfStart.of(incident);
    this.init = onGoroutine().or(this::onThreadStack).or(this::byTaskState);
  }

  Incident incident() {
    return incident;
  }

  /// Recordings of perf and what they tell.
  List<PerfStart> perf() {
    return perf;
  }

  /// The innermost package init in progress.
  Optional<InitAt> init() {
    return init;
  }

  /// Init tasks the runtime marks as begun and not finished.
  List<InitTask> runningInits() {
    return runningInits;
  }

  Optional<ThreadState> thread(long tid) {
    return incident.threads().stream().filter(t -> t.tid() == tid).findFirst();
  }

  /// The thread on which the process began. The runtime locks the main goroutine to it for as long as package init lasts.
  Optional<ThreadState> mainThread() {
    return incident.process().map(ProcessFacts::pid).flatMap(this::thread);
  }

  Optional<Goroutine> mainGoroutine() {
    return incident.goroutines().stream().filter(g -> g.id() == 1).findFirst();
  }

  /// The system call a thread is in.
  static Optional<SyscallState.In> syscall(ThreadState thread) {
    return thread
        .syscall()
        .flatMap(s -> s instanceof SyscallState.In in ? Optional.of(in) : Optional.empty());
  }

  /// The name of the system call a thread is in.
  Optional<String> syscallName(ThreadState thread) {
    return syscall(thread).flatMap(in -> Syscalls.name(machine(), in.number()));
  }

  /// The host's architecture: its own word, else what the binary was built for.
  String machine() {
    return incident
        .host()
        .machine()
        .or(() -> incident.go().map(go -> go.binary().machine()))
        .orElse("");
  }

  /// Whether the process is known to be a Go program.
  boolean isGo() {
    return incident.go().filter(go -> go.binary().isGo()).isPresent()
        || !incident.goroutines().isEmpty();
  }

  /// Whether it is known to be none.
  boolean isNotGo() {
    return incident.go().filter(GoRuntime::isNotGo).isPresent() && incident.goroutines().isEmpty();
  }

  /// Whether the goroutines were read from memory and every invariant held.
  boolean xrayHeld() {
    return incident.go().map(GoRuntime::refusal).filter(Optional::isEmpty).isPresent();
  }

  /// Whether frame pointers tell another stack of a goroutine than pclntab does.
  boolean walksDisagree(Goroutine goroutine) {
    String quote = "goroutine " + goroutine.id() + ": ";
    return incident.go().stream()
        .flatMap(go -> go.problems().stream())
        .anyMatch(p -> p.id().equals("xray.stack.framepointers") && p.quote().startsWith(quote));
  }

  private Optional<InitAt> onGoroutine() {
    return incident.goroutines().stream()
        .filter(g -> InitFrames.innermost(g.frames()).isPresent())
        .min(Comparator.comparingLong((Goroutine g) -> g.id() == 1 ? 0 : g.id()))
        .map(g -> at(g, InitFrames.chain(g.frames())));
  }

  private InitAt at(Goroutine goroutine, List<InitFrame> chain) {
    Optional<ThreadState> thread = threadOf(goroutine);
    List<Frame> frames = upTo(goroutine.frames(), chain);
    String packagePath =
        chain.isEmpty() ? innermostRunning().orElse("") : chain.getFirst().packagePath();
    Optional<SyscallState.In> syscall = thread.flatMap(Scene::syscall);
    Optional<String> name = thread.flatMap(this::syscallName);
    String word = word(goroutine, thread, name);
    boolean computes = word.equals(Waits.RUNNING) && Threads.computes(thread);
    // what lies on the stack of one that runs may have been left by a call that has returned
    Wait sorted = computes ? Wait.BUSY : Waits.of(word, frames);
    Wait kind = FileWork.isAtWork(sorted, thread, name, frames) ? Wait.FILES : sorted;
    return new InitAt(
        packagePath, chain, Optional.of(goroutine), thread, syscall, name, frames, word, kind);
  }

  /// While package init lasts, main is locked to the thread the process began with.
  private Optional<ThreadState> threadOf(Goroutine goroutine) {
    Optional<ThreadState> told =
        goroutine.tid().isPresent() ? thread(goroutine.tid().getAsLong()) : Optional.empty();
    return told.or(() -> goroutine.id() == 1 ? mainThread() : Optional.empty());
  }

  /// What it waits for. The kernel is asked where the runtime cannot tell: of a raw system call, of one system call after another, and
  /// of a goroutine that was seen in one state and then in another: its thread used the CPU, or it sleeps between two short looks.
  private static String word(
      Goroutine goroutine, Optional<ThreadState> thread, Optional<String> syscallName) {
    List<Frame> frames = goroutine.frames();
    boolean calls = goroutine.status().equals("syscall") && syscallName.isEmpty();
    boolean moves = goroutine.torn() || calls;
    // one that waits for a disk between its calls used only a part of a CPU, and was in no call
    // when the kernel was asked
    boolean between = calls && Threads.ranOutsideOfCalls(thread);
    if ((between || (moves && Threads.computes(thread)))
        && !Stacks.has(frames, "runtime.cgocall")) {
      return Waits.RUNNING;
    }
    if (goroutine.torn() && Threads.idle(thread) && Stacks.has(frames, Waits.SLEEP_FUNCTION)) {
      return Waits.SLEEPS;
    }
    if (goroutine.status().equals("running") && Threads.sleepsInCall(thread, syscallName)) {
      return syscallName.orElseThrow();
    }
    boolean still = thread.filter(t -> t.cpuNanos().orElse(1) == 0).isPresent();
    if (goroutine.torn() && still && Stacks.hasAny(frames, Waits.RAW_CALLS)) {
      return syscallName.orElse(Waits.SYSCALL);
    }
    return switch (goroutine.status()) {
      case "waiting" -> goroutine.waitReason().orElse("waiting");
      case "syscall" -> syscallName.orElse(Waits.SYSCALL);
      case "runnable" -> Waits.RUNNABLE;
      case "running", "preempted", "copystack" -> Waits.RUNNING;
      default -> goroutine.waitReason().orElse(goroutine.status());
    };
  }

  private static List<Frame> upTo(List<Frame> frames, List<InitFrame> chain) {
    int end = chain.isEmpty() ? frames.size() : frames.indexOf(chain.getFirst().frame());
    return end < 0 ? frames : frames.subList(0, end);
  }

  /// gdb shows the init only where its goroutine holds a thread: in a system call or running.
  private Optional<InitAt> onThreadStack() {
    return incident.threads().stream()
        .filter(t -> InitFrames.innermost(t.userStack()).isPresent())
        .findFirst()
        .map(
            t -> {
              List<InitFrame> chain = InitFrames.chain(t.userStack());
              Optional<String> name = syscallName(t);
              String word = t.state() == 'R' ? Waits.RUNNING : name.orElse(Waits.SYSCALL);
              List<Frame> frames = upTo(t.userStack(), chain);
              return new InitAt(
                  chain.getFirst().packagePath(),
                  chain,
                  Optional.empty(),
                  Optional.of(t),
                  syscall(t),
                  name,
                  frames,
                  word,
                  Waits.of(word, frames));
            });
  }

  /// A running goroutine's saved registers are stale, so it has no stack; the init tasks still tell the package.
  private Optional<InitAt> byTaskState() {
    return innermostRunning().isEmpty()
        ? Optional.empty()
        // a task that another goroutine runs, or one that has ended since it was read
        : mainGoroutine()
            .filter(g -> !Stacks.has(g.frames(), "main.main"))
            .map(g -> at(g, List.of()));
  }

  /// Packages run after those they import: of several begun ones (Go up to 1.20) the earliest in order is the innermost.
  /// Where the order is not known, only a single one is named.
  private Optional<String> innermostRunning() {
    if (runningInits.size() == 1) {
      return Optional.of(runningInits.getFirst().packagePath());
    }
    return runningInits.stream().anyMatch(i -> i.order().isEmpty())
        ? Optional.empty()
        : runningInits.stream()
            // a plugin is opened by an init that waits for the plugin's
            .min(
                Comparator.comparing((InitTask i) -> i.plugin().isEmpty())
                    .thenComparing(Comparator.comparingInt(i -> i.order().orElseThrow())))
            .map(InitTask::packagePath);
  }
}
