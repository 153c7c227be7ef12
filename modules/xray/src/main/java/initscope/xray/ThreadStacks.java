package initscope.xray;

import initscope.model.Bytes;
import initscope.model.Frame;
import initscope.xray.core.Registers;
import initscope.xray.memory.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Stacks walked from the registers of threads that stand still, as a core file has them.
///
/// A thread is on the stack of the goroutine it runs; or on its own stack, where the runtime schedules and where C runs; or on
/// its signal stack. From the latter the walk goes on to what the signal interrupted, whose registers the kernel put there.
final class ThreadStacks {
  /// Bytes read of a thread's own stack at most.
  private static final int BYTES = 1 << 16;

  private static final int MAX_THREADS = 1 << 13;

  /// Signal handlers may be interrupted by signals: a Go program that aborts is.
  private static final int MAX_SIGNALS = 8;

  /// Places in {@code struct ucontext}, which the kernel pushes beneath the return address of a signal handler.
  private static final int AMD64_RSP = 160;

  private static final int AMD64_RIP = 168;

  private final Reader process;
  private final Functions functions;
  private final StackWalk walk;
  private final Map<Long, Registers> threads;

  ThreadStacks(Reader process, Functions functions, StackWalk walk, Map<Long, Registers> threads) {
    this.process = process;
    this.functions = functions;
    this.walk = walk;
    this.threads = threads;
  }

  /// Where a thread that runs a goroutine is.
  enum Place {
    /// On the goroutine's stack.
    GOROUTINE,
    /// On the thread's own stack, with the goroutine's registers saved.
    SYSTEM,
    /// On the signal stack.
    SIGNAL,
    /// Not known.
    ELSEWHERE
  }

  /// A goroutine's stack and where its thread was.
  record Told(StackWalk.Walked walked, Place place) {}

  /// Adds what may be return addresses of all threads.
  void collect(Set<Long> into, int most) {
    threads.values().stream()
        .limit(MAX_THREADS)
        .forEach(
            at -> {
              into.add(at.pc());
              walk.collect(stack(at.sp(), BYTES), into, most);
            });
  }

  /// The frames of each thread, innermost first; empty for one outside of Go code.
  Map<Long, List<Frame>> frames() {
    Map<Long, List<Frame>> frames = new LinkedHashMap<>();
    threads.forEach(
        (tid, at) -> {
          if (frames.size() < MAX_THREADS) {
            frames.put(tid, walked(at, stack(at.sp(), BYTES)).frames());
          }
        });
    return frames;
  }

  /// The stack of a goroutine that a thread runs; empty where the thread does not tell it.
  Optional<Told> of(RawG g, long tid) {
    // a debugger outside of a container counts threads otherwise than the runtime inside does
    Registers at =
        threads.values().stream()
            .filter(thread -> holds(g, thread.sp()))
            .findFirst()
            .orElse(threads.get(tid));
    if (at == null) {
      return Optional.empty();
    }
    if (holds(g, at.sp())) {
      return Optional.of(new Told(walked(at, own(g, at.sp())), Place.GOROUTINE));
    }
    Registers from = at;
    for (int depth = 0; depth < MAX_SIGNALS; depth++) {
      Optional<Registers> interrupted = interrupted(from);
      if (interrupted.isEmpty()) {
        break;
      }
      from = interrupted.get();
      if (holds(g, from.sp())) {
        return Optional.of(new Told(walked(from, own(g, from.sp())), Place.SIGNAL));
      }
    }
    // before it goes over to the thread's own stack, the runtime saves where it was
    boolean left =
        functions
            .name(g.saved("gobuf.pc"))
            .filter("runtime.systemstack_switch"::equals)
            .isPresent();
    if (left && holds(g, g.saved("gobuf.sp"))) {
      StackWalk.Start saved =
          new StackWalk.Start(g.saved("gobuf.pc"), g.saved("gobuf.sp"), false, 0);
      return Optional.of(new Told(walk.walk(saved, own(g, g.saved("gobuf.sp"))), Place.SYSTEM));
    }
    return Optional.of(new Told(StackWalk.Walked.NONE, Place.ELSEWHERE));
  }

  private static boolean holds(RawG g, long sp) {
    return Long.compareUnsigned(sp, g.stackLow()) > 0
        && Long.compareUnsigned(sp, g.stackHigh()) < 0;
  }

  private Bytes own(RawG g, long sp) {
    return stack(sp, Math.min(g.stackHigh() - sp, 1 << 20));
  }

  private StackWalk.Walked walked(Registers at, Bytes stack) {
    return walk.walk(new StackWalk.Start(at.pc(), at.sp(), true, at.lr().orElse(0)), stack);
  }

  /// What a signal interrupted, where a thread is in its handler.
  private Optional<Registers> interrupted(Registers at) {
    Bytes stack = stack(at.sp(), BYTES);
    StackWalk.Walked handler = walked(at, stack);
    boolean inHandler =
        !handler.frames().isEmpty()
            && StackWalk.isSignalHandler(handler.frames().getLast().function());
    // the return address into libc or the runtime's sigreturn was popped: the context begins here
    long context = handler.sp();
    if (at.lr().isPresent() || !inHandler || context + AMD64_RIP + 8 > stack.size()) {
      return Optional.empty();
    }
    return Optional.of(
        new Registers(stack.u64(context + AMD64_RIP), stack.u64(context + AMD64_RSP), at.lr()));
  }

  private Bytes stack(long sp, long bytes) {
    return process.start(sp, bytes).orElse(Bytes.EMPTY);
  }
}
