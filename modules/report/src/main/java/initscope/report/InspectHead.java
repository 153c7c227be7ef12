package initscope.report;

import initscope.diagnosis.Sentences;
import initscope.layout.Sizes;
import initscope.model.Display;
import initscope.model.binary.BinaryFacts;
import initscope.model.binary.GoModule;
import initscope.model.binary.LinkFacts;
import initscope.model.binary.Part;
import initscope.model.binary.RelocationCounts;
import initscope.model.finding.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// The first lines about an executable: how it was built and linked.
final class InspectHead {
  private static final int NAME_WIDTH = 12;

  private final BinaryFacts facts;
  private final Locale locale;
  private final List<String> lines = new ArrayList<>();

  private InspectHead(BinaryFacts facts, Locale locale) {
    this.facts = facts;
    this.locale = locale;
  }

  /// The lines.
  static List<String> of(BinaryFacts facts, Locale locale) {
    InspectHead head = new InspectHead(facts, locale);
    head.go();
    head.link(facts.link());
    return List.copyOf(head.lines);
  }

  private String say(String key, String... arguments) {
    return Sentences.render(new Sentence(key, List.of(arguments)), locale);
  }

  private void line(String key, String text) {
    lines.add(key + " ".repeat(Math.max(1, NAME_WIDTH - key.length())) + " " + Display.safe(text));
  }

  private void go() {
    var go = facts.go();
    line("goVersion", go.goVersion());
    go.modulePath().ifPresent(path -> line("path", path));
    facts.mainModule().ifPresent(module -> line("module", module(module)));
    line("machine", go.machine());
    line("buildMode", facts.buildMode());
    String setting = go.cgo().map(on -> on ? "CGO_ENABLED=1" : "CGO_ENABLED=0").orElse("-");
    String linked =
        facts
            .link()
            .cgo()
            .map(in -> in ? "inspect.cgo.linked" : "inspect.cgo.not-linked")
            .orElse("inspect.cgo.not-known");
    line("cgo", setting + ", " + say(linked));
    String debug = go.dwarf() ? "inspect.symbols.dwarf" : "inspect.symbols.no-dwarf";
    line("symbols", say(go.stripped() ? "inspect.symbols.stripped" : debug));
    go.buildId().ifPresent(id -> line("buildId", id));
    List<String> settings = new ArrayList<>();
    new TreeMap<>(go.settings()).forEach((key, value) -> settings.add(key + "=" + value));
    line("settings", String.join("  ", settings));
  }

  /// A module on one line.
  static String module(GoModule module) {
    String own = Display.safe(module.path() + " " + module.version()).strip();
    String sum = module.sum().isEmpty() ? "" : " " + Display.safe(module.sum());
    return own + sum + module.replacedBy().map(by -> " => " + module(by)).orElse("");
  }

  private void link(LinkFacts link) {
    line(
        "linking",
        link.interpreter()
            .map(path -> say("inspect.link.dynamic", path))
            .orElse(say("inspect.link.static")));
    if (!link.needed().isEmpty()) {
      line("needed", String.join(", ", link.needed()));
    }
    link.glibc().ifPresent(version -> line("glibc", say("inspect.link.glibc", version)));
    line("relocations", relocations(link.relocations()));
    if (link.bindNow()) {
      line("binding", "BIND_NOW");
    }
    List<String> parts = new ArrayList<>();
    for (Part part : Part.values()) {
      parts.add(part.word() + " " + Sizes.of(link.parts().getOrDefault(part, 0L)));
    }
    line("size", Sizes.of(link.fileBytes()) + ": " + String.join(", ", parts));
  }

  private String relocations(RelocationCounts counts) {
    if (counts.total() == 0) {
      return say("inspect.relocations.none");
    }
    List<String> kinds = new ArrayList<>();
    counts.byKind().forEach((kind, count) -> kinds.add(kind + " " + count));
    if (counts.packed() > 0) {
      kinds.add("RELR " + counts.packed());
    }
    String whole = counts.whole() ? "" : ", " + say("inspect.relocations.cut");
    String counted =
        counts.counted() ? "inspect.relocations.counted" : "inspect.relocations.uncounted";
    return String.join(", ", kinds) + " (" + say(counted) + ")" + whole;
  }
}
