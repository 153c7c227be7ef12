package initscope.formats;

import initscope.model.host.SyscallTrace;
import initscope.model.host.TraceNote;
import initscope.model.host.TracedCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// System calls of a trace as items, one a call, then one a note.
final class TraceItems {
  private TraceItems() {}

  static List<Map<String, Object>> of(SyscallTrace trace) {
    List<Map<String, Object>> items = new ArrayList<>();
    for (int row = 0; row < trace.size(); row++) {
      TracedCall call = trace.call(row);
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("type", "tracedCall");
      told(item, "pid", call.pid());
      told(item, "startNanos", call.startNanos());
      told(item, "durationNanos", call.durationNanos());
      item.put("name", call.name());
      item.put("args", call.args());
      if (!call.result().isEmpty()) {
        item.put("result", call.result());
      }
      call.errno().ifPresent(errno -> item.put("errno", errno));
      if (call.unfinished()) {
        item.put("unfinished", true);
      }
      items.add(item);
    }
    for (TraceNote note : trace.notes()) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("type", "traceNote");
      told(item, "pid", note.pid());
      told(item, "atNanos", note.atNanos());
      item.put("kind", note.kind().name().toLowerCase(Locale.ROOT));
      item.put("text", note.text());
      items.add(item);
    }
    return items;
  }

  private static void told(Map<String, Object> item, String name, long value) {
    if (value >= 0) {
      item.put(name, value);
    }
  }
}
