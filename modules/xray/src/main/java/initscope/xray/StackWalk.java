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
  /// @param complete walked to the goroutine's first function
  record Walked(List<Frame> frames, boolean complete) {
    static final Walked NONE = new Walked(List.of(), false);

    /// The same with what its root's end is known to hold, and a gap between.
    Walked above(List<Frame> outermost) {
      List<Frame> all = new ArrayList<>(frames);
      all.addAll(outermost);
      return new Walked(all, false);
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
    List<Frame> frames = new ArrayList<>();
    long pc = g.pc();
    long sp = 0;
    for (int depth = 0; depth < MAX_FRAMES; depth++) {
      Optional<Func> function = functions.at(pc);
      if (function.isEmpty()) {
        return new Walked(frames, false);
      }
      List<Frame> here = functions.frames(at(function.get(), pc));
      if (here.isEmpty()) {
        return new Walked(frames, false);
      }
      if (here.getLast().function().equals("runtime.goexit")) {
        return new Walked(frames, true);
      }
      frames.addAll(here);
      OptionalInt delta = functions.stackDelta(function.get(), pc);
      if (delta.isEmpty() || delta.getAsInt() < 0) {
        return new Walked(frames, false);
      }
      boolean leaf = arm64 && depth == 0 && delta.getAsInt() == 0;
      long slot = arm64 ? sp : sp + delta.getAsInt();
      if (!leaf && slot + 8 > stack.size()) {
        return new Walked(frames, false);
      }
      pc = leaf ? g.saved("lr") : stack.u64(slot);
      sp += arm64 ? delta.getAsInt() : delta.getAsInt() + 8;
    }
    return new Walked(frames, false);
  }

  /// A saved pc is where the call returns to: the call itself stands before it.
  private static long at(Func function, long pc) {
    return pc == function.entry() ? pc : pc - 1;
  }
}
