package initscope.report;

import initscope.model.Frame;
import initscope.model.go.GoTraceFacts;
import initscope.model.go.GoTraceFacts.Collection;
import initscope.model.go.GoTraceFacts.Lost;
import initscope.model.go.GoTraceFacts.Region;
import initscope.model.go.GoTraceFacts.RunnableWait;
import initscope.model.go.GoTraceFacts.StopTheWorld;
import initscope.model.go.GoTraceFacts.Task;
import initscope.model.go.GoTraceFacts.Total;
import initscope.model.go.TracePath;
import initscope.model.go.TraceStart;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/// The {@code goTrace} part of {@code initscope.analysis/1}, and {@code goTraces} where there are several. Times count from the trace's
/// beginning.
final class GoTraceJson {
  private final JsonGenerator json;

  private GoTraceJson(JsonGenerator json) {
    this.json = json;
  }

  static void write(JsonGenerator json, List<GoTraceFacts> traces) {
    if (traces.isEmpty()) {
      return;
    }
    GoTraceJson writer = new GoTraceJson(json);
    json.writeObjectPropertyStart("goTrace");
    writer.trace(traces.getFirst());
    json.writeEndObject();
    if (traces.size() > 1) {
      json.writeArrayPropertyStart("goTraces");
      for (GoTraceFacts trace : traces) {
        json.writeStartObject();
        writer.trace(trace);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  private void trace(GoTraceFacts trace) {
    json.writeNumberProperty("input", trace.input());
    json.writeStringProperty("goVersion", trace.goVersion());
    json.writeNumberProperty("durationNanos", trace.durationNanos());
    json.writeNumberProperty("events", trace.events());
    json.writeObjectPropertyStart("eventCounts");
    trace.eventCounts().forEach(json::writeNumberProperty);
    json.writeEndObject();
    json.writeNumberProperty("goroutines", trace.goroutines());
    json.writeNumberProperty("procs", trace.procs());
    json.writeNumberProperty("threads", trace.threads());
    AnalysisJson.number(json, "generations", trace.generations());
    if (!trace.lost().isEmpty()) {
      list("lost", trace.lost(), this::lost);
    }
    json.writeObjectPropertyStart("states");
    json.writeNumberProperty("runningNanos", trace.states().runningNanos());
    json.writeNumberProperty("runnableNanos", trace.states().runnableNanos());
    json.writeNumberProperty("syscallNanos", trace.states().syscallNanos());
    json.writeNumberProperty("waitingNanos", trace.states().waitingNanos());
    json.writeEndObject();
    list("stopTheWorld", trace.stops(), this::stop);
    list("collections", trace.collections(), this::collection);
    totals("blocked", "reason", trace.blocked());
    list("tasks", trace.tasks(), this::task);
    totals("taskTypes", "name", trace.taskTypes());
    list("regions", trace.regions(), this::region);
    totals("regionTypes", "name", trace.regionTypes());
    json.writeObjectPropertyStart("runQueueLatency");
    json.writeNumberProperty("count", trace.latency().count());
    json.writeNumberProperty("halfBelowNanos", trace.latency().halfBelowNanos());
    json.writeNumberProperty("mostBelowNanos", trace.latency().mostBelowNanos());
    json.writeEndObject();
    trace.longestRunnable().ifPresent(this::runnable);
    start(trace.start());
  }

  private <T> void list(String name, List<T> items, Consumer<T> writer) {
    json.writeArrayPropertyStart(name);
    for (T item : items) {
      json.writeStartObject();
      writer.accept(item);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void stop(StopTheWorld stop) {
    json.writeStringProperty("kind", stop.kind());
    json.writeNumberProperty("startNanos", stop.startNanos());
    AnalysisJson.number(json, "durationNanos", stop.durationNanos());
  }

  private void lost(Lost lost) {
    json.writeNumberProperty("startNanos", lost.startNanos());
    json.writeNumberProperty("durationNanos", lost.durationNanos());
  }

  private void collection(Collection collection) {
    json.writeNumberProperty("startNanos", collection.startNanos());
    json.writeNumberProperty("durationNanos", collection.durationNanos());
  }

  private void totals(String name, String key, List<Total> totals) {
    list(
        name,
        totals,
        total -> {
          json.writeStringProperty(key, total.name());
          json.writeNumberProperty("count", total.count());
          json.writeNumberProperty("totalNanos", total.totalNanos());
          json.writeNumberProperty("longestNanos", total.longestNanos());
        });
  }

  private void task(Task task) {
    json.writeStringProperty("id", Long.toUnsignedString(task.id()));
    task.parent()
        .ifPresent(parent -> json.writeStringProperty("parent", Long.toUnsignedString(parent)));
    json.writeStringProperty("name", task.name());
    interval(task.startNanos(), task.endNanos());
  }

  private void region(Region region) {
    json.writeStringProperty("name", region.name());
    json.writeNumberProperty("goroutine", region.goroutine());
    interval(region.startNanos(), region.endNanos());
  }

  /// Without a beginning there is no duration: the end is told then.
  private void interval(OptionalLong startNanos, OptionalLong endNanos) {
    AnalysisJson.number(json, "startNanos", startNanos);
    if (startNanos.isEmpty()) {
      AnalysisJson.number(json, "endNanos", endNanos);
    } else if (endNanos.isPresent()) {
      long nanos = Math.max(0, endNanos.getAsLong() - startNanos.getAsLong());
      AnalysisJson.number(json, "durationNanos", OptionalLong.of(nanos));
    }
  }

  private void runnable(RunnableWait wait) {
    json.writeObjectPropertyStart("longestRunnable");
    json.writeNumberProperty("goroutine", wait.goroutine());
    AnalysisJson.text(json, "function", Optional.of(wait.function()).filter(f -> !f.isEmpty()));
    json.writeNumberProperty("startNanos", wait.startNanos());
    json.writeNumberProperty("durationNanos", wait.durationNanos());
    json.writeEndObject();
  }

  private void start(TraceStart start) {
    json.writeObjectPropertyStart("start");
    AnalysisJson.text(json, "inInit", start.inInit());
    frames("tracingBegan", start.tracingBegan());
    start.main().ifPresent(this::main);
    start.path().ifPresent(this::path);
    json.writeEndObject();
  }

  private void path(TracePath path) {
    json.writeObjectPropertyStart("criticalPath");
    json.writeNumberProperty("runningNanos", path.runningNanos());
    json.writeNumberProperty("runnableNanos", path.runnableNanos());
    json.writeNumberProperty("syscallNanos", path.syscallNanos());
    json.writeNumberProperty("waitingNanos", path.waitingNanos());
    json.writeNumberProperty("unexplainedNanos", path.unexplainedNanos());
    json.writeBooleanProperty("whole", path.isWhole());
    list("longest", path.longest(), this::step);
    json.writeEndObject();
  }

  private void step(TracePath.Step step) {
    if (step.goroutine() > 0) {
      json.writeNumberProperty("goroutine", step.goroutine());
    }
    AnalysisJson.text(json, "function", Optional.of(step.function()).filter(f -> !f.isEmpty()));
    json.writeStringProperty("state", step.state());
    AnalysisJson.text(json, "reason", Optional.of(step.reason()).filter(r -> !r.isEmpty()));
    json.writeNumberProperty("startNanos", step.startNanos());
    json.writeNumberProperty("durationNanos", step.durationNanos());
  }

  private void main(TraceStart.MainGoroutine main) {
    json.writeObjectPropertyStart("main");
    json.writeNumberProperty("runningNanos", main.runningNanos());
    json.writeNumberProperty("runnableNanos", main.runnableNanos());
    json.writeNumberProperty("syscallNanos", main.syscallNanos());
    json.writeNumberProperty("waitingNanos", main.waitingNanos());
    main.longest().ifPresent(this::longest);
    json.writeEndObject();
  }

  private void longest(TraceStart.LongWait wait) {
    json.writeObjectPropertyStart("longest");
    json.writeStringProperty("state", wait.state());
    AnalysisJson.text(json, "reason", Optional.of(wait.reason()).filter(r -> !r.isEmpty()));
    json.writeNumberProperty("startNanos", wait.startNanos());
    json.writeNumberProperty("durationNanos", wait.durationNanos());
    json.writeBooleanProperty("over", wait.isOver());
    AnalysisJson.number(json, "wokenBy", wait.wokenBy());
    frames("frames", wait.stack());
    json.writeEndObject();
  }

  private void frames(String name, List<Frame> frames) {
    list(
        name,
        frames,
        frame -> {
          json.writeStringProperty("function", frame.function());
          AnalysisJson.text(json, "file", frame.file());
          AnalysisJson.number(json, "line", frame.line());
        });
  }
}
