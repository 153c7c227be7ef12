package initscope.report;

import initscope.model.Frame;
import initscope.model.go.TimeLapse;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// The {@code timeLapse} part of {@code initscope.analysis/1}, and the times it gives to {@code inits}.
final class TimeLapseJson {
  private TimeLapseJson() {}

  static void write(JsonGenerator json, TimeLapse lapse) {
    json.writeObjectPropertyStart("timeLapse");
    json.writeNumberProperty("pid", lapse.pid());
    json.writeNumberProperty("intervalNanos", lapse.intervalNanos());
    json.writeNumberProperty("samples", lapse.samples().size());
    json.writeStringProperty("ending", lapse.ending().word());
    json.writeStringProperty("startClock", startClock(lapse));
    json.writeNumberProperty("originNanos", lapse.originNanos());
    json.writeObjectPropertyStart("clock");
    json.writeStringProperty("source", lapse.clock());
    json.writeNumberProperty("boundNanos", lapse.clockBoundNanos());
    json.writeEndObject();
    json.writeObjectPropertyStart("cost");
    AnalysisJson.number(json, "cpuNanos", lapse.cost().cpuNanos());
    json.writeNumberProperty("overNanos", lapse.cost().overNanos());
    json.writeNumberProperty("reads", lapse.cost().reads());
    json.writeNumberProperty("bytes", lapse.cost().bytes());
    json.writeNumberProperty("stoppedNanos", 0);
    json.writeEndObject();
    json.writeNumberProperty("shorterThanOneSample", lapse.shortCount());
    json.writeNumberProperty("doneBeforeFirstSample", lapse.doneBefore());
    json.writeNumberProperty("longestGapNanos", lapse.longestGapNanos());
    json.writeArrayPropertyStart("spans");
    lapse.spans().forEach(span -> span(json, lapse, span));
    json.writeEndArray();
    json.writeEndObject();
  }

  /// What {@code startNanos} counts from where a time-lapse gives it.
  private static String startClock(TimeLapse lapse) {
    return lapse.processStartNanos().isPresent() ? "process-start" : "first-sample";
  }

  private static void span(JsonGenerator json, TimeLapse lapse, TimeLapse.Span span) {
    json.writeStartObject();
    json.writeStringProperty("package", span.packagePath());
    Optional<TimeLapse.Place> place = span.functions().stream().findFirst();
    AnalysisJson.text(json, "initFunction", place.map(TimeLapse.Place::function));
    Optional<Frame> at = place.flatMap(TimeLapse.Place::at);
    AnalysisJson.text(json, "file", at.flatMap(Frame::file));
    at.ifPresent(frame -> AnalysisJson.number(json, "line", frame.line()));
    json.writeNumberProperty("startNanos", span.begin().nanos() - lapse.originNanos());
    json.writeNumberProperty("startBoundNanos", span.begin().boundNanos());
    json.writeNumberProperty("endNanos", span.end().nanos() - lapse.originNanos());
    json.writeNumberProperty("endBoundNanos", span.end().boundNanos());
    json.writeNumberProperty("wallNanos", span.wallNanos());
    json.writeNumberProperty("boundNanos", span.boundNanos());
    json.writeBooleanProperty("finished", span.finished());
    json.writeNumberProperty("samples", span.samples());
    AnalysisJson.number(json, "cpuNanos", span.cpuNanos());
    AnalysisJson.number(json, "cpuPercent", span.cpuPercent());
    json.writeArrayPropertyStart("seen");
    for (TimeLapse.Share share : span.states()) {
      json.writeStartObject();
      json.writeStringProperty("state", share.words());
      json.writeNumberProperty("samples", share.samples());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /// Start and duration of one package, where it was seen.
  static void times(JsonGenerator json, TimeLapse lapse, String packagePath) {
    Optional<TimeLapse.Span> seen = lapse.span(packagePath);
    if (seen.isEmpty()) {
      return;
    }
    TimeLapse.Span span = seen.get();
    json.writeNumberProperty("startNanos", span.begin().nanos() - lapse.originNanos());
    if (span.finished()) {
      json.writeNumberProperty("wallNanos", span.wallNanos());
    }
    json.writeNumberProperty("boundNanos", span.boundNanos());
    json.writeStringProperty("source", "time-lapse");
    json.writeStringProperty("startClock", startClock(lapse));
  }
}
