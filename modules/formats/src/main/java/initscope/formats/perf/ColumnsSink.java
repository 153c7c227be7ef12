package initscope.formats.perf;

import initscope.model.Frame;
import initscope.model.host.Mapping;
import initscope.model.perf.PerfData;
import initscope.model.perf.PerfDataBuilder;
import initscope.model.perf.PerfThread;
import initscope.model.perf.SchedEvent;
import initscope.model.perf.SchedKind;
import initscope.model.perf.StackTableBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Samples to columns. Threads, events and frames are known again by their bytes, so that a line seen before makes no object.
final class ColumnsSink implements SampleSink {
  private static final int MAX_DEPTH = 1 << 12;

  /// Stands for all frames of one symbol in one module, which differ by their address.
  private static final int BY_ADDRESS = 1 << 30;

  private final Predicate<String> addressed;
  private final PerfDataBuilder data = new PerfDataBuilder();
  private final SliceTable threads = new SliceTable();
  private final SliceTable events = new SliceTable();
  private final SliceTable frames = new SliceTable();
  private final List<Frame> unknowns = new ArrayList<>();
  private final Map<Frame, Integer> unknownPlaces = new HashMap<>();
  private final List<Optional<SchedKind>> kinds = new ArrayList<>();
  private final int[] stack = new int[MAX_DEPTH];
  private int depth;
  private long timeNanos;
  private long period;
  private long offset;
  private int cpu;
  private int thread;
  private int event;
  private @Nullable SchedEvent sched;
  private boolean deep;
  private final boolean[] hasPayload = new boolean[PerfDataBuilder.MAX_NAMES];

  /// @param addressed modules of which named frames keep their addresses too
  ColumnsSink(Predicate<String> addressed) {
    this.addressed = addressed;
  }

  PerfData build() {
    return data.build();
  }

  PerfDataBuilder data() {
    return data;
  }

  /// Whether a stack was deeper than what is kept.
  boolean cutStacks() {
    return deep;
  }

  @Override
  public void header(String name, String value) {
    data.header(name, value);
  }

  @Override
  public void map(Mapping mapping) {
    data.map(mapping);
  }

  @Override
  public void lost(long count) {
    data.lost(count);
  }

  @Override
  public void begin(byte[] text, HeaderLine line, long begin) {
    depth = 0;
    timeNanos = line.timeNanos;
    period = line.period;
    offset = begin;
    cpu = line.cpu;
    long hash = Scan.hash(text, line.commFrom, line.idsTo);
    thread = threads.find(hash, text, line.commFrom, line.idsTo);
    if (thread < 0) {
      String comm = Scan.text(text, line.commFrom, line.commTo);
      thread = data.thread(new PerfThread(comm, line.pid, line.tid));
      threads.put(hash, text, line.commFrom, line.idsTo, thread);
    }
    event = event(text, line);
    if (line.payloadTo > line.payloadFrom && !hasPayload[event]) {
      hasPayload[event] = true;
      data.described(event);
    }
    SchedEvent told = null;
    if (event < kinds.size() && kinds.get(event).isPresent()) {
      String payload = Scan.text(text, line.payloadFrom, line.payloadTo);
      told = SchedPayload.read(kinds.get(event).orElseThrow(), payload).orElse(null);
    }
    sched = told;
  }

  private int event(byte[] text, HeaderLine line) {
    long hash = Scan.hash(text, line.eventFrom, line.eventTo);
    int found = events.find(hash, text, line.eventFrom, line.eventTo);
    if (found < 0) {
      String name = Scan.text(text, line.eventFrom, line.eventTo);
      found = data.event(name);
      events.put(hash, text, line.eventFrom, line.eventTo, found);
      if (found == kinds.size()) {
        kinds.add(SchedKind.of(name));
      }
    }
    return found;
  }

  @Override
  public void frame(byte[] text, int addressFrom, int addressTo, int to) {
    if (depth == MAX_DEPTH) {
      deep = true;
      return;
    }
    long hash = Scan.hash(text, addressTo, to);
    int found = frames.find(hash, text, addressTo, to);
    if (found < 0) {
      found = read(text, addressFrom, addressTo, to);
      frames.put(hash, text, addressTo, to, found);
    }
    stack[depth++] =
        found < BY_ADDRESS
            ? found
            : unknown(found - BY_ADDRESS, FrameLine.address(text, addressFrom, addressTo));
  }

  private int read(byte[] text, int addressFrom, int addressTo, int to) {
    long pc = FrameLine.address(text, addressFrom, addressTo);
    Frame frame = FrameLine.read(text, addressTo, to, pc);
    boolean told =
        frame.function().equals(FrameLine.UNKNOWN) || frame.module().filter(addressed).isPresent();
    if (!told || unknowns.size() == StackTableBuilder.MAX_FRAMES) {
      return data.frame(frame);
    }
    Frame anywhere = at(frame, 0);
    Integer known = unknownPlaces.putIfAbsent(anywhere, unknowns.size());
    if (known != null) {
      return BY_ADDRESS + known;
    }
    unknowns.add(anywhere);
    return BY_ADDRESS + unknowns.size() - 1;
  }

  private int unknown(int place, long pc) {
    return data.frame(at(unknowns.get(place), pc));
  }

  private static Frame at(Frame one, long pc) {
    return new Frame(one.function(), one.file(), one.line(), pc, one.inlined(), one.module());
  }

  @Override
  public void sourceLine(byte[] text, int from, int to) {
    if (depth > 0) {
      Frame told = SourceLines.with(data.frameAt(stack[depth - 1]), text, from, to);
      stack[depth - 1] = data.frame(told);
    }
  }

  @Override
  public void end() {
    int at = data.stack(stack, depth);
    SchedEvent told = sched;
    boolean kept = data.sample(timeNanos, cpu, thread, event, period <= 0 ? 1 : period, at, offset);
    if (kept && told != null) {
      data.sched(told);
    }
  }

  @Override
  public void drop() {
    depth = 0;
  }
}
