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
  /// @param calls the calls they belong to; none for what was not walked from the saved registers
  /// @param complete walked to the goroutine's first function
  record Walked(List<Frame> frames, List<Activation> calls, boolean complete) {
    static final Walked NONE = new Walked(List.of(), List.of(), false);

    Walked {
      frames = List.copyOf(frames);
      calls = List.copyOf(calls);
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
    for (long at = 0; at + 8 <= stack.size() && into.size() < most; at += 8) {
      long word = stack.u64(at);
      if (functions.module().isText(word)) {
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
    List<Activation> calls = new ArrayList<>();
    boolean complete = walk(g, stack, calls);
    return new Walked(
        calls.stream().flatMap(call -> call.frames().stream()).toList(), calls, complete);
  }

  private boolean walk(RawG g, Bytes stack, List<Activation> calls) {
    long pc = g.pc();
    long sp = 0;
    while (calls.size() < MAX_FRAMES) {
      Optional<Func> function = functions.at(pc);
      if (function.isEmpty()) {
        return false;
      }
      List<Frame> here = functions.frames(at(function.get(), pc));
      if (here.isEmpty()) {
        return false;
      }
      if (here.getLast().function().equals("runtime.goexit")) {
        return true;
      }
      OptionalInt delta = functions.stackDelta(function.get(), pc);
      int size = Math.max(0, delta.orElse(0));
      calls.add(new Activation(function.get(), pc, here, g.sp() + sp, g.sp() + sp + size));
      if (delta.isEmpty() || delta.getAsInt() < 0) {
        return false;
      }
      boolean leaf = arm64 && calls.size() == 1 && size == 0;
      long slot = arm64 ? sp : sp + size;
      if (!leaf && slot + 8 > stack.size()) {
        return false;
      }
      pc = leaf ? g.saved("lr") : stack.u64(slot);
      sp += arm64 ? size : size + 8;
    }
    return false;
  }

  /// A saved pc is where the call returns to: the call itself stands before it.
  private static long at(Func function, long pc) {
    return pc == function.entry() ? pc : pc - 1;
  }
}
