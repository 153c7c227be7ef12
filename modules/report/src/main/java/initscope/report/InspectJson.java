package initscope.report;

import initscope.diagnosis.Sentences;
import initscope.diagnosis.binary.Advice;
import initscope.diagnosis.binary.BinaryAdvice;
import initscope.diagnosis.binary.SlowInit;
import initscope.model.Frame;
import initscope.model.Problem;
import initscope.model.binary.BinaryFacts;
import initscope.model.binary.GoModule;
import initscope.model.binary.InitReach;
import initscope.model.binary.LinkFacts;
import initscope.model.binary.PackageInit;
import initscope.model.binary.Part;
import initscope.model.go.GoBinary;
import initscope.model.go.PackageImport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// An executable's facts as JSON: {@code initscope.inspect/1}. Keys are stable; a later release may add some.
public final class InspectJson {
  /// The schema's name.
  public static final String SCHEMA = "initscope.inspect/1";

  private InspectJson() {}

  /// All that was read of a file, as one object on one line.
  ///
  /// @param file as the user named it
  /// @param locale language of the sentences of advice
  public static String write(
      String file, BinaryFacts facts, List<Problem> problems, Locale locale) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schema", SCHEMA);
    json.put("file", file);
    go(facts, json);
    modules(facts, json);
    link(facts.link(), json);
    inits(facts, json);
    slow(facts.reach(), SlowInit.of(facts.reach()), json);
    embedded(facts, json);
    json.put("advice", BinaryAdvice.of(facts).stream().map(a -> advice(a, locale)).toList());
    json.put("problems", problems.stream().map(InspectJson::problem).toList());
    return PlainJson.line(json);
  }

  private static void go(BinaryFacts facts, Map<String, Object> json) {
    GoBinary go = facts.go();
    json.put("goVersion", go.goVersion());
    go.modulePath().ifPresent(path -> json.put("path", path));
    json.put("machine", go.machine());
    json.put("buildMode", facts.buildMode());
    json.put("dynamic", go.dynamic());
    go.cgo().ifPresent(cgo -> json.put("cgo", cgo));
    facts.link().cgo().ifPresent(cgo -> json.put("cgoLinked", cgo));
    json.put("stripped", go.stripped());
    json.put("dwarf", go.dwarf());
    go.buildId().ifPresent(id -> json.put("buildId", id));
    json.put("settings", new TreeMap<>(go.settings()));
  }

  private static void modules(BinaryFacts facts, Map<String, Object> json) {
    facts.mainModule().ifPresent(module -> json.put("mainModule", module(module)));
    json.put("modules", facts.modules().stream().map(InspectJson::module).toList());
  }

  /// A module as JSON.
  static Map<String, Object> module(GoModule module) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("path", module.path());
    json.put("version", module.version());
    if (!module.sum().isEmpty()) {
      json.put("sum", module.sum());
    }
    module.replacedBy().ifPresent(by -> json.put("replacedBy", module(by)));
    return json;
  }

  private static void link(LinkFacts link, Map<String, Object> json) {
    json.put("fileBytes", link.fileBytes());
    link.interpreter().ifPresent(path -> json.put("interpreter", path));
    json.put("needed", link.needed());
    link.glibc().ifPresent(version -> json.put("glibc", version));
    Map<String, Object> relocations = new LinkedHashMap<>();
    relocations.put("total", link.relocations().total());
    relocations.put("relative", link.relocations().relative());
    relocations.put("relr", link.relocations().packed());
    relocations.put("symbolic", link.relocations().symbolic());
    relocations.put("byKind", link.relocations().byKind());
    relocations.put("relaCount", link.relocations().counted());
    relocations.put("whole", link.relocations().whole());
    json.put("relocations", relocations);
    json.put("bindNow", link.bindNow());
    Map<String, Object> parts = new LinkedHashMap<>();
    for (Part part : Part.values()) {
      parts.put(part.word(), link.parts().getOrDefault(part, 0L));
    }
    json.put("parts", parts);
    json.put(
        "sections",
        link.sections().stream()
            .map(s -> Map.of("name", s.name(), "bytes", s.bytes(), "inFile", s.inFile()))
            .map(TreeMap::new)
            .toList());
  }

  private static void inits(BinaryFacts facts, Map<String, Object> json) {
    facts.inits().refusal().ifPresent(why -> json.put("initsRefusal", why));
    json.put("runtimeInits", facts.inits().runtimeFirst());
    json.put("importsLooked", facts.inits().ways());
    json.put("inits", facts.inits().packages().stream().map(InspectJson::init).toList());
  }

  private static Map<String, Object> init(PackageInit init) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("order", init.order());
    json.put("package", init.packagePath());
    json.put("functions", frames(init.functions()));
    json.put("imports", init.imports().stream().map(InspectJson::imported).toList());
    return json;
  }

  private static Map<String, Object> imported(PackageImport step) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("importer", step.importer());
    json.put("imported", step.imported());
    step.at().ifPresent(at -> json.put("at", frame(at)));
    return json;
  }

  private static List<Map<String, Object>> frames(List<Frame> frames) {
    return frames.stream().map(InspectJson::frame).toList();
  }

  private static Map<String, Object> frame(Frame frame) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("function", frame.function());
    frame.file().ifPresent(file -> json.put("file", file));
    frame.line().ifPresent(line -> json.put("line", line));
    return json;
  }

  private static void slow(InitReach reach, List<SlowInit> slow, Map<String, Object> json) {
    json.put("slow", slow.stream().map(InspectJson::slow).toList());
    Map<String, Object> looked = new LinkedHashMap<>();
    looked.put("looked", reach.looked());
    looked.put("functions", reach.functions());
    looked.put("partly", reach.partly());
    looked.put("cut", reach.cut());
    looked.put("indirectCalls", "not followed");
    json.put("slowSearch", looked);
  }

  /// A finding as JSON.
  static Map<String, Object> slow(SlowInit slow) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", "init.slow." + slow.work().word());
    json.put("confidence", "possible");
    json.put("package", slow.packagePath());
    json.put("initFunction", slow.initFunction());
    json.put("callees", slow.callees());
    json.put("sites", slow.sites());
    json.put("chain", frames(slow.chain()));
    return json;
  }

  private static void embedded(BinaryFacts facts, Map<String, Object> json) {
    json.put(
        "embedded",
        facts.embedded().stream()
            .map(f -> Map.<String, Object>of("name", f.name(), "bytes", f.bytes()))
            .map(TreeMap::new)
            .toList());
  }

  private static Map<String, Object> advice(Advice advice, Locale locale) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", advice.rule());
    json.put("what", Sentences.render(advice.what(), locale));
    json.put("condition", Sentences.render(advice.condition(), locale));
    json.put("effect", Sentences.render(advice.effect(), locale));
    return json;
  }

  private static Map<String, Object> problem(Problem problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", problem.id());
    json.put("offset", problem.offset());
    json.put("quote", problem.quote());
    return json;
  }
}
