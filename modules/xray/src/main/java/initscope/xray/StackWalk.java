package initscope.xray;

import initscope.model.Bytes;
import initscope.model.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Walks one goroutine's stack by pclntab's stack deltas.
final class StackWalk {
  private static final int MAX_FRAMES = 1 << 12;

  private final Functions functions;
  private final boolean arm64;

  StackWalk(Functions functions) {
    this.functions = functions;
    this.arm64 = functions.module().layout().arm64();
  }

  /// A stack, innermost frame first.
  ///
  /// @param calls the calls they belong to; none for what was not walked from saved registers
  /// @param complete walked to the goroutine's first function
  /// @param pc where the walk ended: of the first function that could not be told
  /// @param sp how far above its begin the stack pointer was there
  record Walked(List<Frame> frames, List<Activation> calls, boolean complete, long pc, long sp) {
    static final Walked NONE = new Walked(List.of(), List.of(), false);

    Walked {
      frames = List.copyOf(frames);
      calls = List.copyOf(calls);
    }

    Walked(List<Frame> frames, List<Activation> calls, boolean complete) {
      this(frames, calls, complete, 0, 0);
    }

    /// The same with what its root's end is known to hold, and a gap between.
    Walked above(List<Frame> outermost) {
      List<Frame> all = new ArrayList<>(frames);
      all.addAll(outermost);
      return new Walked(all, calls, false);
    }
  }

  /// Adds what may be a return address, so that all of them are looked up in one round trip rather than one by one.
  void collect(RawG g, Bytes stack, Set<Long> into, int most) {
    into.add(g.pc());
    collect(stack, into, most);
  }

  /// Adds what may be a return address on any stack.
  void collect(Bytes stack, Set<Long> into, int most) {
    for (long at = 0; at + 8 <= stack.size() && into.size() < most; at += 8) {
      long word = stack.u64(at);
      if (functions.isText(word)) {
        into.add(word);
      }
    }
  }

  /// Looks an address up, wishing for what is not known of it.
  void lookUp(long pc) {
    Optional<Func> function = functions.at(pc);
    if (function.isPresent()) {
      functions.stackDelta(function.get(), pc);
      functions.frames(at(function.get(), pc));
    }
  }

  /// Walks from the saved registers; {@code stack} begins at the saved stack pointer.
  Walked walk(RawG g, Bytes stack) {
    return walk(Start.saved(g), stack);
  }

  /// Where a walk begins.
  ///
  /// @param pc of the innermost function
  /// @param sp stack pointer there
  /// @param exact whether {@code pc} is the instruction that comes next, rather than where a call returns to
  /// @param lr link register, on machines that have one
  record Start(long pc, long sp, boolean exact, long lr) {
    static Start saved(RawG g) {
      return new Start(g.pc(), g.sp(), false, g.layout().arm64() ? g.saved("gobuf.lr") : 0);
    }
  }

  /// Walks from anywhere; {@code stack} begins at the stack pointer there.
  Walked walk(Start start, Bytes stack) {
    List<Activation> calls = new ArrayList<>();
    long pc = start.pc;
    long sp = 0;
    boolean complete = false;
    while (calls.size() < MAX_FRAMES) {
      Optional<Func> function = functions.at(pc);
      if (function.isEmpty()) {
        break;
      }
      boolean exact = calls.isEmpty() && start.exact;
      List<Frame> here = functions.frames(exact ? pc : at(function.get(), pc));
      complete = !here.isEmpty() && here.getLast().function().equals("runtime.goexit");
      if (here.isEmpty() || complete) {
        break;
      }
      OptionalInt delta = functions.stackDelta(function.get(), pc);
      int size = Math.max(0, delta.orElse(0));
      calls.add(new Activation(function.get(), pc, here, start.sp + sp, start.sp + sp + size));
      boolean leaf = arm64 && calls.size() == 1 && size == 0;
      long slot = arm64 ? sp : sp + size;
      // a caller has a frame on arm64: it keeps there where it returns to
      boolean frameless = arm64 && !leaf && size == 0;
      boolean outside = !leaf && slot + 8 > stack.size();
      if (delta.isEmpty() || delta.getAsInt() < 0 || outside || frameless) {
        break;
      }
      pc = leaf ? start.lr : stack.u64(slot);
      sp += arm64 ? size : size + 8;
      if (isSignalHandler(here.getLast().function())) {
        break;
      }
    }
    List<Frame> frames = calls.stream().flatMap(call -> call.frames().stream()).toList();
    return new Walked(frames, calls, complete, pc, sp);
  }

  /// Whether the kernel calls a function, so that no caller stands above it.
  static boolean isSignalHandler(String function) {
    return function.equals("runtime.sigtramp") || function.equals("runtime.cgoSigtramp");
  }

  /// A saved pc is where the call returns to: the call itself stands before it.
  private static long at(Func function, long pc) {
    return pc == function.entry() ? pc : pc - 1;
  }
}
