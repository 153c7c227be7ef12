package initscope.gotrace.v2;

import initscope.gotrace.TraceFormat;
import initscope.gotrace.TraceOutline;
import initscope.model.Bytes;
import initscope.model.Problems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The outline of a trace in generations.
public final class V2Outline {
  private final Bytes bytes;
  private final Map<Long, List<TraceOutline.Batch>> rows = new LinkedHashMap<>();
  private final Map<Long, Batch> open = new LinkedHashMap<>();
  private final double nanosPerTick;
  private final long startTicks;

  private V2Outline(Bytes bytes, int version, List<RawGeneration> generations) {
    this.bytes = bytes;
    startTicks =
        generations.stream()
            .flatMap(g -> g.batches().stream())
            .mapToLong(Batch::timeTicks)
            .min()
            .orElse(0);
    Tables tables = new Tables(bytes, version, new Problems(), new long[256]);
    generations.stream()
        .flatMap(g -> g.batches().stream())
        .filter(b -> isOneOf(b, EventType.SYNC, EventType.FREQUENCY))
        .findFirst()
        .ifPresent(tables::take);
    nanosPerTick = tables.nanosPerTick();
  }

  private boolean isOneOf(Batch batch, int... types) {
    int first = batch.size() == 0 ? -1 : bytes.at(batch.offset());
    for (int type : types) {
      if (first == type) {
        return true;
      }
    }
    return false;
  }

  /// Reads the headers.
  ///
  /// @param version minor version in the header of the trace
  public static TraceOutline of(Bytes bytes, int version) {
    List<RawGeneration> generations =
        new BatchScanner(bytes, version, new Problems(), new long[256])
            .scan(TraceFormat.HEADER_BYTES);
    V2Outline outline = new V2Outline(bytes, version, generations);
    long end = outline.startTicks;
    for (RawGeneration generation : generations) {
      end = Math.max(end, outline.take(generation));
    }
    List<TraceOutline.Row> rows = new ArrayList<>();
    outline.rows.forEach(
        (thread, batches) ->
            rows.add(
                new TraceOutline.Row(
                    thread, batches.stream().mapToLong(TraceOutline.Batch::bytes).sum(), batches)));
    rows.sort(Comparator.comparingLong(TraceOutline.Row::bytes).reversed());
    return new TraceOutline(rows, outline.nanos(end), generations.size(), bytes.size());
  }

  /// @return the time of its last batch
  private long take(RawGeneration generation) {
    long end = startTicks;
    for (Batch batch : generation.batches()) {
      end = Math.max(end, batch.timeTicks());
      boolean events =
          batch.thread() >= 0
              && batch.experiment() == 0
              && !isOneOf(batch, EventType.STRINGS, EventType.STACKS, EventType.CPU_SAMPLES);
      if (events) {
        Batch before = open.put(batch.thread(), batch);
        close(before == null ? List.of() : List.of(before), batch.timeTicks());
      }
    }
    close(List.copyOf(open.values()), end);
    open.clear();
    return end;
  }

  private void close(List<Batch> batches, long endTicks) {
    for (Batch batch : batches) {
      long from = nanos(batch.timeTicks());
      rows.computeIfAbsent(batch.thread(), t -> new ArrayList<>())
          .add(new TraceOutline.Batch(from, Math.max(from, nanos(endTicks)), batch.size()));
    }
  }

  private long nanos(long ticks) {
    return Math.round((ticks - startTicks) * nanosPerTick);
  }
}
