package initscope.formats.perf;

import initscope.model.Frame;
import initscope.model.host.Mapping;
import initscope.model.perf.PerfData;
import initscope.model.perf.PerfDataBuilder;
import initscope.model.perf.PerfThread;
import initscope.model.perf.SchedEvent;
import initscope.model.perf.SchedKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Samples to columns. Threads, events and frames are known again by their bytes, so that a line seen before makes no object.
final class ColumnsSink implements SampleSink {
  private static final int MAX_DEPTH = 1 << 12;

  private final Predicate<String> addressed;
  private final PerfDataBuilder data = new PerfDataBuilder();
  private final SliceTable threads = new SliceTable();
  private final SliceTable events = new SliceTable();
  private final SliceTable frames = new SliceTable();
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
    long hash = Scan.hash(text, addressFrom, to);
    int found = frames.find(hash, text, addressFrom, to);
    if (found < 0) {
      found = data.frame(read(text, addressFrom, addressTo, to));
      frames.put(hash, text, addressFrom, to, found);
    }
    stack[depth++] = found;
  }

  @Override
  public boolean again(byte[] text, int from, int to) {
    int found = depth == MAX_DEPTH ? -1 : frames.find(Scan.hash(text, from, to), text, from, to);
    if (found < 0) {
      return false;
    }
    stack[depth++] = found;
    return true;
  }

  private Frame read(byte[] text, int addressFrom, int addressTo, int to) {
    long pc = FrameLine.address(text, addressFrom, addressTo);
    Frame frame = FrameLine.read(text, addressTo, to, pc);
    return frame.pc() == 0 && frame.module().filter(addressed).isPresent() ? at(frame, pc) : frame;
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
