package initscope.layout.goroutines;

import initscope.model.Frame;
import initscope.model.go.Goroutine;
import java.util.List;

/// A stack as a key: equal where functions and lines are, and state and reason too. Program counters differ between calls of one
/// line and do not count.
final class StackKey {
  private final String state;
  private final List<Frame> frames;
  private final int hash;

  StackKey(Goroutine one) {
    state = one.waitReason().orElse(one.status());
    frames = one.frames();
    int mixed = state.hashCode();
    for (Frame frame : frames) {
      mixed = 31 * (31 * mixed + frame.function().hashCode()) + frame.line().orElse(0);
    }
    hash = mixed;
  }

  static boolean same(Frame a, Frame b) {
    return a.line().orElse(0) == b.line().orElse(0) && a.function().equals(b.function());
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof StackKey key)
        || hash != key.hash
        || frames.size() != key.frames.size()
        || !state.equals(key.state)) {
      return false;
    }
    for (int i = 0; i < frames.size(); i++) {
      if (!same(frames.get(i), key.frames.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
