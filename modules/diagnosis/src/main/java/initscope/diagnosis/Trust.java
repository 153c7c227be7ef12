package initscope.diagnosis;

import initscope.model.finding.Confidence;
import initscope.model.go.Goroutine;
import initscope.model.go.InitTask;
import initscope.model.host.SyscallState;
import initscope.model.host.ThreadState;
import java.util.Optional;

/// Whether the kernel's view of a thread bears out what the runtime says of its goroutine.
enum Trust {
  /// Two sources agree.
  CONFIRMED,
  /// Only one source speaks.
  ALONE,
  /// Two sources disagree.
  CONTRADICTED;

  static Trust of(InitAt at) {
    if (at.thread().isEmpty() || at.goroutine().isEmpty()) {
      return ALONE;
    }
    if (isElsewhere(at, at.goroutine().get())) {
      return CONTRADICTED;
    }
    ThreadState thread = at.thread().get();
    if (at.parked() && at.kind() != Wait.BUSY) {
      return parked(at, thread);
    }
    return at.inSyscall() ? inSyscall(at, thread) : running(thread);
  }

  /// Whether a whole stack shows no init, though a task is marked as begun: one of the two was read too early.
  private static boolean isElsewhere(InitAt at, Goroutine g) {
    return at.chain().isEmpty() && !g.frames().isEmpty() && !g.torn() && !g.partial();
  }

  /// A parked main goroutine leaves its own thread asleep in a futex.
  private static Trust parked(InitAt at, ThreadState thread) {
    boolean futex =
        at.syscallName().filter("futex"::equals).isPresent()
            || thread.wchan().filter(w -> w.contains("futex")).isPresent();
    if (futex) {
      return CONFIRMED;
    }
    if (idle(thread)) {
      return at.syscallName().isEmpty() ? CONFIRMED : CONTRADICTED;
    }
    return thread.cpuNanos().isPresent() ? CONTRADICTED : ALONE;
  }

  private static Trust inSyscall(InitAt at, ThreadState thread) {
    if (thread.syscall().filter(s -> s instanceof SyscallState.Running).isPresent()) {
      // C code may well compute
      return at.kind() == Wait.CGO && Threads.computes(Optional.of(thread))
          ? CONFIRMED
          : CONTRADICTED;
    }
    return at.syscallName().isPresent() ? CONFIRMED : ALONE;
  }

  private static Trust running(ThreadState thread) {
    boolean advanced = thread.cpuNanos().isPresent() && thread.cpuNanos().getAsLong() > 0;
    if (advanced) {
      return CONFIRMED;
    }
    return idle(thread) ? CONTRADICTED : ALONE;
  }

  private static boolean idle(ThreadState thread) {
    return Threads.idle(Optional.of(thread));
  }

  /// Of a very deep stack both ends are known and agree: that is enough to tell whose init it is and where it stands.
  private static boolean isCut(Scene scene, InitAt at, Goroutine g) {
    boolean rooted = Stacks.hasRuntimeMain(g.frames()) && !scene.walksDisagree(g);
    return g.partial() && !at.chain().isEmpty() && !rooted;
  }

  /// The word for an init finding.
  static Confidence confidence(Scene scene, InitAt at) {
    Trust trust = of(at);
    if (trust == CONTRADICTED || at.packagePath().equals(InitTask.UNNAMED)) {
      return Confidence.POSSIBLE;
    }
    // a stack that was seen to move, or whose frame pointers tell otherwise, is one source less; of
    // one that runs none is needed
    boolean unsure = at.goroutine().filter(g -> g.torn() || isCut(scene, at, g)).isPresent();
    // it was in a call when it was looked at: it may work for the kernel, not compute
    boolean called =
        at.kind() == Wait.BUSY
            && at.goroutine().filter(g -> g.status().equals("syscall")).isPresent();
    if (trust == CONFIRMED && scene.xrayHeld() && !unsure && !called) {
      return Confidence.CERTAIN;
    }
    // A stack alone cannot tell a program that computes from one that died at that very place.
    return at.kind() == Wait.BUSY && trust == ALONE ? Confidence.POSSIBLE : Confidence.LIKELY;
  }
}
