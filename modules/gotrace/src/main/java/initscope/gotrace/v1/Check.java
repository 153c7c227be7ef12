package initscope.gotrace.v1;

import initscope.gotrace.util.LongIntMap;

/// Refuses events that no scheduler could have made after those before them, as Go's own reader does: a P that runs two
/// goroutines, a wake-up of one that does not wait, a pause of the collector inside another.
final class Check {
  private static final byte UNKNOWN = 0;
  private static final byte DEAD = 1;
  private static final byte RUNNABLE = 2;
  private static final byte RUNNING = 3;
  private static final byte WAITING = 4;

  private static final String FINE = "";
  private static final String GOROUTINE = "gotrace.v1.state.goroutine";
  private static final String PROC = "gotrace.v1.state.proc";
  private static final String COLLECTOR = "gotrace.v1.state.gc";
  private static final String TIME = "gotrace.v1.time.order";

  private final int version;
  private final Goroutines goroutines;
  private final LongIntMap timers;
  private final LongIntMap tasks = new LongIntMap();
  private final Regions regions = new Regions();
  private boolean collecting;
  private boolean stopping;

  Check(int version, Goroutines goroutines, LongIntMap timers) {
    this.version = version;
    this.goroutines = goroutines;
    this.timers = timers;
    goroutines.states[Goroutines.NONE] = RUNNING;
  }

  /// Takes the head event of a lane; the id of a problem where it cannot be, else an empty text.
  String accept(Lane lane) {
    return switch (lane.type) {
      case V1Type.GO_START, V1Type.GO_START_LOCAL, V1Type.GO_START_LABEL -> start(lane);
      case V1Type.GO_UNBLOCK, V1Type.GO_UNBLOCK_LOCAL -> unblock(lane);
      case V1Type.GO_SYS_CALL -> runs(lane) ? FINE : GOROUTINE;
      case V1Type.GO_SYS_BLOCK -> sysBlock(lane);
      case V1Type.GO_SYS_EXIT, V1Type.GO_SYS_EXIT_LOCAL -> sysExit(lane);
      case V1Type.GO_SLEEP,
          V1Type.GO_BLOCK,
          V1Type.GO_BLOCK_SEND,
          V1Type.GO_BLOCK_RECV,
          V1Type.GO_BLOCK_SELECT,
          V1Type.GO_BLOCK_SYNC,
          V1Type.GO_BLOCK_COND,
          V1Type.GO_BLOCK_NET,
          V1Type.GO_BLOCK_GC ->
          leave(lane, WAITING);
      case V1Type.GO_SCHED, V1Type.GO_PREEMPT -> leave(lane, RUNNABLE);
      case V1Type.GO_END, V1Type.GO_STOP -> end(lane);
      case V1Type.GO_CREATE -> create(lane);
      case V1Type.GO_WAITING, V1Type.GO_IN_SYSCALL -> found(lane);
      default -> other(lane);
    };
  }

  /// Takes the head event of a lane that cannot be, for events are missing.
  void believe(Lane lane) {
    if (V1Type.leaves(lane.type)) {
      lane.runs = Goroutines.NONE;
    }
    switch (lane.type) {
      case V1Type.GO_START, V1Type.GO_START_LOCAL, V1Type.GO_START_LABEL -> {
        believe(lane.gRow, RUNNING);
        lane.runs = lane.gRow;
      }
      case V1Type.GO_UNBLOCK,
          V1Type.GO_UNBLOCK_LOCAL,
          V1Type.GO_SYS_EXIT,
          V1Type.GO_SYS_EXIT_LOCAL,
          V1Type.GO_CREATE ->
          believe(target(lane), RUNNABLE);
      case V1Type.GO_WAITING, V1Type.GO_IN_SYSCALL -> believe(target(lane), WAITING);
      case V1Type.GO_SCHED, V1Type.GO_PREEMPT -> believe(lane.gRow, RUNNABLE);
      case V1Type.GO_END, V1Type.GO_STOP -> believe(lane.gRow, DEAD);
      case V1Type.PROC_START -> lane.running = true;
      case V1Type.PROC_STOP -> lane.running = false;
      case V1Type.GC_START, V1Type.GC_DONE -> collecting = lane.type == V1Type.GC_START;
      default -> {
        if (V1Type.leaves(lane.type)) {
          believe(lane.gRow, WAITING);
        }
      }
    }
  }

  private void believe(int row, byte state) {
    if (row > Goroutines.ENDED) {
      goroutines.states[row] = state;
    }
  }

  private String other(Lane lane) {
    return switch (lane.type) {
      case V1Type.PROC_START -> procStart(lane);
      case V1Type.PROC_STOP -> procStop(lane);
      case V1Type.GC_START -> collecting(true);
      case V1Type.GC_DONE -> collecting(false);
      case V1Type.GC_STW_START -> stopping(lane, true);
      case V1Type.GC_STW_DONE -> stopping(lane, false);
      case V1Type.GC_SWEEP_START -> sweeping(lane, true);
      case V1Type.GC_SWEEP_DONE -> sweeping(lane, false);
      case V1Type.GC_MARK_ASSIST_START -> assistStart(lane);
      case V1Type.GC_MARK_ASSIST_DONE -> assistDone(lane);
      case V1Type.USER_TASK_CREATE -> taskCreate(lane);
      case V1Type.USER_TASK_END -> taskEnd(lane);
      case V1Type.USER_REGION -> region(lane);
      default -> FINE;
    };
  }

  /// When a system call that ended on its own P was left, 0 where the trace does not say or cannot be believed.
  long localExit(Lane lane) {
    long left = lane.arg1;
    long blocked = goroutines.syscalls[lane.orderRow];
    return blocked != 0 && left >= blocked && left <= lane.ticks ? left : 0;
  }

  /// Whether the P runs the goroutine the event is on, and that is one.
  private boolean runs(Lane lane) {
    return lane.runs == lane.gRow
        && lane.gRow != Goroutines.NONE
        && goroutines.states[lane.gRow] == RUNNING;
  }

  private String start(Lane lane) {
    int row = lane.gRow;
    if (goroutines.states[row] != RUNNABLE) {
      return GOROUTINE;
    }
    if (lane.runs != Goroutines.NONE) {
      return PROC;
    }
    if (version >= 7 && lane.ticks < goroutines.syscalls[row]) {
      return TIME; // by its real time the exit from the system call would come after the start
    }
    goroutines.states[row] = RUNNING;
    lane.runs = row;
    if (goroutines.functionStacks[row] != 0) {
      lane.stack = goroutines.functionStacks[row];
      goroutines.functionStacks[row] = 0;
    }
    return FINE;
  }

  private String unblock(Lane lane) {
    if (goroutines.states[lane.gRow] != RUNNING) {
      return GOROUTINE;
    }
    if (lane.runs != lane.gRow && !timers.contains(lane.g)) {
      return PROC;
    }
    int row = target(lane);
    if (goroutines.states[row] != WAITING) {
      return GOROUTINE;
    }
    goroutines.states[row] = RUNNABLE;
    return FINE;
  }

  private String sysBlock(Lane lane) {
    goroutines.syscalls[lane.gRow] = lane.ticks;
    return leave(lane, WAITING);
  }

  private String sysExit(Lane lane) {
    int row = target(lane);
    if (goroutines.states[row] != WAITING) {
      return GOROUTINE;
    }
    if (version >= 7 && lane.type == V1Type.GO_SYS_EXIT && lane.arg2 != 0) {
      long blocked = goroutines.syscalls[row];
      if (blocked == 0) {
        return "gotrace.v1.state.syscall";
      }
      if (lane.arg2 < blocked) {
        return TIME;
      }
      goroutines.syscalls[row] = lane.arg2;
    }
    goroutines.states[row] = RUNNABLE;
    return FINE;
  }

  private String leave(Lane lane, byte state) {
    if (!runs(lane)) {
      return GOROUTINE;
    }
    goroutines.states[lane.gRow] = state;
    lane.runs = Goroutines.NONE;
    return FINE;
  }

  private String end(Lane lane) {
    if (lane.type == V1Type.GO_END) {
      regions.dropAll(goroutines.regions[lane.gRow]);
      goroutines.regions[lane.gRow] = 0;
    }
    return leave(lane, DEAD);
  }

  private String create(Lane lane) {
    if (lane.runs != lane.gRow || goroutines.states[lane.gRow] != RUNNING) {
      return GOROUTINE;
    }
    int row = target(lane);
    if (goroutines.states[row] != UNKNOWN) {
      return GOROUTINE;
    }
    goroutines.states[row] = RUNNABLE;
    goroutines.functionStacks[row] = version < 7 ? 0 : (int) lane.arg1;
    return FINE;
  }

  private String found(Lane lane) {
    int row = target(lane);
    if (goroutines.states[row] != RUNNABLE) {
      return GOROUTINE;
    }
    goroutines.states[row] = WAITING;
    if (lane.type == V1Type.GO_IN_SYSCALL) {
      goroutines.syscalls[row] = lane.ticks;
    }
    return FINE;
  }

  /// Row of the goroutine in the first argument.
  private int target(Lane lane) {
    return lane.orderRow >= 0 ? lane.orderRow : goroutines.row(lane.arg0);
  }

  private static String procStart(Lane lane) {
    if (lane.running) {
      return PROC;
    }
    lane.running = true;
    return FINE;
  }

  private static String procStop(Lane lane) {
    if (!lane.running || lane.runs != Goroutines.NONE) {
      return PROC;
    }
    lane.running = false;
    return FINE;
  }

  private String collecting(boolean begins) {
    if (collecting == begins) {
      return COLLECTOR;
    }
    collecting = begins;
    return FINE;
  }

  /// Stops of the world; until the 1.9 format each P had its own.
  private String stopping(Lane lane, boolean begins) {
    if ((version < 10 ? lane.stopping : stopping) == begins) {
      return COLLECTOR;
    }
    lane.stopping = begins;
    stopping = begins;
    return FINE;
  }

  private static String sweeping(Lane lane, boolean begins) {
    if (lane.sweeping == begins) {
      return COLLECTOR;
    }
    lane.sweeping = begins;
    return FINE;
  }

  private String assistStart(Lane lane) {
    if (goroutines.assists[lane.gRow]) {
      return COLLECTOR;
    }
    goroutines.assists[lane.gRow] = true;
    return FINE;
  }

  /// One may end whose beginning lies before the trace.
  private String assistDone(Lane lane) {
    goroutines.assists[lane.gRow] = false;
    return FINE;
  }

  private String taskCreate(Lane lane) {
    if (tasks.contains(lane.arg0)) {
      return "gotrace.v1.state.task";
    }
    tasks.put(lane.arg0, 1);
    return FINE;
  }

  private String taskEnd(Lane lane) {
    tasks.remove(lane.arg0);
    return FINE;
  }

  private String region(Lane lane) {
    int innermost = goroutines.regions[lane.gRow];
    if (lane.arg1 == 0) {
      goroutines.regions[lane.gRow] = regions.begin(innermost, lane.arg0, lane.arg2);
      return FINE;
    }
    if (lane.arg1 != 1 || !regions.ends(innermost, lane.arg0, lane.arg2)) {
      return "gotrace.v1.state.region";
    }
    goroutines.regions[lane.gRow] = regions.drop(innermost);
    return FINE;
  }
}
