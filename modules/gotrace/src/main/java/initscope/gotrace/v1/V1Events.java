package initscope.gotrace.v1;

import initscope.model.Bytes;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Every event that could be put in order, with its offset.
public final class V1Events {
  private V1Events() {}

  /// Gives all events in their order: name under {@code type}, {@code offset}, {@code ticks}, P, goroutine, stack and arguments.
  ///
  /// @throws CancelledException when the user cancelled
  public static void walk(Bytes bytes, Consumer<Map<String, Object>> out, Progress progress)
      throws CancelledException {
    V1Reader.open(bytes, progress)
        .deliver(
            (type, ticks, offset, p, g, stack, a0, a1, a2) -> {
              Map<String, Object> event = new LinkedHashMap<>();
              event.put("type", V1Type.name(type));
              event.put("offset", offset);
              event.put("ticks", ticks);
              event.put("p", (long) p);
              event.put("g", g);
              event.put("stack", (long) stack);
              event.put("arguments", List.of(a0, a1, a2));
              out.accept(event);
            },
            progress);
  }
}
