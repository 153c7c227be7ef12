package initscope.gotrace.v1;

import java.util.List;

/// The types of event of a v1 trace: numbers as on the wire, names as Go's own reader has them.
public final class V1Type {
  /// `Batch`.
  public static final int BATCH = 1;

  /// `Frequency`.
  public static final int FREQUENCY = 2;

  /// `Stack`.
  public static final int STACK = 3;

  /// `Gomaxprocs`.
  public static final int GOMAXPROCS = 4;

  /// `ProcStart`.
  public static final int PROC_START = 5;

  /// `ProcStop`.
  public static final int PROC_STOP = 6;

  /// `GCStart`.
  public static final int GC_START = 7;

  /// `GCDone`.
  public static final int GC_DONE = 8;

  /// `GCSTWStart`.
  public static final int GC_STW_START = 9;

  /// `GCSTWDone`.
  public static final int GC_STW_DONE = 10;

  /// `GCSweepStart`.
  public static final int GC_SWEEP_START = 11;

  /// `GCSweepDone`.
  public static final int GC_SWEEP_DONE = 12;

  /// `GoCreate`.
  public static final int GO_CREATE = 13;

  /// `GoStart`.
  public static final int GO_START = 14;

  /// `GoEnd`.
  public static final int GO_END = 15;

  /// `GoStop`.
  public static final int GO_STOP = 16;

  /// `GoSched`.
  public static final int GO_SCHED = 17;

  /// `GoPreempt`.
  public static final int GO_PREEMPT = 18;

  /// `GoSleep`.
  public static final int GO_SLEEP = 19;

  /// `GoBlock`.
  public static final int GO_BLOCK = 20;

  /// `GoUnblock`.
  public static final int GO_UNBLOCK = 21;

  /// `GoBlockSend`.
  public static final int GO_BLOCK_SEND = 22;

  /// `GoBlockRecv`.
  public static final int GO_BLOCK_RECV = 23;

  /// `GoBlockSelect`.
  public static final int GO_BLOCK_SELECT = 24;

  /// `GoBlockSync`.
  public static final int GO_BLOCK_SYNC = 25;

  /// `GoBlockCond`.
  public static final int GO_BLOCK_COND = 26;

  /// `GoBlockNet`.
  public static final int GO_BLOCK_NET = 27;

  /// `GoSysCall`.
  public static final int GO_SYS_CALL = 28;

  /// `GoSysExit`.
  public static final int GO_SYS_EXIT = 29;

  /// `GoSysBlock`.
  public static final int GO_SYS_BLOCK = 30;

  /// `GoWaiting`.
  public static final int GO_WAITING = 31;

  /// `GoInSyscall`.
  public static final int GO_IN_SYSCALL = 32;

  /// `HeapAlloc`.
  public static final int HEAP_ALLOC = 33;

  /// `HeapGoal`.
  public static final int HEAP_GOAL = 34;

  /// `TimerGoroutine`.
  public static final int TIMER_GOROUTINE = 35;

  /// `FutileWakeup`.
  public static final int FUTILE_WAKEUP = 36;

  /// `String`.
  public static final int STRING = 37;

  /// `GoStartLocal`.
  public static final int GO_START_LOCAL = 38;

  /// `GoUnblockLocal`.
  public static final int GO_UNBLOCK_LOCAL = 39;

  /// `GoSysExitLocal`.
  public static final int GO_SYS_EXIT_LOCAL = 40;

  /// `GoStartLabel`.
  public static final int GO_START_LABEL = 41;

  /// `GoBlockGC`.
  public static final int GO_BLOCK_GC = 42;

  /// `GCMarkAssistStart`.
  public static final int GC_MARK_ASSIST_START = 43;

  /// `GCMarkAssistDone`.
  public static final int GC_MARK_ASSIST_DONE = 44;

  /// `UserTaskCreate`.
  public static final int USER_TASK_CREATE = 45;

  /// `UserTaskEnd`.
  public static final int USER_TASK_END = 46;

  /// `UserRegion`.
  public static final int USER_REGION = 47;

  /// `UserLog`.
  public static final int USER_LOG = 48;

  /// `CPUSample`.
  public static final int CPU_SAMPLE = 49;

  /// One more than the largest type.
  public static final int COUNT = 50;

  private static final List<Row> ROWS =
      List.of(
          new Row("None", 5, false, 0),
          new Row("Batch", 5, false, 2),
          new Row("Frequency", 5, false, 1),
          new Row("Stack", 5, false, 2),
          new Row("Gomaxprocs", 5, true, 1),
          new Row("ProcStart", 5, false, 1),
          new Row("ProcStop", 5, false, 0),
          new Row("GCStart", 5, true, 1),
          new Row("GCDone", 5, false, 0),
          new Row("GCSTWStart", 5, false, 1),
          new Row("GCSTWDone", 5, false, 0),
          new Row("GCSweepStart", 5, true, 0),
          new Row("GCSweepDone", 5, false, 2),
          new Row("GoCreate", 5, true, 2),
          new Row("GoStart", 5, false, 2),
          new Row("GoEnd", 5, false, 0),
          new Row("GoStop", 5, true, 0),
          new Row("GoSched", 5, true, 0),
          new Row("GoPreempt", 5, true, 0),
          new Row("GoSleep", 5, true, 0),
          new Row("GoBlock", 5, true, 0),
          new Row("GoUnblock", 5, true, 2),
          new Row("GoBlockSend", 5, true, 0),
          new Row("GoBlockRecv", 5, true, 0),
          new Row("GoBlockSelect", 5, true, 0),
          new Row("GoBlockSync", 5, true, 0),
          new Row("GoBlockCond", 5, true, 0),
          new Row("GoBlockNet", 5, true, 0),
          new Row("GoSysCall", 5, true, 0),
          new Row("GoSysExit", 5, false, 3),
          new Row("GoSysBlock", 5, false, 0),
          new Row("GoWaiting", 5, false, 1),
          new Row("GoInSyscall", 5, false, 1),
          new Row("HeapAlloc", 5, false, 1),
          new Row("HeapGoal", 5, false, 1),
          new Row("TimerGoroutine", 5, false, 1),
          new Row("FutileWakeup", 5, false, 0),
          new Row("String", 7, false, 0),
          new Row("GoStartLocal", 7, false, 1),
          new Row("GoUnblockLocal", 7, true, 1),
          new Row("GoSysExitLocal", 7, false, 2),
          new Row("GoStartLabel", 8, false, 3),
          new Row("GoBlockGC", 8, true, 0),
          new Row("GCMarkAssistStart", 9, true, 0),
          new Row("GCMarkAssistDone", 9, false, 0),
          new Row("UserTaskCreate", 11, true, 3),
          new Row("UserTaskEnd", 11, true, 1),
          new Row("UserRegion", 11, true, 3),
          new Row("UserLog", 11, true, 2),
          new Row("CPUSample", 19, true, 3));

  private V1Type() {}

  /// One type as of Go 1.21: the first version that has it, whether a stack id ends it, and its own arguments.
  private record Row(String name, int since, boolean stack, int arguments) {}

  /// The name of a type.
  public static String name(int type) {
    return ROWS.get(type).name();
  }

  /// Whether a version of the format (the N of `go 1.N trace`) has the type.
  static boolean in(int version, int type) {
    return type > 0 && type < COUNT && version >= ROWS.get(type).since();
  }

  /// Whether a stack id ends the event.
  static boolean hasStack(int type) {
    return ROWS.get(type).stack();
  }

  /// Whether the event happens at a time on a P; the others describe the trace itself.
  static boolean timed(int type) {
    return type != BATCH
        && type != FREQUENCY
        && type != STACK
        && type != TIMER_GOROUTINE
        && type != STRING;
  }

  /// Whether the goroutine stops running on its P by the event.
  static boolean leaves(int type) {
    return (type >= GO_END && type <= GO_BLOCK)
        || (type >= GO_BLOCK_SEND && type <= GO_BLOCK_NET)
        || type == GO_SYS_BLOCK
        || type == GO_BLOCK_GC;
  }

  /// The type an event is delivered as: the local variants exist for ordering only.
  static int delivered(int type) {
    return switch (type) {
      case GO_START_LOCAL -> GO_START;
      case GO_UNBLOCK_LOCAL -> GO_UNBLOCK;
      case GO_SYS_EXIT_LOCAL -> GO_SYS_EXIT;
      default -> type;
    };
  }

  /// Values an event has on the wire: sequence (1.5 only), ticks, own arguments, stack id. Only the least for `Stack`.
  static int wireArguments(int version, int type) {
    Row row = ROWS.get(type);
    int count = row.arguments() + (row.stack() ? 1 : 0);
    if (!timed(type)) {
      return version < 7 && type != STACK ? count + 1 : count;
    }
    count += version < 7 ? 2 : 1;
    return switch (type) {
      case GC_SWEEP_DONE -> version < 9 ? count - 2 : count;
      case GC_STW_START -> version < 10 ? count - 1 : count;
      case GC_START, GO_START, GO_UNBLOCK -> version < 7 ? count - 1 : count;
      default -> count;
    };
  }
}
