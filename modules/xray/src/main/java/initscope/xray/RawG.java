package initscope.xray;

import initscope.model.Bytes;

/// A goroutine's {@code g} as it lies in memory.
///
/// @param address of it
/// @param bytes its first {@link #bytesOf} bytes, or more of it
/// @param layout how to read it
record RawG(long address, Bytes bytes, Layout layout) {
  static final int IDLE = 0;
  static final int RUNNABLE = 1;
  static final int RUNNING = 2;
  static final int SYSCALL = 3;
  static final int WAITING = 4;
  static final int DEAD = 6;
  static final int COPYSTACK = 8;
  static final int PREEMPTED = 9;
  static final int LEAKED = 10;
  static final int DEAD_EXTRA = 11;
  private static final int SCAN = 0x1000;

  private static final String[] FIELDS = {
    "stack",
    "m",
    "sched",
    "syscallsp",
    "syscallpc",
    "atomicstatus",
    "goid",
    "waitreason",
    "lockedm",
    "gopc",
  };

  private static final String[] MORE_FIELDS = {
    "startpc", "waiting", "timer", "labels", "waitsince",
  };

  /// How much of a g must be read.
  static int bytesOf(Layout layout) {
    return end(layout, FIELDS, layout.offset("g.parentgoid", 0) + 8);
  }

  /// How much of a g is read where it can be: captures of before have less.
  static int wantedBytesOf(Layout layout) {
    return end(layout, MORE_FIELDS, bytesOf(layout));
  }

  private static int end(Layout layout, String[] fields, int atLeast) {
    int end = atLeast;
    for (String field : fields) {
      Layout.Field place = layout.fields().getOrDefault("g." + field, new Layout.Field(0, 8));
      end = Math.max(end, place.offset() + place.size());
    }
    return end;
  }

  /// A word that captures of before may lack, and other releases too: 0 there.
  ///
  /// @param field as the layout names it, such as {@code g.waiting}
  long wordOrZero(String field) {
    int at = layout.offset(field, Integer.MAX_VALUE - 8);
    return at + 8 <= bytes.size() ? bytes.u64(at) : 0;
  }

  long word(String field) {
    return bytes.u64(layout.offset(field));
  }

  long id() {
    return word("g.goid");
  }

  /// Status without the bit the garbage collector sets while it scans the stack.
  int status() {
    return (int) bytes.u32(layout.offset("g.atomicstatus")) & ~SCAN;
  }

  int waitReason() {
    return bytes.at(layout.offset("g.waitreason"));
  }

  long stackLow() {
    return word("g.stack");
  }

  long stackHigh() {
    return bytes.u64(layout.offset("g.stack") + 8L);
  }

  /// A register saved when it was last switched away from, such as {@code gobuf.sp}.
  long saved(String register) {
    return bytes.u64(layout.offset("g.sched") + (long) layout.offset(register));
  }

  /// Whether it is one that runs or waits, rather than a spare one.
  boolean isAlive() {
    int status = status();
    return status != IDLE && status != DEAD && status != DEAD_EXTRA;
  }

  /// Whether the registers kept of it are those of now.
  boolean isSaved() {
    return switch (status()) {
      case RUNNABLE, WAITING, PREEMPTED, LEAKED -> true;
      default -> false;
    };
  }

  long sp() {
    return status() == SYSCALL ? word("g.syscallsp") : saved("gobuf.sp");
  }

  long pc() {
    return status() == SYSCALL ? word("g.syscallpc") : saved("gobuf.pc");
  }

  /// Whether another look saw the same goroutine at the same place.
  boolean agrees(RawG other) {
    return status() == other.status()
        && onSameStack(other)
        && waitReason() == other.waitReason()
        && word("g.m") == other.word("g.m")
        && saved("gobuf.sp") == other.saved("gobuf.sp")
        && saved("gobuf.pc") == other.saved("gobuf.pc")
        && word("g.syscallsp") == other.word("g.syscallsp")
        && word("g.syscallpc") == other.word("g.syscallpc");
  }

  /// Whether another look saw the same goroutine on the same stack: one that grows is moved.
  boolean onSameStack(RawG other) {
    return id() == other.id() && stackLow() == other.stackLow() && stackHigh() == other.stackHigh();
  }

  /// The runtime's word for a status; empty for a number no release has.
  static String word(int status) {
    return switch (status) {
      case IDLE -> "idle";
      case RUNNABLE -> "runnable";
      case RUNNING -> "running";
      case SYSCALL -> "syscall";
      case WAITING, LEAKED -> "waiting";
      case DEAD, DEAD_EXTRA -> "dead";
      case COPYSTACK -> "copystack";
      case PREEMPTED -> "preempted";
      default -> "";
    };
  }
}
