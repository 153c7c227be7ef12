package initscope.gotrace.v1;

import java.util.Arrays;

/// What each type of event needs of a goroutine to come next, and what it makes of it: the rules by which events of
/// several Ps are ordered even where their clocks disagree.
final class Transitions {
  /// States of a goroutine as the order sees them.
  static final byte DEAD = 0;

  static final byte RUNNABLE = 1;
  static final byte RUNNING = 2;
  static final byte WAITING = 3;

  /// Whose state changes: nobody's, the goroutine the event is on, the one in the first argument, the garbage collector's.
  static final byte NOBODY = 0;

  static final byte OWN = 1;
  static final byte OTHER = 2;
  static final byte COLLECTOR = 3;

  /// What the sequence number must be: anything and kept, anything and counted, 0, 1, the first argument, the second one.
  static final byte KEPT = 0;

  static final byte COUNTED = 1;
  static final byte ZERO = 2;
  static final byte ONE = 3;
  static final byte FIRST = 4;
  static final byte SECOND = 5;

  final byte[] subject = new byte[64];
  final byte[] sequence = new byte[64];
  final byte[] needs = new byte[64];
  final byte[] makes = new byte[64];

  /// Whether the goroutine stops running on its P.
  final boolean[] leaves = new boolean[64];

  /// Whether the goroutine is heard of no more; not said in the 1.5 format, where a lane may hold its row longer.
  final boolean[] ends = new boolean[64];

  /// The type an event is delivered as.
  final byte[] delivered = new byte[64];

  Transitions(int version) {
    for (int type = 0; type < V1Type.COUNT; type++) {
      leaves[type] = V1Type.leaves(type);
      delivered[type] = (byte) V1Type.delivered(type);
    }
    if (version < 7) {
      return; // the 1.5 format numbers its events through
    }
    ends[V1Type.GO_END] = true;
    ends[V1Type.GO_STOP] = true;
    add(OTHER, ZERO, DEAD, RUNNABLE, V1Type.GO_CREATE);
    add(OTHER, ONE, RUNNABLE, WAITING, V1Type.GO_WAITING, V1Type.GO_IN_SYSCALL);
    add(OTHER, SECOND, RUNNABLE, RUNNING, V1Type.GO_START, V1Type.GO_START_LABEL);
    add(OTHER, COUNTED, RUNNABLE, RUNNING, V1Type.GO_START_LOCAL);
    add(OTHER, SECOND, WAITING, RUNNABLE, V1Type.GO_UNBLOCK, V1Type.GO_SYS_EXIT);
    add(OTHER, COUNTED, WAITING, RUNNABLE, V1Type.GO_UNBLOCK_LOCAL, V1Type.GO_SYS_EXIT_LOCAL);
    add(OWN, KEPT, RUNNING, RUNNABLE, V1Type.GO_SCHED, V1Type.GO_PREEMPT);
    add(COLLECTOR, FIRST, DEAD, DEAD, V1Type.GC_START);
    add(
        OWN,
        KEPT,
        RUNNING,
        WAITING,
        V1Type.GO_BLOCK,
        V1Type.GO_BLOCK_SEND,
        V1Type.GO_BLOCK_RECV,
        V1Type.GO_BLOCK_SELECT,
        V1Type.GO_BLOCK_SYNC,
        V1Type.GO_BLOCK_COND,
        V1Type.GO_BLOCK_NET,
        V1Type.GO_SLEEP,
        V1Type.GO_SYS_BLOCK,
        V1Type.GO_BLOCK_GC);
  }

  /// The goroutine whose state the head event of a lane changes.
  long subjectOf(Lane lane) {
    return subject[lane.type] == OWN ? lane.g : lane.arg0;
  }

  private void add(byte whose, byte numbered, byte from, byte to, int... types) {
    Arrays.stream(types)
        .forEach(
            type -> {
              subject[type] = whose;
              sequence[type] = numbered;
              needs[type] = from;
              makes[type] = to;
            });
  }
}
