package initscope.cli;

import initscope.model.Display;
import initscope.model.Failure;
import initscope.model.go.GoBinary;
import initscope.verbs.Inspect;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.ObjectMapper;

/// {@code initscope inspect}.
final class InspectVerb implements Verb {
  @Override
  public CommandSpec spec() {
    return Options.verb(
            "inspect",
            "A Go binary from outside: version, build mode, cgo, stripped, build settings.")
        .addPositional(Options.word(0, "BINARY", "an ELF file", true))
        .addOption(Options.flag("--json", "print as JSON"));
  }

  @Override
  public int run(ParseResult words, Console console) throws Failure {
    GoBinary binary = Inspect.run(Path.of(words.matchedPositionalValue(0, "")));
    Map<String, Object> facts = facts(binary);
    if (words.hasMatchedOption("--json")) {
      console.result(new ObjectMapper().writeValueAsString(facts));
    } else {
      facts.forEach(
          (key, value) ->
              console.result("%-12s %s".formatted(key, Display.safe(value.toString()))));
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
