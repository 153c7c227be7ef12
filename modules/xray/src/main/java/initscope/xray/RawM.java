package initscope.xray;

import initscope.model.Bytes;

/// A thread's {@code m} as it lies in memory.
record RawM(Bytes bytes, Layout layout) {
  private static final long MAX_ID = 1 << 22;

  static int bytesOf(Layout layout) {
    int last = Math.max(layout.offset("m.procid"), layout.offset("m.curg"));
    // asked for only where it must tell releases apart: more bytes than before would not be in old
    // captures
    boolean tells = layout.from() == Layout.From.POSSIBLE;
    return (tells ? Math.max(last, layout.offset("m.lockedg")) : last) + 8;
  }

  /// Refuses a layout that a program may have, where by it a goroutine is locked to a thread that is not locked to it, or that has no id.
  void check(RawG g) throws Refusal {
    boolean locked = layout.from() == Layout.From.POSSIBLE && g.word("g.lockedm") != 0;
    Refusal.unless(
        !locked || bytes.u64(layout.offset("m.lockedg")) == g.address(),
        "m.lockedg",
        "goroutine " + g.id());
    Refusal.unless(
        !locked || (threadId() > 0 && threadId() <= MAX_ID), "m.procid", Long.toString(threadId()));
  }

  /// Thread id, as the process's own pid namespace counts.
  long threadId() {
    return bytes.u64(layout.offset("m.procid"));
  }

  long currentG() {
    return bytes.u64(layout.offset("m.curg"));
  }
}
