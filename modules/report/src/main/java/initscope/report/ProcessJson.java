package initscope.report;

import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.go.Goroutine;
import initscope.model.host.SyscallState;
import initscope.model.host.Syscalls;
import initscope.model.host.ThreadState;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/// The {@code process} part of {@code initscope.analysis/1}.
final class ProcessJson {
  private ProcessJson() {}

  static void write(JsonGenerator json, Incident incident) {
    boolean nothing =
        incident.process().isEmpty()
            && incident.go().isEmpty()
            && incident.threads().isEmpty()
            && incident.goroutines().isEmpty();
    if (nothing) {
      return;
    }
    json.writeObjectPropertyStart("process");
    incident.process().ifPresent(p -> json.writeNumberProperty("pid", p.pid()));
    AnalysisJson.text(json, "exe", incident.process().flatMap(p -> p.executable()));
    AnalysisJson.text(json, "signal", incident.process().flatMap(p -> p.signal()));
    AnalysisJson.text(json, "goVersion", goVersion(incident));
    AnalysisJson.text(json, "buildId", incident.go().flatMap(go -> go.binary().buildId()));
    incident.go().ifPresent(go -> json.writeBooleanProperty("stripped", go.binary().stripped()));
    json.writeArrayPropertyStart("threads");
    incident.threads().forEach(t -> thread(json, incident, t));
    json.writeEndArray();
    json.writeArrayPropertyStart("goroutines");
    WaitsJson waits = new WaitsJson(incident);
    incident.goroutines().forEach(g -> goroutine(json, g, waits));
    json.writeEndArray();
    waits.process(json, incident);
    incident.go().ifPresent(go -> json.writeNumberProperty("torn", go.tornCount()));
    json.writeEndObject();
  }

  /// From the binary, else as an input tells it.
  static Optional<String> goVersion(Incident incident) {
    return incident
        .go()
        .map(go -> go.binary().goVersion())
        .filter(v -> !v.isEmpty())
        .or(() -> incident.inputs().stream().flatMap(i -> i.goVersion().stream()).findFirst());
  }

  private static void thread(JsonGenerator json, Incident incident, ThreadState thread) {
    json.writeStartObject();
    json.writeNumberProperty("tid", thread.tid());
    json.writeStringProperty("name", thread.name());
    json.writeStringProperty("state", String.valueOf(thread.state()));
    AnalysisJson.text(json, "wchan", thread.wchan());
    AnalysisJson.number(json, "sleptNanos", thread.sleptNanos());
    AnalysisJson.text(json, "syscall", syscall(incident, thread));
    frames(json, thread.userStack());
    json.writeEndObject();
  }

  /// The system call's name, else its number; {@code running} where the thread is in none because it runs.
  static Optional<String> syscall(Incident incident, ThreadState thread) {
    return thread
        .syscall()
        .flatMap(
            s ->
                switch (s) {
                  case SyscallState.In in ->
                      Optional.of(
                          Syscalls.name(incident.host().machine().orElse(""), in.number())
                              .orElse(Long.toString(in.number())));
                  case SyscallState.Running _ -> Optional.of("running");
                  case SyscallState.Blocked _ -> Optional.empty();
                });
  }

  private static void goroutine(JsonGenerator json, Goroutine goroutine, WaitsJson waits) {
    json.writeStartObject();
    json.writeNumberProperty("id", goroutine.id());
    json.writeStringProperty("status", goroutine.status());
    AnalysisJson.text(json, "waitReason", goroutine.waitReason());
    AnalysisJson.number(json, "waitNanos", goroutine.waitNanos());
    AnalysisJson.text(json, "createdBy", goroutine.createdBy().map(Frame::function));
    AnalysisJson.text(json, "startedAt", goroutine.startedAt().map(Frame::function));
    AnalysisJson.number(json, "tid", goroutine.tid());
    if (!goroutine.labels().isEmpty()) {
      json.writeObjectPropertyStart("labels");
      new TreeMap<>(goroutine.labels()).forEach(json::writeStringProperty);
      json.writeEndObject();
    }
    if (goroutine.torn()) {
      json.writeBooleanProperty("torn", true);
    }
    waits.goroutine(json, goroutine.id());
    frames(json, goroutine.frames());
    json.writeEndObject();
  }

  private static void frames(JsonGenerator json, List<Frame> frames) {
    json.writeArrayPropertyStart("frames");
    for (Frame frame : frames) {
      json.writeStartObject();
      json.writeStringProperty("function", frame.function());
      AnalysisJson.text(json, "file", frame.file());
      AnalysisJson.number(json, "line", frame.line());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
