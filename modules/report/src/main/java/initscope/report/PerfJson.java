package initscope.report;

import initscope.model.perf.PerfData;
import initscope.model.perf.PerfSamples;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// The {@code perf} part of {@code initscope.analysis/1}, and {@code perfs} where there are several recordings. {@code threads} counts those
/// that samples belong to.
final class PerfJson {
  private PerfJson() {}

  static void write(JsonGenerator json, List<PerfData> recordings) {
    if (recordings.isEmpty()) {
      return;
    }
    json.writeObjectPropertyStart("perf");
    one(json, recordings.getFirst());
    json.writeEndObject();
    if (recordings.size() > 1) {
      json.writeArrayPropertyStart("perfs");
      for (PerfData recording : recordings) {
        json.writeStartObject();
        one(json, recording);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  private static void one(JsonGenerator json, PerfData data) {
    json.writeNumberProperty("samples", data.samples().size());
    json.writeObjectPropertyStart("events");
    long[] counts = data.countsByEvent();
    for (int i = 0; i < counts.length; i++) {
      String name = data.events().get(i);
      json.writeNumberProperty(name.isEmpty() ? "unnamed" : name, counts[i]);
    }
    json.writeEndObject();
    json.writeNumberProperty("threads", threads(data));
    json.writeNumberProperty("stacks", data.stacks().size() - 1);
    if (data.lost() > 0) {
      json.writeNumberProperty("lost", data.lost());
    }
    duration(json, data.samples());
  }

  /// By their ids: a thread that changed its name is one.
  private static long threads(PerfData data) {
    return data.threads().stream().mapToInt(t -> t.tid()).distinct().count();
  }

  private static void duration(JsonGenerator json, PerfSamples samples) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (int row = 0; row < samples.size(); row++) {
      long time = samples.timeNanos(row);
      if (time != PerfSamples.NO_TIME) {
        first = Math.min(first, time);
        last = Math.max(last, time);
      }
    }
    if (last >= first) {
      json.writeNumberProperty("durationNanos", last - first);
    }
  }
}
