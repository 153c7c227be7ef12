package initscope.xray;

import initscope.model.Bytes;
import java.util.List;
import java.util.Optional;

/// Checks a walk by pclntab's stack deltas against the chain of frame pointers: on amd64 every function with a frame keeps its caller's
/// just below its return address. Functions in assembly need not.
final class FramePointers {
  private FramePointers() {}

  /// Where the two disagree, in words; empty where they agree or nothing can be said.
  ///
  /// @param g whose registers were saved
  /// @param stack from its saved stack pointer on
  /// @param calls as walked, innermost first
  static Optional<String> disagreement(RawG g, Bytes stack, List<Activation> calls) {
    long pointer =
        g.isSaved() && !calls.isEmpty() && isGo(calls.getFirst()) ? g.saved("gobuf.bp") : 0;
    String from = "the saved registers";
    for (Activation call : calls) {
      if (!isGo(call)) {
        pointer = 0; // it may have kept the frame pointer elsewhere
        continue;
      }
      if (call.high() == call.low()) {
        continue; // it has no frame: the frame pointer is still its caller's
      }
      if (pointer != 0 && pointer != call.high() - 8) {
        return Optional.of(
            "goroutine "
                + g.id()
                + ": "
                + from
                + " point to "
                + Refusal.hex(pointer)
                + ", the frame of "
                + call.name()
                + " ends at "
                + Refusal.hex(call.high()));
      }
      long at = call.high() - 8 - g.sp();
      pointer = at >= 0 && at + 8 <= stack.size() ? stack.u64(at) : 0;
      from = "the frame pointers of " + call.name();
    }
    return Optional.empty();
  }

  private static boolean isGo(Activation call) {
    return call.frames().getLast().file().filter(file -> file.endsWith(".go")).isPresent();
  }
}
