package initscope.gotrace.v2;

import initscope.gotrace.TraceFormat;
import initscope.model.Bytes;
import initscope.model.Problems;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Every event as it stands in the file, in the file's order, with its offset: what {@code go tool trace -d=wire} prints, and where.
public final class WireEvents {
  private final Bytes bytes;
  private final Consumer<Map<String, Object>> out;
  private final EventType.@Nullable Spec[] specs = EventType.table();

  private WireEvents(Bytes bytes, Consumer<Map<String, Object>> out) {
    this.bytes = bytes;
    this.out = out;
  }

  /// Gives all events of a binary trace, each as its name under {@code type}, its {@code offset} and its arguments. The argument that
  /// Go calls {@code type} is {@code object_type}.
  ///
  /// @throws CancelledException when the user cancelled
  public static void walk(
      Bytes bytes, int version, Consumer<Map<String, Object>> out, Progress progress)
      throws CancelledException {
    WireEvents events = new WireEvents(bytes, out);
    for (RawGeneration generation :
        new BatchScanner(bytes, version, new Problems(), new long[256])
            .scan(TraceFormat.HEADER_BYTES)) {
      for (Batch batch : generation.batches()) {
        progress.report(batch.offset(), bytes.size(), "printing events");
        events.batch(generation, batch);
      }
      if (version >= BatchScanner.GO_WITH_END_EVENT && !generation.cut()) {
        Map<String, Object> end = new LinkedHashMap<>();
        end.put("type", "EndOfGeneration");
        end.put("offset", generation.toOffset() - 1);
        out.accept(end);
      }
    }
  }

  private void batch(RawGeneration generation, Batch batch) {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("type", batch.experiment() == 0 ? "EventBatch" : "ExperimentalBatch");
    head.put("offset", batch.header());
    if (batch.experiment() != 0) {
      head.put("exp", (long) batch.experiment());
    }
    head.put("gen", generation.number());
    head.put("m", Long.toUnsignedString(batch.thread()));
    head.put("time", batch.timeTicks());
    head.put("size", (long) batch.size());
    out.accept(head);
    if (batch.experiment() != 0) {
      return;
    }
    BatchReader in = new BatchReader(bytes, batch);
    while (in.more()) {
      long offset = in.offset();
      int type = in.octet();
      EventType.Spec spec = type < specs.length ? specs[type] : null;
      if (spec == null) {
        return;
      }
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("type", spec.name());
      event.put("offset", offset);
      for (String argument : spec.arguments()) {
        event.put(key(argument), in.number());
      }
      rest(type, event, in);
      if (!in.isWhole()) {
        return;
      }
      out.accept(event);
    }
  }

  /// The name under which an argument is given: one is called what the event's own name is given under.
  private static String key(String argument) {
    return argument.equals("type") ? "object_type" : argument;
  }

  private void rest(int type, Map<String, Object> event, BatchReader in) {
    if (type == EventType.STRING) {
      long length = in.number();
      long from = in.offset();
      in.skip(length);
      if (in.isWhole()) {
        event.put("text", bytes.utf8(from, length));
      }
    } else if (type == EventType.STACK && event.get("nframes") instanceof Long count) {
      List<Map<String, Object>> frames = new ArrayList<>();
      for (long i = 0; i < count && in.isWhole(); i++) {
        Map<String, Object> frame = new LinkedHashMap<>();
        for (String part : List.of("pc", "func", "file", "line")) {
          frame.put(part, in.number());
        }
        frames.add(frame);
      }
      event.put("frames", frames);
    }
  }
}
