package initscope.xray;

import initscope.model.Frame;
import initscope.xray.memory.Reader;
import java.util.Optional;
import java.util.OptionalLong;

/// What a {@code g} leads to: its thread, its creator, its first function, since when it waits.
///
/// @param process where they are read
/// @param functions the program's
/// @param nowNanos the runtime's clock, where known
record GDetails(Reader process, Functions functions, OptionalLong nowNanos) {
  /// Since when it waits, where a garbage collection has noted it and the clock of now is known.
  OptionalLong waitNanos(RawG g) {
    long since = g.wordOrZero("g.waitsince");
    boolean told = g.status() == RawG.WAITING && since > 0 && nowNanos.isPresent();
    return told && nowNanos.getAsLong() >= since
        ? OptionalLong.of(nowNanos.getAsLong() - since)
        : OptionalLong.empty();
  }

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
