package initscope.report;

import initscope.diagnosis.Sentences;
import initscope.model.ClockFit;
import initscope.model.Coverage;
import initscope.model.EvidenceRef;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.InputFile;
import initscope.model.Problem;
import initscope.model.finding.Because;
import initscope.model.finding.Diagnosis;
import initscope.model.finding.Finding;
import initscope.model.finding.Subject;
import initscope.model.go.GoRuntime;
import initscope.model.go.InitTask;
import initscope.model.go.PackageImport;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// A diagnosis as {@code initscope.analysis/1}. Keys are stable: new ones may be added, none changes its meaning, and one whose value
/// is not known is absent, never null. The language concerns {@code title}, {@code text} and {@code next} only.
public final class AnalysisJson {
  /// The schema's name, with its version.
  public static final String SCHEMA = "initscope.analysis/1";

  private final JsonGenerator json;
  private final Locale locale;

  private AnalysisJson(JsonGenerator json, Locale locale) {
    this.json = json;
    this.locale = locale;
  }

  /// The whole document, indented, ended by a line feed.
  public static String write(
      Incident incident, Diagnosis diagnosis, String toolVersion, Locale locale) {
    StringWriter out = new StringWriter();
    JsonFactory factory = JsonFactory.builder().characterEscapes(new SafeEscapes()).build();
    try (JsonGenerator json = factory.createGenerator(new Indented(), out)) {
      new AnalysisJson(json, locale).document(incident, diagnosis, toolVersion);
    }
    return out.append('\n').toString();
  }

  private void document(Incident incident, Diagnosis diagnosis, String toolVersion) {
    json.writeStartObject();
    json.writeStringProperty("schema", SCHEMA);
    json.writeObjectPropertyStart("tool");
    json.writeStringProperty("name", "initscope");
    json.writeStringProperty("version", toolVersion);
    json.writeEndObject();
    json.writeArrayPropertyStart("inputs");
    incident.inputs().forEach(this::input);
    json.writeEndArray();
    json.writeArrayPropertyStart("coverage");
    incident.coverage().forEach(this::coverage);
    json.writeEndArray();
    json.writeArrayPropertyStart("clocks");
    incident.clocks().forEach(this::clock);
    json.writeEndArray();
    json.writeObjectPropertyStart("verdict");
    finding(diagnosis.verdict());
    json.writeEndObject();
    json.writeArrayPropertyStart("findings");
    for (Finding finding : diagnosis.findings()) {
      json.writeStartObject();
      finding(finding);
      json.writeEndObject();
    }
    json.writeEndArray();
    ProcessJson.write(json, incident);
    inits(incident);
    imports(incident, diagnosis);
    incident.timeLapse().ifPresent(lapse -> TimeLapseJson.write(json, lapse));
    incident.start().cold().ifPresent(start -> ColdStartJson.write(json, start));
    GoTraceJson.write(json, incident.goTraces());
    PerfJson.write(json, incident.perf());
    ProfilesJson.write(json, incident);
    BootJson.write(json, incident.start().boot(), incident.unit().flatMap(u -> u.get("Id")));
    json.writeEndObject();
  }

  private void input(InputFile input) {
    json.writeStartObject();
    json.writeStringProperty("path", input.path());
    json.writeStringProperty("format", input.format());
    json.writeNumberProperty("bytes", input.sizeBytes());
    text(json, "goVersion", input.goVersion());
    json.writeArrayPropertyStart("warnings");
    for (Problem problem : input.warnings()) {
      json.writeStartObject();
      json.writeStringProperty("id", problem.id());
      json.writeStringProperty("effect", problem.effect().name().toLowerCase(Locale.ROOT));
      json.writeNumberProperty("offset", problem.offset());
      json.writeStringProperty("quote", problem.quote());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void coverage(Coverage coverage) {
    json.writeStartObject();
    json.writeStringProperty("step", coverage.step());
    json.writeStringProperty("state", coverage.state().word());
    text(json, "why", Optional.of(coverage.why()).filter(w -> !w.isEmpty()));
    json.writeEndObject();
  }

  private void clock(ClockFit clock) {
    json.writeStartObject();
    json.writeStringProperty("source", clock.source());
    json.writeNumberProperty("offsetNanos", clock.offsetNanos());
    json.writeNumberProperty("boundNanos", clock.boundNanos());
    json.writeEndObject();
  }

  private void finding(Finding finding) {
    json.writeStringProperty("rule", finding.rule());
    json.writeStringProperty("title", Sentences.render(finding.title(), locale));
    json.writeStringProperty("confidence", finding.confidence().word());
    subject(finding.subject());
    json.writeArrayPropertyStart("because");
    for (Because because : finding.because()) {
      json.writeStartObject();
      json.writeStringProperty("text", Sentences.render(because.text(), locale));
      json.writeName("evidence");
      evidence(because.evidence());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("evidence");
    finding.evidence().forEach(this::evidence);
    json.writeEndArray();
    text(json, "next", finding.next().map(n -> Sentences.render(n, locale)));
  }

  private void subject(Subject subject) {
    text(json, "package", subject.packagePath());
    text(json, "initFunction", subject.initFunction());
    text(json, "file", subject.file());
    number(json, "line", subject.line());
    text(json, "waitReason", subject.waitReason());
    number(json, "waitNanos", subject.waitNanos());
    number(json, "goroutine", subject.goroutine());
    number(json, "tid", subject.tid());
  }

  private void evidence(EvidenceRef place) {
    json.writeStartObject();
    json.writeStringProperty("entry", place.entry());
    number(json, "offset", place.offset());
    number(json, "line", place.line());
    json.writeStringProperty("quote", place.quote());
    json.writeEndObject();
  }

  /// The way to the package of the verdict, as its sentence tells it; else what calls show.
  private void imports(Incident incident, Diagnosis diagnosis) {
    List<PackageImport> calls = incident.go().map(GoRuntime::imports).orElse(List.of());
    Optional<String> stuck = diagnosis.verdict().subject().packagePath();
    List<PackageImport> way = stuck.map(incident::importsTo).orElse(List.of());
    List<PackageImport> imports = way.isEmpty() ? calls : way;
    if (imports.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("imports");
    for (PackageImport step : imports) {
      json.writeStartObject();
      json.writeStringProperty("importer", step.importer());
      json.writeStringProperty("imported", step.imported());
      text(json, "function", step.at().map(Frame::function));
      text(json, "file", step.at().flatMap(Frame::file));
      number(json, "line", step.at().map(Frame::line).orElse(OptionalInt.empty()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void inits(Incident incident) {
    List<InitTask> inits = incident.inits();
    if (inits.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("inits");
    for (InitTask init : inits) {
      json.writeStartObject();
      number(json, "order", init.order());
      json.writeStringProperty("package", init.packagePath());
      json.writeStringProperty("state", init.state().word());
      if (init.wallNanos().isPresent() || init.startNanos().isPresent()) {
        number(json, "startNanos", init.startNanos());
        number(json, "wallNanos", init.wallNanos());
        json.writeStringProperty("source", "inittrace");
      } else {
        incident.timeLapse().ifPresent(l -> TimeLapseJson.times(json, l, init.packagePath()));
      }
      number(json, "bytes", init.bytes());
      number(json, "allocations", init.allocations());
      text(json, "plugin", init.plugin());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void text(JsonGenerator json, String key, Optional<String> value) {
    value.ifPresent(v -> json.writeStringProperty(key, v));
  }

  static void number(JsonGenerator json, String key, OptionalLong value) {
    value.ifPresent(v -> json.writeNumberProperty(key, v));
  }

  static void number(JsonGenerator json, String key, OptionalInt value) {
    value.ifPresent(v -> json.writeNumberProperty(key, v));
  }

  /// Two blanks, line feeds.
  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter();
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }
}
