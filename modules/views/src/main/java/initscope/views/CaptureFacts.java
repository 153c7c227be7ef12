package initscope.views;

import initscope.layout.Durations;
import initscope.layout.GoThreadText;
import initscope.model.Incident;
import initscope.model.go.GoBinary;
import initscope.model.go.GoRuntime;
import initscope.model.host.HostFacts;
import initscope.model.host.ProcessFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was captured, in pairs of a name and host text not yet safe.
final class CaptureFacts {
  private CaptureFacts() {}

  static List<String[]> of(Incident incident, Texts texts) {
    List<String[]> rows = new ArrayList<>();
    HostFacts host = incident.host();
    put(rows, texts, "fact.host", host.hostname());
    put(rows, texts, "fact.os", host.osName());
    put(rows, texts, "fact.kernel", host.kernelRelease());
    put(rows, texts, "fact.selinux", host.selinux());
    put(rows, texts, "fact.unit", incident.unit().flatMap(u -> u.get("Id")));
    put(
        rows,
        texts,
        "fact.process",
        incident.process().map(p -> p.pid() + " " + p.executable().orElse("")));
    put(rows, texts, "fact.go", incident.go().map(g -> go(g, texts)));
    put(
        rows,
        texts,
        "fact.processors",
        incident.go().flatMap(g -> GoThreadText.processors(g, texts.words())));
    incident
        .process()
        .map(ProcessFacts::ageNanos)
        .filter(a -> a.isPresent())
        .ifPresent(
            a ->
                put(
                    rows,
                    texts,
                    "fact.seen",
                    Optional.of(texts.say("fact.seen.after", Durations.of(a.getAsLong())))));
    incident
        .clocks()
        .forEach(
            c ->
                put(
                    rows,
                    texts,
                    "fact.clock",
                    Optional.of(c.source() + " ± " + Durations.of(c.boundNanos()))));
    return rows;
  }

  private static void put(List<String[]> rows, Texts texts, String key, Optional<String> value) {
    value
        .filter(v -> !v.isBlank())
        .ifPresent(v -> rows.add(new String[] {texts.say(key), v.strip()}));
  }

  private static String go(GoRuntime go, Texts texts) {
    GoBinary binary = go.binary();
    List<String> words = new ArrayList<>();
    words.add(binary.goVersion());
    words.add(texts.say(binary.stripped() ? "fact.stripped" : "fact.symbols"));
    words.add(binary.pie() ? "pie" : "exe");
    binary.cgo().ifPresent(c -> words.add(c ? "cgo" : texts.say("fact.nocgo")));
    return String.join(", ", words);
  }

  /// The one line above every view.
  static String line(Incident incident) {
    List<String> words = new ArrayList<>();
    incident.process().ifPresent(p -> words.add("pid " + p.pid()));
    incident.go().filter(g -> g.binary().isGo()).ifPresent(g -> words.add(g.binary().goVersion()));
    incident.host().osName().ifPresent(words::add);
    incident.host().kernelRelease().ifPresent(words::add);
    return String.join("  ·  ", words);
  }
}
