package initscope.xray;

import initscope.model.Frame;
import java.util.List;

/// One call on a goroutine's stack, with those the compiler inlined into it.
///
/// @param function row of the function that was called
/// @param pc where it stands: the instruction it goes on at
/// @param frames the inlined calls, innermost first, and the function itself last
/// @param low address of its frame's lowest word
/// @param high address of the word after its frame: where its return address lies, on amd64
record Activation(Func function, long pc, List<Frame> frames, long low, long high) {
  Activation {
    frames = List.copyOf(frames);
  }

  /// The function's own name, as the linker spells it.
  String name() {
    return frames.getLast().function();
  }

  /// Whether it is that function, or has it inlined where it stands.
  boolean is(String name) {
    return frames.stream().anyMatch(frame -> frame.function().equals(name));
  }
}
