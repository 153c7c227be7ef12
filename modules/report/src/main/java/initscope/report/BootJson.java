package initscope.report;

import initscope.model.boot.BlameLine;
import initscope.model.boot.Boot;
import initscope.model.boot.BootGraph;
import initscope.model.boot.BootStage;
import initscope.model.boot.BootTimes;
import initscope.model.boot.BootUnit;
import initscope.model.boot.CriticalPath;
import initscope.model.boot.PathStep;
import initscope.model.boot.ReadyMark;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/// {@code boot} of {@code initscope.analysis/1}. Times that end in {@code AtNanos} count from the kernel's start.
final class BootJson {
  private final JsonGenerator json;

  private BootJson(JsonGenerator json) {
    this.json = json;
  }

  /// Writes it where there is one.
  ///
  /// @param unit whose critical path is told; the boot's own target where it is empty
  static void write(JsonGenerator json, Optional<Boot> boot, Optional<String> unit) {
    boot.ifPresent(b -> new BootJson(json).boot(b, unit));
  }

  private void boot(Boot boot, Optional<String> unit) {
    json.writeObjectPropertyStart("boot");
    if (!boot.managerVersion().isEmpty()) {
      json.writeStringProperty("systemd", boot.managerVersion());
    }
    times(boot.times());
    json.writeArrayPropertyStart("stages");
    boot.stages().forEach(this::stage);
    json.writeEndArray();
    json.writeArrayPropertyStart("units");
    boot.units().stream().filter(u -> u.inactiveExitNanos().isPresent()).forEach(this::unit);
    blamed(boot);
    json.writeEndArray();
    json.writeArrayPropertyStart("ready");
    boot.ready().forEach(this::ready);
    json.writeEndArray();
    BootGraph graph = BootGraph.of(boot);
    unit.filter(name -> graph.pathTo(name).isPresent())
        .or(graph::defaultTarget)
        .flatMap(graph::pathTo)
        .ifPresent(this::path);
    json.writeEndObject();
  }

  private void times(BootTimes times) {
    number("firmwareNanos", times.firmwareNanos());
    number("loaderNanos", times.loaderNanos());
    if (times.kernelNanos().orElse(0) > 0) { // a container, or a chain alone, has none
      number("kernelNanos", times.kernelNanos());
    }
    number("initrdNanos", times.initrdNanos());
    number("userspaceNanos", times.userspaceNanos());
    number("userspaceAtNanos", times.userspaceAtNanos());
    number("finishAtNanos", times.finishAtNanos());
  }

  private void number(String key, OptionalLong value) {
    value.ifPresent(v -> json.writeNumberProperty(key, v));
  }

  private void text(String key, String value) {
    if (!value.isEmpty()) {
      json.writeStringProperty(key, value);
    }
  }

  private void stage(BootStage stage) {
    json.writeStartObject();
    json.writeStringProperty("name", stage.name());
    json.writeNumberProperty("beginAtNanos", stage.beginNanos());
    json.writeNumberProperty("endAtNanos", stage.endNanos());
    json.writeEndObject();
  }

  private void unit(BootUnit unit) {
    json.writeStartObject();
    json.writeStringProperty("name", unit.name());
    text("type", unit.type());
    text("state", unit.activeState());
    number("startedAtNanos", unit.inactiveExitNanos());
    number("activatingNanos", unit.activatingNanos());
    number("activatedAtNanos", unit.activeEnterNanos());
    number("mainStartedAtNanos", unit.mainStartNanos());
    number("restarts", unit.restarts());
    text("result", unit.result());
    json.writeEndObject();
  }

  /// Units of which only blame tells.
  private void blamed(Boot boot) {
    Set<String> known = boot.units().stream().map(BootUnit::name).collect(Collectors.toSet());
    for (BlameLine line : boot.words().blame()) {
      if (known.add(line.name())) {
        json.writeStartObject();
        json.writeStringProperty("name", line.name());
        json.writeNumberProperty("activatingNanos", line.nanos());
        json.writeEndObject();
      }
    }
  }

  private void ready(ReadyMark mark) {
    json.writeStartObject();
    json.writeStringProperty("unit", mark.unit());
    json.writeStringProperty("sign", word(mark.sign()));
    json.writeStringProperty("source", word(mark.source()));
    json.writeNumberProperty("atNanos", mark.atNanos());
    json.writeEndObject();
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void path(CriticalPath path) {
    json.writeObjectPropertyStart("criticalPath");
    json.writeStringProperty("target", path.target());
    json.writeNumberProperty("beginAtNanos", path.beginNanos());
    json.writeNumberProperty("endAtNanos", path.endNanos());
    json.writeArrayPropertyStart("steps");
    for (PathStep step : path.steps()) {
      json.writeStartObject();
      json.writeStringProperty("unit", step.unit());
      json.writeNumberProperty("gapNanos", step.gapNanos());
      json.writeStringProperty("gap", step.gap().name().toLowerCase(Locale.ROOT));
      json.writeNumberProperty("startedAtNanos", step.startNanos());
      json.writeNumberProperty("takesNanos", step.takesNanos());
      json.writeNumberProperty("predictedGainNanos", step.gainNanos());
      json.writeNumberProperty("predictedGainUnorderedNanos", step.unorderedGainNanos());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectPropertyStart("slackNanos");
    path.slackNanos().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(e -> json.writeNumberProperty(e.getKey(), e.getValue()));
    json.writeEndObject();
    json.writeEndObject();
  }
}
