package initscope.gotrace.v1;

import initscope.gotrace.util.LongIntMap;
import initscope.model.Bytes;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// The first pass: finds batches, strings, stacks, CPU samples and the clock, counts events by type, and decides where
/// the readable part of the file ends. Every event before that end has a known type, whole bytes and its number of
/// values, so the second pass need not look again.
final class Scan {
  private static final int WINDOW = 1 << 18;

  /// The runtime divides the time stamp counter by 64: that of a CPU of 2.5 GHz. Taken where the file was cut before it told.
  private static final long USUAL_TICKS_PER_SECOND = 2_500_000_000L / 64;

  /// Zero bytes kept after the window, so that skipping the values of a cut event stops there.
  private static final int SLACK = 64;

  /// Longest values of an event believed, in bytes; a stack of Go's 128 frames needs about 2,000.
  private static final int MAX_VALUES = 1 << 16;

  /// Bytes that hold any event but for a string's text.
  private static final int NEED = MAX_VALUES + 64;

  private static final int MAX_VARINT = 10;
  private static final int MAX_FRAMES = 1000;

  private final Bytes file;
  private final long size;
  private final int version;
  private final Problems problems;
  private final byte[] window;
  private final int[] expected = new int[64];
  private final V1Tables tables;
  private long base;
  private int at;
  private int end;
  private int read;
  private boolean stopped;
  private long limit;

  final Batches batches = new Batches();
  final SideEvents side;
  final LongIntMap timers = new LongIntMap();
  final long[] counts = new long[V1Type.COUNT];
  long ticksPerSecond;

  private boolean inBatch;
  private int pid;
  private long batchStart;
  private long batchTicks;
  private long batchSequence;
  private boolean batchHasEvents;
  private long ticks;
  private boolean full;

  Scan(Bytes file, int version, Problems problems) {
    this.file = file;
    size = file.size();
    window = new byte[(int) Math.min(WINDOW, size) + SLACK];
    this.version = version;
    this.problems = problems;
    tables = new V1Tables(file);
    side = new SideEvents(version < 7 ? V1Type.GO_SYS_EXIT : V1Type.CPU_SAMPLE);
    for (int type = 0; type < expected.length; type++) {
      expected[type] = V1Type.in(version, type) ? V1Type.wireArguments(version, type) : -1;
    }
  }

  /// Scans from an offset to the end of what can be read.
  void run(long from, Progress progress) throws CancelledException {
    limit = from;
    while (!stopped && refill(limit)) {
      progress.report(base, size, "finding batches of the trace");
      scanWindow();
      limit = base + at;
    }
    closeBatch(limit);
    if (ticksPerSecond <= 0) {
      lost(
          ticksPerSecond == 0 ? "gotrace.v1.frequency.missing" : "gotrace.v1.frequency.bad", limit);
      ticksPerSecond = USUAL_TICKS_PER_SECOND;
    }
  }

  /// First byte that is not part of anything readable: the size of the file where all is well.
  long limit() {
    return limit;
  }

  V1Tables tables() {
    return tables;
  }

  private boolean refill(long from) {
    base = from;
    at = 0;
    end = Math.clamp(size - from, 0, window.length - SLACK);
    MemorySegment.copy(file.segment(), ValueLayout.JAVA_BYTE, from, window, 0, end);
    Arrays.fill(window, end, end + SLACK, (byte) 0);
    return end > 0;
  }

  private void scanWindow() {
    int stop = base + end < size ? end - NEED : end;
    while (at < stop && !stopped) {
      event();
    }
  }

  private void event() {
    int head = window[at];
    int type = head & 0x3f;
    int wanted = expected[type];
    if (wanted < 0) {
      stop("gotrace.v1.type.unknown");
      return;
    }
    int next;
    if (type == V1Type.STRING) {
      next = string();
    } else {
      int wire = (head >>> 6) & 3;
      next =
          wire == 3 ? prefixed(type, wanted) : inline(type, wire + (version < 7 ? 2 : 1), wanted);
      if (next > 0) {
        meaning(type, next);
      }
    }
    if (!stopped) {
      counts[type]++;
      at = next;
    }
  }

  /// Skips values that stand right after the head; the offset after them, or -1 after stopping.
  private int inline(int type, int count, int wanted) {
    int i = at + 1;
    for (int k = 0; k < count; k++) {
      int start = i;
      while (window[i] < 0) {
        i++;
      }
      i++;
      if (i - start > MAX_VARINT) {
        return stop("gotrace.v1.event.malformed");
      }
    }
    read = at + 1;
    if (i > end) {
      return stop("gotrace.v1.event.cut");
    }
    boolean right = count == wanted || (type == V1Type.STACK && count > wanted);
    return right ? i : stop("gotrace.v1.event.args");
  }

  /// Skips values that are preceded by their length; the offset after them, or -1 after stopping.
  private int prefixed(int type, int wanted) {
    read = at + 1;
    long length = value();
    if (read < 0 || length < 0 || length > MAX_VALUES || type == V1Type.BATCH) {
      return stop("gotrace.v1.event.malformed");
    }
    int last = read + (int) length;
    if (last > end) {
      return stop("gotrace.v1.event.cut");
    }
    int count = valuesIn(read, last);
    if (count < 0) {
      return stop("gotrace.v1.event.malformed");
    }
    if (type == V1Type.STACK ? count < wanted : count != wanted) {
      return stop("gotrace.v1.event.args");
    }
    return type == V1Type.USER_LOG ? message(last) : last;
  }

  /// Number of values in a run of bytes, -1 where one of them is malformed.
  private int valuesIn(int from, int to) {
    int count = 0;
    int start = from;
    for (int i = from; i < to; i++) {
      if (window[i] >= 0) {
        if (i - start >= MAX_VARINT) {
          return -1;
        }
        count++;
        start = i + 1;
      }
    }
    return start == to ? count : -1;
  }

  /// Skips the text after a `UserLog`.
  private int message(int from) {
    int values = read;
    read = from;
    long length = value();
    int text = read;
    read = values;
    return text < 0 ? stop("gotrace.v1.event.malformed") : afterText(text, length);
  }

  /// The offset after a text, which may lie outside the window.
  private int afterText(int from, long length) {
    if (length < 0 || length > size - base - from) {
      return stop("gotrace.v1.event.cut");
    }
    return length > V1Tables.MAX_STRING ? stop("gotrace.v1.string.bad") : from + (int) length;
  }

  private int string() {
    read = at + 1;
    long id = value();
    long length = read < 0 ? 0 : value();
    if (read < 0) {
      return stop("gotrace.v1.event.malformed");
    }
    int next = afterText(read, length);
    if (stopped) {
      return next;
    }
    if (tables.fullOfStrings()) {
      full();
    } else if (id == 0 || length == 0 || !tables.strings().add(id, base + read, (int) length)) {
      skipped("gotrace.v1.string.bad");
    }
    return next;
  }

  /// What an event tells beyond its place; its values start at `read`.
  private void meaning(int type, int next) {
    switch (type) {
      case V1Type.BATCH -> batch(next);
      case V1Type.FREQUENCY -> ticksPerSecond = value();
      case V1Type.TIMER_GOROUTINE -> timers.put(value(), 1);
      case V1Type.STACK -> stack(next);
      case V1Type.CPU_SAMPLE -> sample();
      default -> timedEvent(type);
    }
  }

  private void timedEvent(int type) {
    if (!inBatch) {
      stop("gotrace.v1.batch.missing");
    } else if (version < 7) {
      value(); // the sequence, of which an exit tells the real one
      ticks += value();
      if (type == V1Type.GO_SYS_EXIT) {
        long g = value();
        long real = value();
        long realTicks = value();
        side.add(real, realTicks == 0 ? ticks : realTicks, base + at, pid, g, 0);
        return;
      }
    }
    batchHasEvents = true;
  }

  private void batch(int next) {
    long newPid = value();
    closeBatch(base + at);
    if (stopped || (newPid != -1 && (newPid < 0 || newPid > Integer.MAX_VALUE))) {
      stop("gotrace.v1.batch.bad");
      return;
    }
    inBatch = true;
    batchHasEvents = false;
    pid = (int) newPid;
    batchStart = base + next;
    batchSequence = version < 7 ? value() : 0;
    batchTicks = value();
    ticks = batchTicks;
  }

  private void closeBatch(long end) {
    if (inBatch
        && batchHasEvents
        && !batches.add(pid, batchStart, end, batchTicks, batchSequence)) {
      lost("gotrace.v1.batches.many", batchStart);
      stopped = true;
    }
    inBatch = false;
  }

  private void stack(int next) {
    long id = value();
    long frames = value();
    int perFrame = version < 7 ? 1 : 4;
    int values = valuesIn(read, next);
    if (frames < 0 || frames > MAX_FRAMES || values != frames * perFrame) {
      stop("gotrace.v1.stack.bad");
      return;
    }
    int number = (int) id; // events refer to it by 32 bits
    if (number == 0 || frames == 0) {
      return;
    }
    if (tables.fullOfStacks()) {
      full();
      return;
    }
    tables.stacks().replace(number);
    for (int i = 0; i < frames; i++) {
      long pc = value();
      if (version < 7) {
        tables.stacks().frame(pc, 0, 0, 0);
      } else {
        tables.stacks().frame(pc, value(), value(), value());
      }
    }
  }

  private void sample() {
    if (side.isFull()) {
      full();
      return;
    }
    value(); // when the sample was written, which nobody asks for
    long when = value();
    int p = (int) value();
    long g = value();
    side.add(when, when, base + at, p, g, (int) value());
  }

  /// The value at `read`, which moves on; `read` is -1 where it is malformed. Zero slack ends one that is cut.
  private long value() {
    long value = 0;
    int i = read;
    for (int shift = 0; shift < 7 * MAX_VARINT; shift += 7) {
      int octet = window[i++];
      value |= (octet & 0x7fL) << shift;
      if (octet >= 0) {
        read = i;
        return value;
      }
    }
    read = -1;
    return 0;
  }

  private int stop(String id) {
    if (!stopped) {
      lost(id, base + at);
    }
    stopped = true;
    return -1;
  }

  private void lost(String id, long offset) {
    problems.add(id, Problem.Effect.LOST_FROM_HERE, offset, Quote.at(file, offset));
  }

  /// Says once that from here on strings, stacks or samples are left out.
  private void full() {
    if (!full) {
      skipped("gotrace.v1.table.full");
    }
    full = true;
  }

  private void skipped(String id) {
    problems.add(id, Problem.Effect.SKIPPED, base + at, Quote.at(file, base + at));
  }
}
