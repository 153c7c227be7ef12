package initscope.xray;

import initscope.model.Bytes;

/// A thread's {@code m} as it lies in memory.
record RawM(Bytes bytes, Layout layout) {
  static int bytesOf(Layout layout) {
    return Math.max(layout.offset("m.procid"), layout.offset("m.curg")) + 8;
  }

  /// Thread id, as the process's own pid namespace counts.
  long threadId() {
    return bytes.u64(layout.offset("m.procid"));
  }

  long currentG() {
    return bytes.u64(layout.offset("m.curg"));
  }
}
