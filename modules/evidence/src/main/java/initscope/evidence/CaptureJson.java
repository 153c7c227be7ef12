package initscope.evidence;

import initscope.model.ClockFit;
import initscope.model.Coverage;
import initscope.model.RawEntry.Sensitivity;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The JSON of {@code capture.json} and of the lines of {@code index.jsonl}. A line of a spool's index is the plan, an entry, a
/// coverage or a clock; a sealed file keeps the latter two in {@code capture.json}. Unknown keys are ignored, so that a later writer may add.
public final class CaptureJson {
  private static final JsonFactory FACTORY = JsonFactory.builder().build();

  private CaptureJson() {}

  /// {@code capture.json}.
  public static byte[] facts(CaptureFacts facts) {
    return write(
        json -> {
          json.writeStringProperty("schema", "initscope.capture");
          json.writeNumberProperty("formatVersion", facts.formatVersion());
          json.writeStringProperty("tool", facts.tool());
          json.writeStringProperty("host", facts.host());
          facts.bootId().ifPresent(id -> json.writeStringProperty("bootId", id));
          json.writeStringProperty("mode", facts.mode());
          json.writeStringProperty("target", facts.target());
          facts.pid().ifPresent(pid -> json.writeNumberProperty("pid", pid));
          facts.unit().ifPresent(unit -> json.writeStringProperty("unit", unit));
          facts.uid().ifPresent(uid -> json.writeNumberProperty("uid", uid));
          json.writeNumberProperty("startedEpochMillis", facts.startedEpochMillis());
          json.writeBooleanProperty("sealed", facts.sealed());
          json.writeArrayPropertyStart("clocks");
          facts.clocks().forEach(clock -> clockObject(json, clock));
          json.writeEndArray();
          json.writeArrayPropertyStart("coverage");
          facts.coverage().forEach(coverage -> coverageObject(json, coverage));
          json.writeEndArray();
        });
  }

  /// One entry's line, with its line feed.
  public static byte[] entryLine(EntryInfo info) {
    return write(
        json -> {
          json.writeStringProperty("name", info.name());
          json.writeStringProperty("step", info.step());
          if (!info.argv().isEmpty()) {
            json.writeArrayPropertyStart("argv");
            info.argv().forEach(json::writeString);
            json.writeEndArray();
          }
          info.exit().ifPresent(exit -> json.writeNumberProperty("exit", exit));
          json.writeNumberProperty("startNanos", info.startNanos());
          json.writeNumberProperty("endNanos", info.endNanos());
          json.writeBooleanProperty("truncated", info.truncated());
          json.writeStringProperty(
              "sensitivity", info.sensitivity().name().toLowerCase(Locale.ROOT));
          json.writeNumberProperty("bytes", info.sizeBytes());
          json.writeStringProperty("sha256", info.sha256());
        });
  }

  /// A coverage line of a spool's index.
  public static byte[] coverageLine(Coverage coverage) {
    return write(
        json -> {
          json.writeName("coverage");
          coverageObject(json, coverage);
        });
  }

  /// The first line of a spool's index: the steps that are going to run. What no later line tells of was not reached.
  public static byte[] planLine(List<String> steps) {
    return write(
        json -> {
          json.writeArrayPropertyStart("plan");
          steps.forEach(json::writeString);
          json.writeEndArray();
        });
  }

  /// A clock line of a spool's index.
  public static byte[] clockLine(ClockFit clock) {
    return write(
        json -> {
          json.writeName("clock");
          clockObject(json, clock);
        });
  }

  private static void clockObject(JsonGenerator json, ClockFit clock) {
    json.writeStartObject();
    json.writeStringProperty("source", clock.source());
    json.writeNumberProperty("offsetNanos", clock.offsetNanos());
    json.writeNumberProperty("boundNanos", clock.boundNanos());
    json.writeEndObject();
  }

  private static void coverageObject(JsonGenerator json, Coverage coverage) {
    json.writeStartObject();
    json.writeStringProperty("step", coverage.step());
    json.writeStringProperty("state", coverage.state().word());
    if (!coverage.why().isEmpty()) {
      json.writeStringProperty("why", coverage.why());
    }
    json.writeEndObject();
  }

  private static byte[] write(Consumer<JsonGenerator> body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      body.accept(json);
      json.writeEndObject();
    }
    out.write('\n');
    return out.toByteArray();
  }

  static CaptureFacts facts(JsonTree json) {
    return new CaptureFacts(
        (int) Math.min(Integer.MAX_VALUE, json.number("formatVersion").orElse(0)),
        json.text("tool"),
        json.text("host"),
        json.optionalText("bootId"),
        json.text("mode"),
        json.text("target"),
        json.number("pid"),
        json.optionalText("unit"),
        json.number("uid"),
        json.number("startedEpochMillis").orElse(0),
        json.flag("sealed"),
        json.objects("clocks").stream().map(CaptureJson::clock).toList(),
        coverages(json.objects("coverage")));
  }

  static ClockFit clock(JsonTree json) {
    return new ClockFit(
        json.text("source"),
        json.number("offsetNanos").orElse(0),
        json.number("boundNanos").orElse(Long.MAX_VALUE));
  }

  static List<Coverage> coverages(List<JsonTree> list) {
    List<Coverage> all = new ArrayList<>();
    list.forEach(json -> coverage(json).ifPresent(all::add));
    return all;
  }

  static Optional<Coverage> coverage(JsonTree json) {
    return Arrays.stream(Coverage.State.values())
        .filter(state -> state.word().equals(json.text("state")))
        .findFirst()
        .map(state -> new Coverage(json.text("step"), state, json.text("why")));
  }

  static EntryInfo entry(JsonTree json) {
    Sensitivity sensitivity =
        Arrays.stream(Sensitivity.values())
            .filter(s -> s.name().equalsIgnoreCase(json.text("sensitivity")))
            .findFirst()
            .orElse(Sensitivity.SECRET);
    return new EntryInfo(
        json.text("name"),
        json.text("step"),
        json.texts("argv"),
        json.number("exit").isPresent()
            ? OptionalInt.of((int) json.number("exit").getAsLong())
            : OptionalInt.empty(),
        json.number("startNanos").orElse(0),
        json.number("endNanos").orElse(0),
        json.flag("truncated"),
        sensitivity,
        json.number("bytes").orElse(0),
        json.text("sha256"));
  }
}
