package initscope.diagnosis;

import initscope.model.Coverage;
import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.finding.Because;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import initscope.model.finding.Subject;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.host.ProcessFacts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The honest rest: what is missing, why, and which step would tell.
final class NotKnown {
  static final String RULE = "evidence.not-enough";

  private static final int MOST_SOCKETS = 4;
  private static final List<String> DENIALS =
      List.of("Permission denied", "Operation not permitted");

  /// What only a run that is watched from its beginning gives.
  private static final Set<Need> ASKED_FOR =
      Set.of(
          Need.INIT_TIMES, Need.TIME_LAPSE, Need.GO_TRACE, Need.PERF, Need.BOOT, Need.UNIT_FILES);

  private NotKnown() {}

  /// @param missing needs of rules that could not be asked
  /// @param asides what is known nevertheless
  static Finding of(Scene scene, Set<Need> missing, List<Finding> asides) {
    Incident incident = scene.incident();
    Chain chain = new Chain();
    boolean onlyTrace = variant(scene, missing).equals("trace");
    asides.stream()
        .filter(f -> onlyTrace && f.rule().equals(TraceRules.LATE))
        .forEach(f -> facts(f, chain));
    for (Need need : Need.values()) {
      if (!onlyTrace && missing.contains(need) && !ASKED_FOR.contains(need)) {
        chain.add(
            place(incident, need),
            "because.missing."
                + need.name().toLowerCase(java.util.Locale.ROOT)
                + (need.lost(incident).isPresent() ? "" : ".absent"),
            need.lost(incident).map(NotKnown::words).orElse(""));
      }
    }
    incident.go().flatMap(GoRuntime::refusal).ifPresent(r -> refusal(incident, r, chain));
    scene
        .runningInits()
        .forEach(
            i ->
                chain.add(i.evidence().stream().findFirst(), "because.init.task", i.packagePath()));
    scene.mainGoroutine().ifPresent(g -> main(g, chain));
    asides.stream().filter(f -> f.rule().startsWith("thread")).forEach(f -> facts(f, chain));
    Sockets.connecting(incident).stream()
        .limit(MOST_SOCKETS)
        .forEach(held -> Sockets.link(incident, held, chain));
    String pid = incident.process().map(ProcessRules::pid).orElse("?");
    return new Finding(
        RULE,
        Confidence.NOT_KNOWN,
        Sentence.of(RULE + "." + variant(scene, missing), pid, user(incident)),
        Subject.NONE,
        chain.links(),
        chain.evidence(),
        Optional.of(next(incident, missing)));
  }

  private static void refusal(Incident incident, String refusal, Chain chain) {
    chain.add(refused(incident, refusal), "because.xray.refused", refusal);
    if (refusal.startsWith("pclntab.magic:")) {
      chain.add(refused(incident, refusal), "because.xray.pclntab");
    }
  }

  /// A process that has ended cannot be captured again; its executable may be what is missing.
  static Sentence next(Incident incident, Set<Need> missing) {
    if (!missing.contains(Need.GOROUTINES)) {
      return Sentence.of("next.again");
    }
    if (denied(incident)) {
      String user = user(incident);
      return user.equals("0") ? Sentence.of("next.rights.root") : Sentence.of("next.rights", user);
    }
    if (incident.process().isEmpty() && !incident.goTraces().isEmpty()) {
      return Sentence.of(TraceRules.LATE + ".next");
    }
    boolean core = incident.inputs().stream().anyMatch(input -> input.format().equals("core"));
    if (core) {
      return Sentence.of(
          "next.binary", incident.process().flatMap(ProcessFacts::executable).orElse("?"));
    }
    boolean refused = incident.go().flatMap(GoRuntime::refusal).isPresent();
    return Sentence.of(refused ? "next.refused" : "next.goroutines");
  }

  /// Whether the login lacks the right to read the process.
  private static boolean denied(Incident incident) {
    return Need.GOROUTINES
        .lost(incident)
        .filter(c -> c.state() == Coverage.State.REFUSED)
        .filter(c -> Stacks.startsWithAny(c.why(), DENIALS))
        .isPresent();
  }

  /// The user the process runs as.
  private static String user(Incident incident) {
    OptionalLong id =
        incident
            .process()
            .flatMap(ProcessFacts::status)
            .map(s -> s.number("Uid"))
            .orElse(OptionalLong.empty());
    return id.isPresent() ? Long.toString(id.getAsLong()) : "?";
  }

  private static String variant(Scene scene, Set<Need> missing) {
    if (!missing.contains(Need.GOROUTINES)) {
      return scene.runningInits().size() > 1 ? "several" : "stack";
    }
    if (scene.incident().process().isEmpty() && scene.incident().threads().isEmpty()) {
      return scene.incident().goTraces().isEmpty() ? "nothing" : "trace";
    }
    if (denied(scene.incident())) {
      return "rights";
    }
    if (scene.incident().go().flatMap(GoRuntime::refusal).isPresent()) {
      return "refused";
    }
    return missing.contains(Need.THREADS) ? "process" : "threads";
  }

  private static void main(Goroutine g, Chain chain) {
    chain.add(
        Places.goroutine(g),
        "because.main.elsewhere",
        g.waitReason().orElse(g.status()),
        g.frames().isEmpty() ? "?" : g.frames().getFirst().function());
  }

  private static void facts(Finding f, Chain chain) {
    for (Because link : f.because()) {
      chain.add(
          Optional.of(link.evidence()),
          link.text().key(),
          link.text().arguments().toArray(String[]::new));
    }
  }

  private static String words(Coverage coverage) {
    return coverage.why().isEmpty()
        ? coverage.step() + " " + coverage.state().word()
        : coverage.step() + ": " + coverage.why();
  }

  private static Optional<EvidenceRef> refused(Incident incident, String refusal) {
    return Places.source(incident, "xray.memory")
        .or(() -> Optional.of(EvidenceRef.whole("raw/xray/memory.sparse", refusal)));
  }

  /// What a capture did not get is told by its own list; another input simply does not have it.
  private static Optional<EvidenceRef> place(Incident incident, Need need) {
    if (!incident.coverage().isEmpty()) {
      return Optional.of(
          EvidenceRef.whole(
              "capture.json", need.lost(incident).map(NotKnown::words).orElse(need.step())));
    }
    return incident.inputs().stream().findFirst().map(i -> EvidenceRef.whole(i.path(), i.format()));
  }
}
