package initscope.layout;

import initscope.diagnosis.Sentences;
import initscope.diagnosis.StartSentences;
import initscope.model.Selection;
import initscope.model.start.ColdStart;
import initscope.model.start.PhaseCounters;
import initscope.model.start.PhaseSeen;
import initscope.model.start.StartMark;
import initscope.model.start.StartPhase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Rows of a start that was watched: its phases, each long one with what the process did in it, and its moments within their bounds.
final class StartTracks {
  /// Phases that took less have no row of their own.
  private static final int WORTH_PERCENT = 5;

  private final ColdStart start;
  private final Words words;

  private StartTracks(ColdStart start, Words words) {
    this.start = start;
    this.words = words;
  }

  static List<Track> of(ColdStart start, Words words) {
    return new StartTracks(start, words).tracks();
  }

  /// How long it took, and what took most of it.
  static String sentence(ColdStart start, Words words) {
    String head = Sentences.render(StartSentences.head(start), words.locale());
    return start.longest(WORTH_PERCENT).stream()
        .findFirst()
        .map(
            p ->
                words.say(
                    "sentence.start",
                    head,
                    Sentences.render(StartSentences.phase(p), words.locale()),
                    initscope.diagnosis.Durations.words(p.nanos(), words.locale()),
                    start.percent(p)))
        .orElse(head);
  }

  private List<Track> tracks() {
    List<Track> tracks = new ArrayList<>();
    tracks.add(
        Track.of(
            Track.Group.START,
            words.say("row.boot.phases"),
            Durations.of(start.totalNanos()),
            start.evidence().map(Selection.NONE::withEvidence).orElse(Selection.NONE),
            start.phases().stream().map(p -> span(p, label(p))).toList()));
    List<StartPhase> worth = start.longest(WORTH_PERCENT);
    start.phases().stream().filter(worth::contains).forEach(p -> tracks.add(row(p)));
    marks(tracks);
    return tracks;
  }

  private Track row(StartPhase phase) {
    String name = phase.kind() == StartPhase.Kind.INIT ? phase.detail() : label(phase);
    String took =
        words.say("detail.lapse", Durations.of(phase.nanos()), Durations.of(phase.boundNanos()));
    return Track.of(
        Track.Group.START, name, took, selects(phase), List.of(span(phase, did(phase))));
  }

  private String label(StartPhase phase) {
    boolean init = phase.kind() == StartPhase.Kind.INIT;
    return words.say(
        StartSentences.key("start.", phase), init ? Symbols.brief(phase.detail()) : phase.detail());
  }

  private Span span(StartPhase phase, String label) {
    return new Span(
        phase.startNanos(),
        phase.endNanos(),
        certainty(phase),
        tone(phase.kind()),
        label,
        selects(phase));
  }

  private static Selection selects(StartPhase phase) {
    Selection chosen =
        phase.kind() == StartPhase.Kind.INIT
            ? Selection.NONE.withPackage(phase.detail())
            : Selection.NONE;
    return phase.evidence().map(chosen::withEvidence).orElse(chosen);
  }

  /// A phase whose bound is of the size of itself lies somewhere there; one that nothing explains looks so too.
  private Certainty certainty(StartPhase phase) {
    boolean vague = phase.boundNanos() > phase.nanos() / 2;
    if (vague || phase.kind() == StartPhase.Kind.UNEXPLAINED) {
      return Certainty.SOMEWHERE;
    }
    boolean open = start.ready() == StartMark.Kind.LOOKED && phase.equals(start.phases().getLast());
    return open ? Certainty.STILL_GOING : Certainty.KNOWN;
  }

  private static Tone tone(StartPhase.Kind kind) {
    return switch (kind) {
      case WAITING -> Tone.WAIT;
      case PREPARING -> Tone.WHOLE;
      case FORKING -> Tone.KERNEL;
      case LOADING -> Tone.NATIVE;
      case RUNTIME, BEFORE_INITS -> Tone.RUNTIME;
      case INIT -> Tone.INIT;
      case SMALL_INITS -> Tone.DONE;
      case LISTENING, READYING -> Tone.CODE;
      case UNEXPLAINED -> Tone.UNKNOWN;
    };
  }

  /// What the process did in a phase: {@code 89 % · on CPU 4 % · waits for a disk 30 % · 40 MiB from a disk · openat 60 %}.
  private String did(StartPhase phase) {
    List<String> parts = new ArrayList<>();
    parts.add(start.percent(phase) + " %");
    phase.counters().ifPresent(c -> counters(phase, c, parts));
    shares(phase.seen(), phase.seen().calls(), parts);
    shares(phase.seen(), phase.seen().files(), parts);
    return String.join(" · ", parts);
  }

  private void counters(StartPhase phase, PhaseCounters counters, List<String> parts) {
    parts.add(words.say("label.lapse.cpu", percent(counters.cpuNanos(), phase)));
    share("label.start.queued", counters.waitNanos().orElse(0), phase, parts);
    share("label.start.disk", counters.blockIoNanos(), phase, parts);
    share("label.start.throttled", counters.throttledNanos().orElse(0), phase, parts);
    positive(counters.readBytes())
        .ifPresent(bytes -> parts.add(words.say("label.start.read", Sizes.of(bytes))));
    positive(counters.readCalls())
        .ifPresent(calls -> parts.add(words.say("label.start.calls", calls)));
  }

  private void share(String key, long nanos, StartPhase phase, List<String> parts) {
    if (percent(nanos, phase) > 0) {
      parts.add(words.say(key, percent(nanos, phase)));
    }
  }

  private static long percent(long nanos, StartPhase phase) {
    return phase.nanos() <= 0 ? 0 : Math.round(100.0 * nanos / phase.nanos());
  }

  private static Optional<Long> positive(OptionalLong value) {
    return value.isPresent() && value.getAsLong() > 0
        ? Optional.of(value.getAsLong())
        : Optional.empty();
  }

  private static void shares(PhaseSeen seen, List<PhaseSeen.Share> shares, List<String> parts) {
    shares.stream().findFirst().ifPresent(s -> parts.add(s.words() + " " + seen.percent(s) + " %"));
  }

  /// Each moment is a span as wide as its bound allows. Two that overlap happened in an order that is not known: they stand in two rows.
  private void marks(List<Track> tracks) {
    List<List<Span>> rows = new ArrayList<>();
    start.marks().stream()
        .map(this::moment)
        .sorted(Comparator.comparingLong(Span::startNanos))
        .forEach(span -> place(rows, span));
    for (List<Span> row : rows) {
      String key = row.equals(rows.getFirst()) ? "row.start" : "row.start.unordered";
      tracks.add(
          Track.of(
              Track.Group.START,
              words.say(key),
              words.say("detail.moments", row.size()),
              Selection.NONE,
              row));
    }
  }

  private static void place(List<List<Span>> rows, Span span) {
    for (List<Span> row : rows) {
      if (row.getLast().endNanos() < span.startNanos()) {
        row.add(span);
        return;
      }
    }
    rows.add(new ArrayList<>(List.of(span)));
  }

  private Span moment(StartMark mark) {
    long at = mark.atNanos() - start.startNanos();
    String name =
        Sentences.render(StartSentences.mark(mark), words.locale())
            + (mark.detail().isEmpty() ? "" : " (" + mark.detail() + ")");
    String label =
        words.say(
            "label.start.moment",
            name,
            (at < 0 ? "" : "+") + Durations.of(at),
            Durations.of(mark.boundNanos()));
    return new Span(
        mark.atNanos() - mark.boundNanos(),
        mark.atNanos() + mark.boundNanos(),
        mark.boundNanos() == 0 ? Certainty.MOMENT : Certainty.SOMEWHERE,
        tone(mark),
        label,
        mark.evidence().map(Selection.NONE::withEvidence).orElse(Selection.NONE));
  }

  private static Tone tone(StartMark mark) {
    return switch (mark.kind()) {
      case REQUESTED, STOPPED, BEGUN, FORKED, EXECUTED, LOOKED -> Tone.WHOLE;
      case RUNTIME -> Tone.RUNTIME;
      case INIT -> Tone.INIT;
      case MAIN -> Tone.CODE;
      case LISTENING, ACCEPTED, ACTIVE -> Tone.DONE;
      case LOGGED -> Tone.LOG;
      case RETRIED, ENDED -> Tone.DISK;
    };
  }
}
