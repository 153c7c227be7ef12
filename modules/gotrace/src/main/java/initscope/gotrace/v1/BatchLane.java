package initscope.gotrace.v1;

import initscope.model.Bytes;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The events of one P, decoded one at a time from its batches. `Scan` has seen every byte before; should the file have
/// changed since, the values are wrong but nothing is read outside the buffer.
final class BatchLane extends Lane {
  private static final int WINDOW = 1 << 14;

  /// Bytes that hold any event but for the parts that are skipped: head, length, five values.
  private static final int NEED = 1 + 10 + 5 * 10 + 3;

  private final Bytes file;
  private final Batches batches;
  private final Layout layout;
  private final Work work;
  private final byte[] buffer;
  private long base;
  private int at;
  private int end;

  /// Heads before this place have their whole event in the buffer.
  private int sure;

  private long batchEnd;
  private int nextBatch;
  private long sequence;
  private long currentG;

  BatchLane(int rank, int noGoroutine, int proc, Batches batches, Layout layout, Work work) {
    super(rank, noGoroutine);
    file = work.file;
    this.batches = batches;
    this.layout = layout;
    this.work = work;
    p = batches.pid(proc);
    nextBatch = batches.first(proc);
    buffer = new byte[(int) Math.min(WINDOW, batches.longest(proc)) + NEED];
  }

  /// How the values of each type lie in a version of the format.
  static final class Layout {
    /// Values between ticks and stack; -1 for what is skipped whole.
    final byte[] arguments = new byte[64];

    final boolean[] stack = new boolean[64];
    final boolean[] leaves = new boolean[64];
    final boolean sequenced;

    Layout(int version) {
      sequenced = version < 7;
      for (int type = 0; type < arguments.length; type++) {
        boolean event = V1Type.in(version, type) && V1Type.timed(type) && type != V1Type.CPU_SAMPLE;
        leaves[type] = V1Type.leaves(type);
        stack[type] = event && V1Type.hasStack(type);
        int more = (stack[type] ? 1 : 0) + (sequenced ? 2 : 1);
        arguments[type] = (byte) (event ? V1Type.wireArguments(version, type) - more : -1);
      }
    }
  }

  /// What the lanes of a file share: how much of it was taken.
  static final class Work {
    final Bytes file;
    private final Progress progress;
    private final long total;
    private long done;

    Work(Bytes file, long total, Progress progress) {
      this.file = file;
      this.total = total;
      this.progress = progress;
    }

    void took(long bytes) throws CancelledException {
      progress.report(done, total, "ordering the events of the trace");
      done += bytes;
    }
  }

  @Override
  boolean next() throws CancelledException {
    while (true) {
      if (at >= sure && !load()) {
        return false;
      }
      int head = buffer[at];
      int kind = head & 0x3f;
      int count = layout.arguments[kind];
      if (count < 0) {
        skip(head, kind);
      } else if (decode(head, kind, count)) {
        return true;
      }
    }
  }

  /// Moves the window on, or to the next batch; false after the last one.
  private boolean load() throws CancelledException {
    long from = base + at;
    while (from >= batchEnd) {
      if (nextBatch < 0) {
        return false;
      }
      from = batches.start(nextBatch);
      batchEnd = batches.end(nextBatch);
      ticks = batches.ticks(nextBatch);
      sequence = batches.sequence(nextBatch);
      nextBatch = batches.next(nextBatch);
      work.took(batchEnd - from);
    }
    base = from;
    at = 0;
    end = (int) Math.min(buffer.length - NEED, batchEnd - from);
    MemorySegment.copy(file.segment(), ValueLayout.JAVA_BYTE, base, buffer, 0, end);
    sure = base + end == batchEnd ? end : Math.max(1, end - NEED);
    return true;
  }

  private void skip(int head, int kind) {
    at++;
    if (kind == V1Type.STRING) {
      value();
      jump(value());
    } else if ((head & 0xc0) == 0xc0) {
      jump(value());
    } else {
      for (int count = ((head >>> 6) & 3) + (layout.sequenced ? 2 : 1); count > 0; count--) {
        value();
      }
    }
  }

  /// Moves over bytes that may lie outside the buffer: `load` goes on after them.
  private void jump(long bytes) {
    at += Math.clamp(bytes, 0, Integer.MAX_VALUE / 2);
  }

  /// Reads an event into the fields; false where another lane has it.
  private boolean decode(int head, int kind, int count) {
    type = kind;
    offset = base + at++;
    if ((head & 0xc0) == 0xc0) {
      value();
    }
    if (layout.sequenced) {
      sequence += value();
    }
    ticks += value();
    key = layout.sequenced ? sequence : ticks;
    arg0 = count > 0 ? value() : 0;
    arg1 = count > 1 ? value() : 0;
    arg2 = count > 2 ? value() : 0;
    stack = layout.stack[kind] ? (int) value() : 0;
    g = currentG;
    return attribute(kind);
  }

  /// The goroutine the event belongs to, and the one that runs after it.
  private boolean attribute(int kind) {
    switch (kind) {
      case V1Type.GO_START, V1Type.GO_START_LOCAL, V1Type.GO_START_LABEL -> {
        currentG = arg0;
        g = arg0;
      }
      case V1Type.GO_SYS_EXIT, V1Type.GO_WAITING, V1Type.GO_IN_SYSCALL -> g = arg0;
      case V1Type.USER_LOG -> {
        arg2 = base + at;
        jump(value());
      }
      default -> {
        if (layout.leaves[kind]) {
          currentG = 0;
        }
      }
    }
    return !layout.sequenced || kind != V1Type.GO_SYS_EXIT;
  }

  /// The value at `at`, which moves on.
  private long value() {
    int octet = buffer[at++];
    if (octet >= 0) {
      return octet;
    }
    long value = octet & 0x7f;
    for (int shift = 7; shift < 70; shift += 7) {
      octet = buffer[at++];
      value |= (octet & 0x7fL) << shift;
      if (octet >= 0) {
        break;
      }
    }
    return value;
  }
}
