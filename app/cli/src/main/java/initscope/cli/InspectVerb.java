package initscope.cli;

import initscope.model.Display;
import initscope.model.Failure;
import initscope.model.go.GoBinary;
import initscope.report.PlainJson;
import initscope.verbs.Inspect;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// {@code initscope inspect}.
final class InspectVerb implements Verb {
  @Override
  public Syntax syntax() {
    return Syntax.verb(
            "inspect",
            "A Go binary from outside: version, build mode, cgo, stripped, build settings.")
        .word("BINARY", "an ELF file", true)
        .flag("--json", "print as JSON");
  }

  @Override
  public int run(Words words, Console console) throws Failure {
    GoBinary binary = Inspect.run(Path.of(words.positional(0)));
    Map<String, Object> facts = facts(binary);
    if (words.has("--json")) {
      console.result(PlainJson.line(facts));
    } else {
      facts.forEach(
          (key, value) ->
              console.result(Columns.left(key, 12) + " " + Display.safe(value.toString())));
    }
    return 0;
  }

  private static Map<String, Object> facts(GoBinary binary) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("goVersion", binary.goVersion());
    binary.modulePath().ifPresent(path -> facts.put("path", path));
    facts.put("machine", binary.machine());
    facts.put("buildMode", binary.pie() ? "pie" : "exe");
    facts.put("dynamic", binary.dynamic());
    binary.cgo().ifPresent(cgo -> facts.put("cgo", cgo));
    facts.put("stripped", binary.stripped());
    facts.put("dwarf", binary.dwarf());
    binary.buildId().ifPresent(id -> facts.put("buildId", id));
    facts.put("settings", new TreeMap<>(binary.settings()));
    return facts;
  }
}
