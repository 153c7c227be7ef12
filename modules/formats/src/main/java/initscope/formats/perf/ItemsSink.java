package initscope.formats.perf;

import initscope.model.Frame;
import initscope.model.perf.PerfSamples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// One item a sample, with all it says: what {@code decode} prints.
final class ItemsSink implements SampleSink {
  private final Consumer<Map<String, Object>> out;
  private Map<String, Object> item = new LinkedHashMap<>();
  private List<Object> frames = new ArrayList<>();
  private Frame last = Frame.of("");
  private String address = "";

  ItemsSink(Consumer<Map<String, Object>> out) {
    this.out = out;
  }

  @Override
  public void header(String name, String value) {}

  @Override
  public void lost(long count) {
    out.accept(Map.of("lost", count));
  }

  @Override
  public void begin(byte[] text, HeaderLine line, long offset) {
    item = new LinkedHashMap<>();
    frames = new ArrayList<>();
    item.put("comm", Scan.text(text, line.commFrom, line.commTo));
    if (line.pid >= 0) {
      item.put("pid", (long) line.pid);
    }
    item.put("tid", (long) line.tid);
    if (line.cpu >= 0) {
      item.put("cpu", (long) line.cpu);
    }
    if (line.timeNanos != PerfSamples.NO_TIME) {
      item.put("timeNanos", line.timeNanos);
    }
    if (line.period >= 0) {
      item.put("period", line.period);
    }
    if (line.eventTo > line.eventFrom) {
      item.put("event", Scan.text(text, line.eventFrom, line.eventTo));
    }
    boolean inLine = FrameLine.begins(text, line.payloadFrom, line.payloadTo);
    if (line.payloadTo > line.payloadFrom && !inLine) {
      item.put("payload", Scan.text(text, line.payloadFrom, line.payloadTo));
    }
    item.put("offset", offset);
  }

  @Override
  public void frame(byte[] text, int addressFrom, int addressTo, int to) {
    address = Scan.text(text, addressFrom, addressTo);
    last = FrameLine.read(text, addressTo, to, FrameLine.address(text, addressFrom, addressTo));
    frames.add(told());
  }

  private Map<String, Object> told() {
    Map<String, Object> frame = new LinkedHashMap<>();
    frame.put("address", "0x" + address);
    frame.put("function", last.function());
    last.module().ifPresent(m -> frame.put("module", m));
    if (last.inlined()) {
      frame.put("inlined", true);
    }
    last.file().ifPresent(f -> frame.put("file", f));
    last.line().ifPresent(l -> frame.put("line", (long) l));
    return frame;
  }

  @Override
  public void sourceLine(byte[] text, int from, int to) {
    last = SourceLines.with(last, text, from, to);
    frames.set(frames.size() - 1, told());
  }

  @Override
  public void end() {
    item.put("frames", frames);
    out.accept(item);
  }

  @Override
  public void drop() {
    item.put("unfinished", true);
    end();
  }
}
