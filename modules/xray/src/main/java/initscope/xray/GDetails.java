package initscope.xray;

import initscope.model.Frame;
import initscope.xray.memory.Reader;
import java.util.Optional;

/// What a {@code g} leads to: its thread, its creator, its first function.
///
/// @param process where they are read
/// @param functions the program's
record GDetails(Reader process, Functions functions) {
  Optional<Frame> startedAt(RawG g) {
    long pc = g.wordOrZero("g.startpc");
    return pc == 0 ? Optional.empty() : functions.outermost(pc);
  }

  Optional<Frame> creator(RawG g) {
    long pc = g.word("g.gopc");
    return pc == 0 || g.id() == 1 ? Optional.empty() : functions.outermost(pc - 1);
  }

  /// The thread it runs on, else the one it is locked to.
  Optional<RawM> thread(RawG g) {
    long m = g.word("g.m") != 0 ? g.word("g.m") : g.word("g.lockedm");
    return m == 0
        ? Optional.empty()
        : process.bytes(m, RawM.bytesOf(layout())).map(bytes -> new RawM(bytes, layout()));
  }

  private Layout layout() {
    return functions.module().layout();
  }
}
