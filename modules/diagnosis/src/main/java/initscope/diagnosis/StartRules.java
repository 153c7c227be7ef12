package initscope.diagnosis;

import initscope.model.EvidenceRef;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import initscope.model.finding.Subject;
import initscope.model.go.TimeLapse;
import initscope.model.start.ColdStart;
import initscope.model.start.PhaseCounters;
import initscope.model.start.PhaseSeen;
import initscope.model.start.StartMark;
import initscope.model.start.StartMark.Kind;
import initscope.model.start.StartMark.Source;
import initscope.model.start.StartPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What the time of a start went to that was watched.
final class StartRules {
  static final String SLOW = "start.slow";

  /// A start that took less is told all the same, as what it is.
  static final String QUICK = "start.quick";

  private static final long QUICK_NANOS = 1_000_000_000L;
  private static final int CAUSE_PERCENT = 5;
  private static final int LEAST_LOOKS = 3;
  private static final int RAN_PERCENT = 80;
  private static final long KIB = 1024;

  private StartRules() {}

  /// Of one that got ready: the answer.
  static List<Finding> ready(Scene scene) {
    return scene.incident().start().cold().filter(ColdStart::finished).stream()
        .flatMap(start -> told(scene, start).stream())
        .toList();
  }

  /// Of one that did not: how the time until then is divided; what it hangs in is told by others.
  static List<Finding> unfinished(Scene scene) {
    return scene.incident().start().cold().filter(start -> !start.finished()).stream()
        .flatMap(start -> told(scene, start).stream())
        .toList();
  }

  private static Optional<Finding> told(Scene scene, ColdStart start) {
    List<StartPhase> causes = start.longest(CAUSE_PERCENT);
    if (causes.isEmpty()) {
      return Optional.empty();
    }
    StartPhase first = causes.getFirst();
    Optional<TimeLapse.Span> span = span(scene, first);
    StartDid did = StartDid.of(first, span, scene.incident().mounts());
    Chain chain = new Chain();
    for (StartPhase cause : causes) {
      cause(start, cause, chain);
      if (cause.equals(first)) {
        place(start, first).ifPresent(at -> did.links(first, at, chain));
      }
    }
    stamps(start, chain);
    boolean quick = start.finished() && start.totalNanos() < QUICK_NANOS;
    return Optional.of(
        new Finding(
            quick ? QUICK : SLOW,
            confidence(first, span),
            title(start, first, did),
            subject(first, span),
            chain.links(),
            chain.evidence(),
            next(first, did)));
  }

  private static Optional<EvidenceRef> place(ColdStart start, StartPhase phase) {
    return phase.evidence().or(start::evidence);
  }

  private static void cause(ColdStart start, StartPhase phase, Chain chain) {
    List<String> words = new ArrayList<>();
    words.add(Long.toString(phase.nanos()));
    words.add(Long.toString(phase.boundNanos()));
    words.add(Integer.toString(start.percent(phase)));
    words.add(phase.detail());
    words.add("start.source." + phase.source().word());
    chain.add(
        place(start, phase),
        StartSentences.key("because.start.", phase),
        words.toArray(String[]::new));
  }

  /// What stands beside the phases: how long the old process took, what came by which mark.
  private static void stamps(ColdStart start, Chain chain) {
    start
        .stopNanos()
        .ifPresent(
            nanos -> chain.add(start.evidence(), "because.start.stopped", Long.toString(nanos)));
    start
        .mark(Kind.RETRIED)
        .ifPresent(
            again -> {
              long asked =
                  start.mark(Kind.REQUESTED).map(StartMark::atNanos).orElse(again.atNanos());
              chain.add(
                  again.evidence().or(start::evidence),
                  "because.start.retried",
                  Long.toString(Math.max(0, start.startNanos() - asked)));
            });
    if (start.cacheBytes().isPresent()) {
      chain.add(
          start.evidence(),
          "because.start.cache",
          kib(start.cacheBytes()),
          kib(start.executableBytes()));
    }
    chain.add(
        start.mark(start.ready()).flatMap(m -> m.evidence()).or(start::evidence),
        "because.start.ready." + start.ready().word(),
        start.type().isEmpty() ? "?" : start.type(),
        start.mark(start.ready()).map(m -> m.detail()).orElse(""));
  }

  private static Sentence title(ColdStart start, StartPhase first, StartDid did) {
    String prefix = start.finished() ? "start.title." : "start.open.";
    String end = start.finished() && first.kind() == StartPhase.Kind.INIT ? did.suffix() : "";
    return Sentence.of(
        StartSentences.key(prefix, first) + end,
        start.unit(),
        Long.toString(first.nanos()),
        Long.toString(start.totalNanos()),
        first.detail(),
        did.about());
  }

  private static Optional<TimeLapse.Span> span(Scene scene, StartPhase phase) {
    return phase.kind() == StartPhase.Kind.INIT
        ? scene.incident().timeLapse().flatMap(lapse -> lapse.span(phase.detail()))
        : Optional.empty();
  }

  /// Certain where two sources agree within their bounds; possible where the bound is of the size of what it bounds, or nothing tells what it
  /// was.
  private static Confidence confidence(StartPhase phase, Optional<TimeLapse.Span> span) {
    if (phase.kind() == StartPhase.Kind.UNEXPLAINED || phase.boundNanos() * 2 > phase.nanos()) {
      return Confidence.POSSIBLE;
    }
    boolean confirmed =
        phase.source() == Source.INITTRACE
            && span.filter(
                    s ->
                        Math.abs(s.wallNanos() - phase.nanos())
                            <= s.boundNanos() + phase.boundNanos())
                .isPresent();
    return confirmed || watched(phase) ? Confidence.CERTAIN : Confidence.LIKELY;
  }

  /// Whether systemd's stamps tell both ends of commands before the main process, and the watcher saw such commands nearly all that time.
  private static boolean watched(StartPhase phase) {
    PhaseSeen seen = phase.seen();
    int ran = seen.states().stream().mapToInt(PhaseSeen.Share::looks).sum();
    return phase.source() == Source.SYSTEMD
        && phase.kind() == StartPhase.Kind.PREPARING
        && !phase.detail().isEmpty()
        && ran >= LEAST_LOOKS
        && 100 * ran >= RAN_PERCENT * seen.looks();
  }

  private static Subject subject(StartPhase phase, Optional<TimeLapse.Span> span) {
    if (phase.kind() != StartPhase.Kind.INIT) {
      return Subject.NONE;
    }
    Optional<TimeLapse.Place> at = span.flatMap(s -> s.functions().stream().findFirst());
    return new Subject(
        Optional.of(phase.detail()),
        at.map(TimeLapse.Place::function),
        at.flatMap(TimeLapse.Place::at).flatMap(f -> f.file()),
        at.flatMap(TimeLapse.Place::at).map(f -> f.line()).orElse(OptionalInt.empty()),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  private static Optional<Sentence> next(StartPhase first, StartDid did) {
    String key = StartSentences.key("start.next.", first);
    String full = first.kind() == StartPhase.Kind.INIT ? key + did.suffix() : key;
    return Sentences.has(full) ? Optional.of(Sentence.of(full, first.detail())) : Optional.empty();
  }

  static String kib(OptionalLong bytes) {
    return Long.toString(bytes.orElse(0) / KIB);
  }

  /// Counters of a phase as links of a chain.
  static void counters(StartPhase phase, EvidenceRef at, Chain chain) {
    PhaseCounters c = phase.counters().orElseThrow();
    chain.add(
        Optional.of(at),
        "because.start.cpu",
        Long.toString(c.userNanos()),
        Long.toString(c.systemNanos()),
        Long.toString(c.waitNanos().orElse(0)),
        Long.toString(c.switches().orElse(0)));
    chain.add(
        Optional.of(at),
        "because.start.read",
        Long.toString(c.readCalls().orElse(0)),
        kib(c.readChars()),
        kib(c.readBytes()),
        Long.toString(c.majorFaults()),
        Long.toString(c.minorFaults()),
        Long.toString(c.blockIoNanos()));
    c.throttledNanos()
        .ifPresent(
            nanos -> {
              if (nanos > 0) {
                chain.add(Optional.of(at), "because.start.throttled", Long.toString(nanos));
              }
            });
  }

  /// What the first thread was seen at.
  static void seen(StartPhase phase, EvidenceRef at, Chain chain) {
    PhaseSeen seen = phase.seen();
    String calls = StartSentences.shares(seen, seen.calls());
    if (!calls.isEmpty()) {
      chain.add(Optional.of(at), "because.start.seen", Integer.toString(seen.looks()), calls);
    }
    String files = StartSentences.shares(seen, seen.files());
    if (!files.isEmpty()) {
      chain.add(Optional.of(at), "because.start.files", files);
    }
  }
}
