package initscope.formats.perfdata;

import initscope.model.Problem.Effect;
import initscope.model.host.Mapping;
import initscope.model.perf.PerfDataBuilder;

/// Records of the kernel, in the order of time, to what is built.
final class Deliver {
  private static final int MMAP = 1;
  private static final int LOST = 2;
  private static final int COMM = 3;
  private static final int FORK = 7;
  private static final int SAMPLE = 9;
  private static final int MMAP2 = 10;
  private static final int AUX = 11;
  private static final int LOST_SAMPLES = 13;
  private static final int KSYMBOL = 17;

  private static final int MODE = 7;
  private static final int KERNEL_MODE = 1;
  private static final int GUEST_MODES = 4;

  /// Of a map: of data, not code. Of a fork: made up by perf.
  private static final int SPECIAL = 1 << 13;

  private static final int BUILD_ID = 1 << 14;
  private static final int UNREGISTER = 1;
  private static final int EXECUTE = 4;

  private static final int MAX_COMM = 64;
  private static final int MAX_PATH = 4096;

  private final Words in;
  private final Recording recording;
  private final PerfDataBuilder data;
  private final Machine machine;
  private final Samples samples;
  private boolean aux;
  private long lost;
  private long lostOfEvents;

  Deliver(Words in, Recording recording) {
    this.in = in;
    this.recording = recording;
    this.data = recording.data();
    this.machine = recording.machine();
    this.samples = new Samples(in, recording);
  }

  /// Tells of one.
  ///
  /// @param at where it begins; it lies within the file
  void tell(long at) {
    long end = at + in.u16(at + 6);
    int misc = in.u16(at + 4);
    int type = in.i32(at);
    boolean guest = (misc & MODE) >= GUEST_MODES;
    if (guest) {
      recording.problem("perfdata.guest", Effect.SKIPPED, at, Recording.COMMAND);
      return;
    }
    boolean whole =
        switch (type) {
          case SAMPLE -> samples.read(at, end, misc & MODE);
          case MMAP -> map(at, end - trailer(at, end), misc, 40);
          case MMAP2 -> map(at, end - trailer(at, end), misc, 72);
          case COMM -> comm(at, end - trailer(at, end));
          case FORK -> fork(at, end, misc);
          case LOST -> lost(at, end, 16);
          case LOST_SAMPLES -> lost(at, end, 8);
          case KSYMBOL -> kernelSymbol(at, end - trailer(at, end));
          case AUX -> aux = true;
          default -> true;
        };
    if (!whole) {
      recording.problem("perfdata.record", Effect.SKIPPED, at);
    }
  }

  private int trailer(long at, long end) {
    return recording.attrs().ofOther(in, at, end).map(Attr::trailerBytes).orElse(0);
  }

  /// @param nameAt where its name begins, in the record
  private boolean map(long at, long end, int misc, int nameAt) {
    if (end - at <= nameAt) {
      return false;
    }
    int pid = in.i32(at + 8);
    long start = in.u64(at + 16);
    long length = in.u64(at + 24);
    long offset = in.u64(at + 32);
    String path = in.text(at + nameAt, Math.min(end, at + nameAt + MAX_PATH));
    boolean second = nameAt > 40;
    boolean kernel = (misc & MODE) == KERNEL_MODE || pid == -1;
    if (length == 0 && !kernel) {
      return true;
    }
    long stop = start + length;
    // what goes to the end of all addresses, and what old kernels say nothing of
    stop = length == 0 || Long.compareUnsigned(stop, start) <= 0 ? -1 : stop;
    if (start == -1) {
      return true;
    }
    if (kernel) {
      String module = ModuleName.ofKernel(path);
      long last = module.equals(ModuleName.KERNEL) ? ModuleName.kernelEnd(start, stop) : stop;
      machine.mappedInKernel(new CodeMap(start, last, 0, module, ""));
      return true;
    }
    boolean code = second ? (in.u32(at + 64) & EXECUTE) != 0 : (misc & SPECIAL) == 0;
    long plus = ModuleName.isPlain(path) ? 0 : offset - start;
    machine.mapped(pid, new CodeMap(start, stop, plus, ModuleName.ofProcess(path, pid, code), ""));
    if (second && (misc & BUILD_ID) != 0) {
      int size = Math.min(20, in.bytes().at(at + 40));
      recording.features().buildId(path, at + 44, size);
    }
    if (code && path.startsWith("/")) {
      String rights = second ? rights(at) : "x";
      data.map(new Mapping(start, stop, rights, offset, "", 0, path, false));
    }
    return true;
  }

  private String rights(long at) {
    long protection = in.u32(at + 64);
    boolean shared = (in.u32(at + 68) & 1) != 0;
    return new StringBuilder()
        .append((protection & 1) != 0 ? 'r' : '-')
        .append((protection & 2) != 0 ? 'w' : '-')
        .append((protection & 4) != 0 ? 'x' : '-')
        .append(shared ? 's' : 'p')
        .toString();
  }

  private boolean comm(long at, long end) {
    if (end - at < 17) {
      return false;
    }
    machine.comm(
        in.i32(at + 8),
        in.i32(at + 12),
        in.text(at + 16, Math.min(end, at + 16 + MAX_COMM)).strip());
    return true;
  }

  private boolean fork(long at, long end, int misc) {
    if (end - at < 24) {
      return false;
    }
    boolean clones = (misc & SPECIAL) == 0;
    machine.fork(in.i32(at + 8), in.i32(at + 12), in.i32(at + 16), in.i32(at + 20), clones);
    return true;
  }

  private boolean lost(long at, long end, int place) {
    if (end - at < place + 8) {
      return false;
    }
    long count = Math.max(0, in.u64(at + place));
    if (place == 16) {
      lost += Math.min(count, Long.MAX_VALUE - lost);
    } else {
      lostOfEvents += Math.min(count, Long.MAX_VALUE - lostOfEvents);
    }
    return true;
  }

  /// Code that the kernel made, such as a program of BPF, has a name.
  private boolean kernelSymbol(long at, long end) {
    if (end - at < 25) {
      return false;
    }
    long start = in.u64(at + 8);
    long stop = start + in.u32(at + 16);
    if ((in.u16(at + 22) & UNREGISTER) == 0 && Long.compareUnsigned(start, stop) < 0) {
      String name = in.text(at + 24, Math.min(end, at + 24 + MAX_PATH));
      machine.mappedInKernel(new CodeMap(start, stop, 0, name, name));
    }
    return true;
  }

  /// All records were told.
  ///
  /// @param at where they end
  void end(long at) {
    // the same samples counted twice: as they were lost, and by event at the end
    data.lost(Math.max(lost, lostOfEvents));
    if (aux && samples.none()) {
      recording.problem("perfdata.aux", Effect.LOST_FROM_HERE, 0, Recording.COMMAND);
    }
    if (data.refused() > 0) {
      String more = data.refused() + " samples more than are kept";
      recording.problem("perf.samples.too-many", Effect.SKIPPED, at, more);
    }
    if (data.stacksFull() || samples.cutStacks()) {
      String more = "more frames or stacks than are kept";
      recording.problem("perf.stacks.cut", Effect.NOTE, at, more);
    }
    if (machine.full()) {
      String more = "more threads, processes or maps than are kept";
      recording.problem("perfdata.machine.cut", Effect.NOTE, at, more);
    }
  }
}
