package initscope.formats.perfdata;

import initscope.model.Problem.Effect;
import initscope.model.perf.PerfDataBuilder;
import initscope.model.perf.PerfSamples;
import initscope.model.perf.SchedEvent;
import java.util.BitSet;
import java.util.Optional;

/// Samples to what is built. Source of the layout: Linux, include/uapi/linux/perf_event.h, {@code PERF_RECORD_SAMPLE}.
final class Samples {
  private static final int MAX_DEPTH = 1 << 12;
  private static final long CONTEXTS = -4095;
  private static final long IN_KERNEL = -128;
  private static final long IN_PROGRAM = -512;
  private static final long BY_HYPERVISOR = -32;
  private static final int KERNEL_MODE = 1;
  private static final int USER_MODE = 2;
  private static final long TIMES = 3;
  private static final long WITH_ID = 4;
  private static final long GROUP = 8;
  private static final long WITH_LOST = 16;
  private static final long HARDWARE_INDEX = 1 << 17;

  private final Words in;
  private final Recording recording;
  private final PerfDataBuilder data;
  private final AddressSpace nowhere = new AddressSpace();
  private final BitSet described = new BitSet();
  private final int[] stack = new int[MAX_DEPTH];
  private int depth;
  private boolean deep;
  private boolean any;

  // the sample at hand
  private long at;
  private long end;
  private boolean whole;
  private int pid;
  private long rawFrom;
  private long rawTo;

  Samples(Words in, Recording recording) {
    this.in = in;
    this.recording = recording;
    this.data = recording.data();
  }

  /// Whether there was none.
  boolean none() {
    return !any;
  }

  /// Whether a stack was deeper than what is kept.
  boolean cutStacks() {
    return deep;
  }

  /// Adds one.
  ///
  /// @param mode of the CPU
  /// @return whether it is whole
  boolean read(long from, long to, int mode) {
    int number = recording.attrs().ofSample(in, from, to);
    if (number < 0) {
      recording.problem("perfdata.sample.of-no-event", Effect.SKIPPED, from);
      return true;
    }
    any = true;
    at = from + 8;
    end = to;
    whole = true;
    Attr attr = recording.attrs().get(number);
    skip(attr.has(Attr.IDENTIFIER));
    long ip = word(attr.has(Attr.IP), 0);
    boolean ids = attr.has(Attr.TID) && end - at >= 8;
    pid = ids ? in.i32(at) : -1;
    int tid = ids ? in.i32(at + 4) : -1;
    skip(attr.has(Attr.TID));
    long time = word(attr.has(Attr.TIME), -1);
    skip(attr.has(Attr.ADDR));
    skip(attr.has(Attr.ID));
    skip(attr.has(Attr.STREAM_ID));
    int cpu = attr.has(Attr.CPU) && end - at >= 8 ? (int) Math.min(0x7fff, in.u32(at)) : -1;
    skip(attr.has(Attr.CPU));
    long period = word(attr.has(Attr.PERIOD), attr.defaultPeriod());
    if (attr.has(Attr.READ)) {
      counters(attr.readFormat());
    }
    int stackAt = stack(attr, ip, mode, from);
    if (!whole) {
      return false;
    }
    int thread = recording.machine().thread(pid, tid);
    int event = recording.attrs().place(number, data);
    boolean kept =
        data.sample(
            time < 0 ? PerfSamples.NO_TIME : time,
            cpu,
            thread,
            event,
            period <= 0 ? 1 : period,
            stackAt,
            from);
    if (kept && attr.type() == Attr.TRACEPOINT && rawTo > rawFrom) {
      tracepoint(attr, event, from);
    }
    return true;
  }

  private void skip(boolean there) {
    word(there, 0);
  }

  private long word(boolean there, long otherwise) {
    if (!there) {
      return otherwise;
    }
    if (end - at < 8) {
      whole = false;
      return otherwise;
    }
    at += 8;
    return in.u64(at - 8);
  }

  private void pass(long bytes) {
    if (bytes < 0 || bytes > end - at) {
      whole = false;
    } else {
      at += bytes;
    }
  }

  private void counters(long format) {
    boolean group = (format & GROUP) != 0;
    long count = word(group, 1);
    long times = Long.bitCount(format & TIMES);
    long each = 1 + Long.bitCount(format & (WITH_ID | WITH_LOST));
    pass(count < 0 || count > 0xffff ? -1 : 8 * (times + count * each));
  }

  /// The stack, of which the kernel tells its own part first.
  private int stack(Attr attr, long ip, int mode, long from) {
    depth = 0;
    boolean inProgram = false;
    if (attr.has(Attr.CALLCHAIN)) {
      inProgram = chain();
    } else if (attr.has(Attr.IP) && !attr.has(Attr.STACK_USER)) {
      add(space(mode == KERNEL_MODE ? IN_KERNEL : mode == USER_MODE ? IN_PROGRAM : 0), ip);
    }
    rawFrom = 0;
    rawTo = 0;
    if (attr.has(Attr.RAW_DATA)) {
      long length = end - at >= 4 ? in.u32(at) : -1;
      rawFrom = at + 4;
      pass(length < 0 ? -1 : length + 4);
      rawTo = whole ? at : rawFrom;
    }
    if (whole && attr.has(Attr.STACK_USER) && !inProgram) {
      recording.problem("perfdata.stacks.dwarf", Effect.NOTE, from, Recording.COMMAND);
      registers(attr, mode == USER_MODE ? ip : 0);
    }
    return data.stack(stack, depth);
  }

  /// Reads the chain of calls.
  ///
  /// @return whether it has a part in the program
  private boolean chain() {
    long count = word(true, 0);
    if (count < 0 || count > (end - at) / 8) {
      whole = false;
      return false;
    }
    AddressSpace space = space(IN_PROGRAM);
    boolean inProgram = false;
    boolean known = true;
    for (long i = 0; i < count; i++, at += 8) {
      long address = in.u64(at);
      if (Long.compareUnsigned(address, CONTEXTS) >= 0) {
        known = address == IN_KERNEL || address == IN_PROGRAM || address == BY_HYPERVISOR;
        space = space(address);
        inProgram |= address == IN_PROGRAM;
      } else if (known) {
        add(space, address);
      }
    }
    return inProgram;
  }

  private AddressSpace space(long context) {
    return context == IN_KERNEL
        ? recording.machine().kernel()
        : context == IN_PROGRAM ? recording.machine().space(pid) : nowhere;
  }

  private void add(AddressSpace space, long address) {
    if (depth == MAX_DEPTH) {
      deep = true;
    } else {
      stack[depth++] = recording.machine().frame(space, address);
    }
  }

  /// Where the program was: its registers are at hand, and its stack, which only its own tables can tell the calls of.
  private void registers(Attr attr, long otherwise) {
    if (attr.has(Attr.BRANCH_STACK)) {
      long count = word(true, 0);
      skip((attr.branchType() & HARDWARE_INDEX) != 0);
      pass(count < 0 || count > 0xffff ? -1 : 24 * count);
    }
    long ip = otherwise;
    int register = UserRegisters.instruction(recording.features().arch());
    if (attr.has(Attr.REGS_USER) && word(true, 0) != 0) {
      int before = Long.bitCount(attr.regsUser() & (1L << register) - 1);
      boolean told = register >= 0 && (attr.regsUser() >>> register & 1) != 0;
      if (told && whole && end - at >= 8L * (before + 1)) {
        ip = in.u64(at + 8L * before);
      }
    }
    if (ip != 0) {
      add(recording.machine().space(pid), ip);
    }
  }

  private void tracepoint(Attr attr, int event, long from) {
    Optional<TraceFormat> format = recording.tracing().format(attr.config());
    if (recording.tracing().knows(attr.config()) && !described.get(event)) {
      described.set(event);
      data.described(event);
    }
    if (format.isPresent()) {
      Optional<SchedEvent> told = new SchedRaw(in, rawFrom, rawTo, format.get()).event();
      told.ifPresent(data::sched);
      if (told.isEmpty()) {
        recording.problem("perfdata.tracepoint", Effect.NOTE, from);
      }
    }
  }
}
