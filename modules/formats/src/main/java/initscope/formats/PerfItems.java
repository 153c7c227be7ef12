package initscope.formats;

import initscope.model.Frame;
import initscope.model.perf.PerfData;
import initscope.model.perf.PerfSamples;
import initscope.model.perf.PerfThread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A recording of perf as items, one a sample.
final class PerfItems {
  private PerfItems() {}

  static List<Map<String, Object>> of(PerfData data) {
    PerfSamples samples = data.samples();
    List<Map<String, Object>> items = new ArrayList<>();
    for (int row = 0; row < samples.size(); row++) {
      Map<String, Object> item = new LinkedHashMap<>();
      PerfThread thread = data.threads().get(samples.thread(row));
      item.put("type", "PerfSample");
      item.put("comm", thread.comm());
      item.put("pid", (long) thread.pid());
      item.put("tid", (long) thread.tid());
      item.put("timeNanos", samples.timeNanos(row));
      item.put("event", data.events().get(samples.event(row)));
      item.put("weight", samples.weight(row));
      item.put(
          "frames",
          data.stacks().stack(samples.stack(row)).reversed().stream()
              .map(Frame::function)
              .toList());
      items.add(item);
    }
    return items;
  }
}
