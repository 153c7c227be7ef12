package initscope.gotrace.v2;

import initscope.gotrace.TraceFormat;
import initscope.model.Bytes;
import initscope.model.Problems;
import initscope.model.Progress.CancelledException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds an event by its time: of each thread only the batch that covers it is read.
public final class V2Locator {
  private V2Locator() {}

  /// The offset of the first event of that time and of one of these types.
  public static OptionalLong find(Bytes bytes, int version, long ticks, Set<String> names) {
    EventType.@Nullable Spec[] specs = EventType.table();
    List<RawGeneration> generations =
        new BatchScanner(bytes, version, new Problems(), new long[256])
            .scan(TraceFormat.HEADER_BYTES);
    for (RawGeneration generation : generations) {
      Map<Long, Batch> covering = new HashMap<>();
      for (Batch batch : generation.batches()) {
        if (batch.timeTicks() <= ticks && isStream(bytes, batch, specs)) {
          covering.put(batch.thread(), batch);
        }
      }
      for (Batch batch : covering.values()) {
        OptionalLong found = find(bytes, batch, ticks, names, specs);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return OptionalLong.empty();
  }

  private static boolean isStream(Bytes bytes, Batch batch, EventType.@Nullable Spec[] specs) {
    int first = batch.size() == 0 ? 0 : bytes.at(batch.offset());
    EventType.Spec spec = first < specs.length ? specs[first] : null;
    return batch.experiment() == 0 && spec != null && spec.timed();
  }

  private static OptionalLong find(
      Bytes bytes, Batch batch, long ticks, Set<String> names, EventType.@Nullable Spec[] specs) {
    Cursor cursor = new Cursor(bytes, -1, List.of(), List.of(batch), size -> {});
    try {
      while (cursor.next() && cursor.ticks <= ticks) {
        EventType.Spec spec = cursor.type < specs.length ? specs[cursor.type] : null;
        if (spec == null || !spec.timed()) {
          break;
        }
        if (cursor.ticks == ticks && names.contains(spec.name())) {
          return OptionalLong.of(cursor.offset());
        }
        for (int i = 1; i < spec.arguments().size(); i++) {
          cursor.argument();
        }
      }
    } catch (CancelledException e) {
      throw new IllegalStateException("nobody cancels", e);
    }
    return OptionalLong.empty();
  }
}
