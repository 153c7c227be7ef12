package initscope.report;

import initscope.model.start.ColdStart;
import initscope.model.start.PhaseCounters;
import initscope.model.start.PhaseSeen;
import initscope.model.start.StartMark;
import initscope.model.start.StartPhase;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// The {@code coldStart} part of {@code initscope.analysis/1}. Times of marks and phases count from the start's begin; {@code startNanos} of the
/// whole is CLOCK_MONOTONIC of the host.
final class ColdStartJson {
  private static final int CAUSE_PERCENT = 5;

  private ColdStartJson() {}

  static void write(JsonGenerator json, ColdStart start) {
    json.writeObjectPropertyStart("coldStart");
    json.writeStringProperty("unit", start.unit());
    json.writeStringProperty("type", start.type());
    AnalysisJson.number(json, "pid", start.pid());
    json.writeBooleanProperty("finished", start.finished());
    json.writeStringProperty("readyBy", start.ready().word());
    json.writeNumberProperty("startNanos", start.startNanos());
    json.writeNumberProperty("totalNanos", start.totalNanos());
    AnalysisJson.number(json, "stopNanos", start.stopNanos());
    json.writeStringProperty("result", start.result());
    start.loader().ifPresent(loader -> json.writeBooleanProperty("dynamicLoader", loader));
    json.writeNumberProperty("looks", start.looks());
    json.writeNumberProperty("intervalNanos", start.intervalNanos());
    AnalysisJson.number(json, "executableBytes", start.executableBytes());
    AnalysisJson.number(json, "executableCachedBytes", start.cacheBytes());
    json.writeArrayPropertyStart("marks");
    start.marks().forEach(mark -> mark(json, start, mark));
    json.writeEndArray();
    json.writeArrayPropertyStart("phases");
    start.phases().forEach(phase -> phase(json, start, phase));
    json.writeEndArray();
    json.writeArrayPropertyStart("causes");
    start.longest(CAUSE_PERCENT).forEach(phase -> cause(json, start, phase));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void mark(JsonGenerator json, ColdStart start, StartMark mark) {
    json.writeStartObject();
    json.writeStringProperty("mark", mark.kind().word());
    json.writeNumberProperty("atNanos", mark.atNanos() - start.startNanos());
    json.writeNumberProperty("boundNanos", mark.boundNanos());
    json.writeStringProperty("source", mark.source().word());
    detail(json, mark.detail());
    json.writeEndObject();
  }

  private static void detail(JsonGenerator json, String detail) {
    if (!detail.isEmpty()) {
      json.writeStringProperty("detail", detail);
    }
  }

  private static void phase(JsonGenerator json, ColdStart start, StartPhase phase) {
    json.writeStartObject();
    json.writeStringProperty("phase", phase.kind().word());
    detail(json, phase.detail());
    json.writeNumberProperty("startNanos", phase.startNanos() - start.startNanos());
    json.writeNumberProperty("endNanos", phase.endNanos() - start.startNanos());
    json.writeNumberProperty("nanos", phase.nanos());
    json.writeNumberProperty("boundNanos", phase.boundNanos());
    json.writeStringProperty("source", phase.source().word());
    phase.counters().ifPresent(counters -> counters(json, counters));
    if (phase.seen().looks() > 0) {
      seen(json, phase.seen());
    }
    json.writeEndObject();
  }

  private static void counters(JsonGenerator json, PhaseCounters c) {
    json.writeObjectPropertyStart("counters");
    json.writeNumberProperty("userNanos", c.userNanos());
    json.writeNumberProperty("systemNanos", c.systemNanos());
    AnalysisJson.number(json, "runQueueNanos", c.waitNanos());
    json.writeNumberProperty("blockIoNanos", c.blockIoNanos());
    json.writeNumberProperty("minorFaults", c.minorFaults());
    json.writeNumberProperty("majorFaults", c.majorFaults());
    AnalysisJson.number(json, "diskBytes", c.readBytes());
    AnalysisJson.number(json, "readBytes", c.readChars());
    AnalysisJson.number(json, "readCalls", c.readCalls());
    AnalysisJson.number(json, "voluntarySwitches", c.switches());
    AnalysisJson.number(json, "throttledNanos", c.throttledNanos());
    json.writeEndObject();
  }

  private static void seen(JsonGenerator json, PhaseSeen seen) {
    json.writeObjectPropertyStart("seen");
    json.writeNumberProperty("looks", seen.looks());
    shares(json, "calls", seen.calls());
    shares(json, "waits", seen.waits());
    shares(json, "files", seen.files());
    shares(json, "states", seen.states());
    json.writeEndObject();
  }

  private static void shares(JsonGenerator json, String key, List<PhaseSeen.Share> shares) {
    json.writeArrayPropertyStart(key);
    for (PhaseSeen.Share share : shares) {
      json.writeStartObject();
      json.writeStringProperty("what", share.words());
      json.writeNumberProperty("looks", share.looks());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void cause(JsonGenerator json, ColdStart start, StartPhase phase) {
    json.writeStartObject();
    json.writeStringProperty("phase", phase.kind().word());
    detail(json, phase.detail());
    json.writeNumberProperty("nanos", phase.nanos());
    json.writeNumberProperty("boundNanos", phase.boundNanos());
    json.writeNumberProperty("percent", start.percent(phase));
    json.writeEndObject();
  }
}
