package initscope.report;

import initscope.model.Incident;
import initscope.model.go.GoProcessor;
import initscope.model.go.GoRuntime;
import initscope.model.go.GoThread;
import initscope.model.go.WaitGraph;
import initscope.model.go.WaitGraph.Link;
import initscope.model.go.WaitGraph.Relation;
import initscope.model.go.WaitGraph.Wait;
import initscope.model.go.WaitObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// What goroutines wait for, who could end it, and the runtime's threads and processors, in {@code initscope.analysis/1}. Addresses
/// are text in hexadecimal: they are larger than what every reader of JSON keeps of a number.
final class WaitsJson {
  private final WaitGraph graph;
  private final Map<Long, List<Wait>> waits = new HashMap<>();
  private final Map<Long, List<Link>> links = new HashMap<>();

  WaitsJson(Incident incident) {
    graph = incident.go().map(GoRuntime::waits).orElse(WaitGraph.EMPTY);
    graph.waits().forEach(w -> waits.computeIfAbsent(w.goroutine(), g -> list()).add(w));
    graph.links().forEach(l -> links.computeIfAbsent(l.waiter(), g -> list()).add(l));
  }

  private static <T> List<T> list() {
    return new ArrayList<>();
  }

  /// The {@code waitsFor} and {@code letGoBy} of one goroutine.
  void goroutine(JsonGenerator json, long id) {
    List<Wait> its = waits.getOrDefault(id, List.of());
    if (!its.isEmpty()) {
      json.writeArrayPropertyStart("waitsFor");
      its.forEach(w -> wait(json, w));
      json.writeEndArray();
    }
    List<Link> others = links.getOrDefault(id, List.of());
    if (!others.isEmpty()) {
      json.writeArrayPropertyStart("letGoBy");
      others.forEach(l -> link(json, l));
      json.writeEndArray();
    }
  }

  private static void wait(JsonGenerator json, Wait wait) {
    json.writeStartObject();
    json.writeStringProperty("kind", wait.object().word());
    json.writeStringProperty("operation", wait.operation());
    json.writeStringProperty("address", hex(wait.object().address()));
    facts(json, wait.object());
    json.writeEndObject();
  }

  private static void facts(JsonGenerator json, WaitObject object) {
    switch (object) {
      case WaitObject.Channel c -> {
        json.writeNumberProperty("queued", c.queued());
        json.writeNumberProperty("capacity", c.capacity());
        json.writeBooleanProperty("closed", c.closed());
      }
      case WaitObject.Mutex m -> {
        json.writeBooleanProperty("locked", m.locked());
        json.writeNumberProperty("waiters", m.waiters());
      }
      case WaitObject.RwMutex m -> {
        json.writeNumberProperty("readers", m.readers());
        json.writeBooleanProperty("writer", m.writer());
      }
      case WaitObject.Once o -> json.writeBooleanProperty("done", o.done());
      case WaitObject.WaitGroup w -> json.writeNumberProperty("counter", w.counter());
      case WaitObject.Cond c -> json.writeNumberProperty("waiting", c.waiting());
      case WaitObject.Semaphore _ -> {}
      case WaitObject.Descriptor d -> {
        AnalysisJson.number(json, "fd", d.fd());
        AnalysisJson.number(json, "deadlineNanos", d.deadlineNanos());
      }
      case WaitObject.Timer t -> {
        json.writeNumberProperty("whenNanos", t.whenNanos());
        json.writeNumberProperty("periodNanos", t.periodNanos());
      }
    }
  }

  private static void link(JsonGenerator json, Link link) {
    json.writeStartObject();
    json.writeNumberProperty("id", link.other());
    json.writeStringProperty("kind", link.object().word());
    json.writeStringProperty("address", hex(link.object().address()));
    json.writeStringProperty("relation", link.relation() == Relation.HOLDS ? "holds" : "reaches");
    json.writeStringProperty("why", link.why());
    json.writeEndObject();
  }

  /// The {@code deadlocks}, {@code goThreads} and {@code goProcessors} of the process.
  void process(JsonGenerator json, Incident incident) {
    List<List<Long>> circles = graph.cycles(Relation.HOLDS);
    if (!circles.isEmpty()) {
      json.writeArrayPropertyStart("deadlocks");
      for (List<Long> circle : circles) {
        json.writeStartArray();
        circle.forEach(json::writeNumber);
        json.writeEndArray();
      }
      json.writeEndArray();
    }
    incident.go().ifPresent(go -> scheduler(json, go));
  }

  private static void scheduler(JsonGenerator json, GoRuntime go) {
    if (!go.threads().isEmpty()) {
      json.writeArrayPropertyStart("goThreads");
      go.threads().forEach(t -> thread(json, t));
      json.writeEndArray();
    }
    if (!go.processors().isEmpty()) {
      json.writeArrayPropertyStart("goProcessors");
      go.processors().forEach(p -> processor(json, p));
      json.writeEndArray();
    }
  }

  private static void thread(JsonGenerator json, GoThread thread) {
    json.writeStartObject();
    json.writeNumberProperty("id", thread.id());
    AnalysisJson.number(json, "tid", thread.tid());
    AnalysisJson.number(json, "goroutine", thread.goroutine());
    AnalysisJson.number(json, "lockedGoroutine", thread.lockedGoroutine());
    AnalysisJson.number(json, "processor", thread.processor());
    json.writeBooleanProperty("spinning", thread.spinning());
    json.writeBooleanProperty("blocked", thread.blocked());
    json.writeBooleanProperty("inCgo", thread.inCgo());
    json.writeEndObject();
  }

  private static void processor(JsonGenerator json, GoProcessor processor) {
    json.writeStartObject();
    json.writeNumberProperty("id", processor.id());
    json.writeStringProperty("status", processor.status());
    AnalysisJson.number(json, "thread", processor.thread());
    json.writeNumberProperty("queued", processor.queued());
    AnalysisJson.number(json, "idleNanos", processor.idleNanos());
    json.writeEndObject();
  }

  private static String hex(long address) {
    return "0x" + Long.toHexString(address);
  }
}
