package initscope.layout;

import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.Selection;
import initscope.model.go.Goroutine;
import initscope.model.go.InitFrames;
import initscope.model.go.InitTask;
import initscope.model.host.JournalEntry;
import initscope.model.host.ProcessFacts;
import initscope.model.host.UnitProperties;
import initscope.model.start.ColdStart;
import initscope.model.start.StartMark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// An incident becomes a timeline. What a source does not tell is left open, never filled in.
public final class Timelines {
  private static final long SECOND = 1_000_000_000L;
  private static final int MAX_JOURNAL_ROWS = 6;

  private final Incident incident;
  private final BootLook look;
  private final Words words;
  private final OptionalLong processStart;
  private final long observed;
  private final List<Track> tracks = new ArrayList<>();
  private SchedTracks.Part perf = SchedTracks.Part.NONE;

  private Timelines(Incident incident, BootLook look, Words words) {
    this.incident = incident;
    this.look = look;
    this.words = words;
    OptionalLong started =
        incident.process().map(ProcessFacts::startNanos).orElse(OptionalLong.empty());
    processStart =
        started.isPresent()
            ? started
            : incident.timeLapse().map(l -> l.processStartNanos()).orElse(OptionalLong.empty());
    observed =
        incident
            .process()
            .map(ProcessFacts::observedNanos)
            .filter(OptionalLong::isPresent)
            .or(() -> Optional.of(incident.host().uptimeNanos()))
            .orElse(OptionalLong.empty())
            .orElse(lastInitEnd(incident));
  }

  /// The timeline of an incident, with words in a language.
  public static Timeline of(Incident incident, Words words) {
    return of(incident, BootLook.DEFAULT, words);
  }

  /// The same, with what is asked of a boot.
  public static Timeline of(Incident incident, BootLook look, Words words) {
    return new Timelines(incident, look, words).build();
  }

  private Optional<ColdStart> cold() {
    return incident.start().cold();
  }

  /// What the times of inittrace count from, where a watched start tells it.
  private OptionalLong runtime() {
    return cold().stream()
        .flatMap(start -> start.mark(StartMark.Kind.RUNTIME).stream())
        .filter(mark -> mark.source() == StartMark.Source.INITTRACE)
        .mapToLong(StartMark::atNanos)
        .findFirst();
  }

  private Timeline build() {
    Optional<BootTracks.Part> boot = BootTracks.of(incident, look, words);
    if (boot.isPresent()) {
      return boot(boot.orElseThrow());
    }
    cold().ifPresent(start -> tracks.addAll(StartTracks.of(start, words)));
    unit();
    process();
    inits();
    tracks.addAll(ThreadTracks.of(incident, words, start(), observed));
    tracks.addAll(GoroutineTracks.of(incident, words, start(), observed));
    journal();
    boolean left = addPerf();
    long first = origin();
    long last = observed;
    for (Track track : tracks) {
      for (Span span : track.lane().spans()) {
        first = Math.min(first, span.startNanos());
        last = Math.max(last, span.endNanos());
      }
    }
    long margin = Math.max(1000, (last - first) / 40);
    return new Timeline(
        tracks,
        new Viewport(first - margin, Math.max(last, first) + margin),
        origin(),
        incident.process().isPresent() ? OptionalLong.of(observed) : OptionalLong.empty(),
        title(incident),
        TimelineSentence.of(incident, perf.sentence(), words),
        axis(left),
        note(left));
  }

  private Timeline boot(BootTracks.Part boot) {
    long first = 0;
    for (Track track : boot.tracks()) {
      for (Span span : track.lane().spans()) {
        first = Math.min(first, span.startNanos());
      }
    }
    long margin = Math.max(1000, (boot.endNanos() - first) / 40);
    return new Timeline(
        boot.tracks(),
        new Viewport(first - margin, boot.endNanos() + margin),
        0,
        OptionalLong.empty(),
        title(incident),
        boot.sentence(),
        "axis.kernel",
        boot.note());
  }

  private String axis(boolean perfIsLeftOut) {
    boolean shown = !incident.perf().isEmpty() && !perfIsLeftOut;
    if (shown && !SchedTracks.hasClock(incident)) {
      return perf.axis();
    }
    if (cold().isPresent()) {
      return "axis.start";
    }
    return incident.process().isPresent() ? "axis.process" : "axis.boot";
  }

  private String note(boolean perfIsLeftOut) {
    boolean atProcess = hasTimedInits() && processStart.isPresent() && runtime().isEmpty();
    String placed = atProcess ? words.say("note.inits.placed") : "";
    String ofPerf = perfIsLeftOut ? words.say("note.perf.clock") : perf.note();
    return (ofPerf + " " + placed).strip();
  }

  /// Recordings of perf, where their clock is known or nothing else is shown.
  ///
  /// @return whether they were left out
  private boolean addPerf() {
    boolean alone = tracks.stream().allMatch(t -> t.lane().spans().isEmpty());
    if (incident.perf().isEmpty() || !(alone || SchedTracks.hasClock(incident))) {
      return !incident.perf().isEmpty();
    }
    perf = SchedTracks.of(incident, words);
    tracks.addAll(perf.tracks());
    tracks.sort(Comparator.comparing(Track::group));
    return false;
  }

  /// The name of the picture: what ran and where; empty where neither is known.
  public static String title(Incident incident) {
    String name =
        incident.unit().flatMap(u -> u.get("Id")).or(() -> executable(incident)).orElse("");
    String host = incident.host().hostname().orElse("");
    return name.isEmpty() || host.isEmpty() ? name + host : name + " @ " + host;
  }

  /// File name of the executable.
  static Optional<String> executable(Incident incident) {
    return incident
        .process()
        .flatMap(ProcessFacts::executable)
        .map(path -> path.substring(path.lastIndexOf('/') + 1));
  }

  private long start() {
    return processStart.orElse(unitStart().orElse(0));
  }

  /// What the axis counts from.
  private long origin() {
    return cold().map(ColdStart::startNanos).orElse(start());
  }

  private OptionalLong unitStart() {
    return incident
        .unit()
        .map(u -> u.monotonicNanos("InactiveExitTimestampMonotonic"))
        .orElse(OptionalLong.empty());
  }

  private void unit() {
    incident.unit().ifPresent(this::unit);
  }

  private void unit(UnitProperties unit) {
    OptionalLong begun = unitStart();
    if (begun.isEmpty() || begun.getAsLong() > observed) {
      return;
    }
    OptionalLong active = unit.monotonicNanos("ActiveEnterTimestampMonotonic");
    String state = unit.get("ActiveState").orElse("");
    boolean wasActive = active.isPresent() && active.getAsLong() >= begun.getAsLong();
    Selection selects = evidence("unit.show");
    List<Span> spans = new ArrayList<>();
    long ended = wasActive ? active.getAsLong() : observed;
    Certainty certainty = wasActive ? Certainty.KNOWN : Certainty.STILL_GOING;
    String first = wasActive ? "activating" : state;
    spans.add(new Span(begun.getAsLong(), ended, certainty, Tone.WHOLE, first, selects));
    if (wasActive && state.equals("active") && ended < observed) {
      spans.add(new Span(ended, observed, Certainty.STILL_GOING, Tone.DONE, state, selects));
    }
    String detail = state + unit.get("SubState").map(s -> " (" + s + ")").orElse("");
    tracks.add(Track.of(Track.Group.UNIT, unit.get("Id").orElse("unit"), detail, selects, spans));
  }

  private void process() {
    if (processStart.isEmpty()) {
      return;
    }
    ProcessFacts process = incident.process().orElseThrow();
    String name = executable(incident).orElse("");
    Selection selects = evidence("process.stat");
    tracks.add(
        Track.of(
            Track.Group.PROCESS,
            "pid " + process.pid() + (name.isEmpty() ? "" : " · " + name),
            words.say("detail.age", Durations.of(observed - start())),
            selects,
            List.of(
                new Span(start(), observed, Certainty.STILL_GOING, Tone.WHOLE, name, selects))));
  }

  private void inits() {
    List<Span> timed = new ArrayList<>();
    long earliest = start();
    for (InitTask task : incident.inits()) {
      if (timed(task)) {
        long from = runtime().orElse(start()) + task.startNanos().getAsLong();
        long to = from + task.wallNanos().getAsLong();
        earliest = Math.max(earliest, to);
        timed.add(
            new Span(from, to, Certainty.KNOWN, Tone.DONE, task.packagePath(), selection(task)));
      }
    }
    if (!timed.isEmpty()) {
      String detail = words.say("detail.packages", timed.size());
      tracks.add(
          Track.of(Track.Group.INIT, words.say("row.inits.timed"), detail, Selection.NONE, timed));
    }
    incident.timeLapse().ifPresent(lapse -> tracks.addAll(LapseTracks.of(lapse, words)));
    untimed(InitTask.State.DONE, "row.inits.done");
    for (InitTask task : incident.inits()) {
      if (task.state() == InitTask.State.RUNNING && !seen(task)) {
        running(task, Math.min(earliest, observed));
      }
    }
    untimed(InitTask.State.WAITING, "row.inits.waiting");
  }

  private void running(InitTask task, long earliest) {
    Selection selects = selection(task);
    OpenSpans.Shown shown =
        new OpenSpans.Shown(
            Tone.INIT,
            Symbols.brief(task.packagePath()) + " · " + words.say("state.running"),
            words.say("label.init.began"),
            selects);
    tracks.add(
        Track.of(
            Track.Group.INIT,
            task.packagePath(),
            words.say("state.running"),
            selects,
            OpenSpans.of(earliest, observed, waited(task), shown)));
  }

  /// How long the goroutine that runs an init has waited in it at least.
  private OptionalLong waited(InitTask task) {
    return incident.goroutines().stream()
        .filter(
            g ->
                InitFrames.chain(g.frames()).stream()
                    .anyMatch(f -> f.packagePath().equals(task.packagePath())))
        .findFirst()
        .map(Goroutine::waitNanos)
        .orElse(OptionalLong.empty());
  }

  /// Packages without times share a row: where each lies in it is not known.
  private void untimed(InitTask.State state, String rowKey) {
    long count =
        incident.inits().stream().filter(t -> t.state() == state && !timed(t) && !seen(t)).count();
    if (count == 0) {
      return;
    }
    List<Span> spans =
        state == InitTask.State.DONE && processStart.isPresent()
            ? List.of(
                new Span(
                    start(),
                    observed,
                    Certainty.SOMEWHERE,
                    Tone.DONE,
                    words.say("label.inits.done", count),
                    Selection.NONE))
            : List.of();
    tracks.add(
        Track.of(
            Track.Group.INIT,
            words.say(rowKey),
            words.say("detail.packages", count),
            Selection.NONE,
            spans));
  }

  /// Whether a time-lapse has a row for it.
  private boolean seen(InitTask task) {
    return incident.timeLapse().flatMap(lapse -> lapse.span(task.packagePath())).isPresent();
  }

  private static boolean timed(InitTask task) {
    return task.startNanos().isPresent() && task.wallNanos().isPresent();
  }

  private boolean hasTimedInits() {
    return incident.inits().stream().anyMatch(Timelines::timed);
  }

  private static long lastInitEnd(Incident incident) {
    long last = SECOND / 1000;
    for (InitTask task : incident.inits()) {
      if (timed(task)) {
        last = Math.max(last, task.startNanos().getAsLong() + task.wallNanos().getAsLong());
      }
    }
    return last;
  }

  private static Selection selection(InitTask task) {
    Selection selection = Selection.NONE.withPackage(task.packagePath());
    return task.evidence().isEmpty()
        ? selection
        : selection.withEvidence(task.evidence().getFirst());
  }

  private Selection evidence(String source) {
    return incident.source(source).map(Selection.NONE::withEvidence).orElse(Selection.NONE);
  }

  private void journal() {
    String entry = incident.source("journal").map(EvidenceRef::entry).orElse("raw/unit/journal");
    long earliest = start() - Math.max(60 * SECOND, (observed - start()) / 2);
    Map<String, List<Span>> rows = new LinkedHashMap<>();
    for (JournalEntry line : incident.journal()) {
      OptionalLong at = line.monotonicNanos();
      if (at.isEmpty() || at.getAsLong() < earliest || at.getAsLong() > observed + SECOND) {
        continue;
      }
      String who = line.field("SYSLOG_IDENTIFIER").or(() -> line.field("_COMM")).orElse("?");
      if (rows.size() < MAX_JOURNAL_ROWS || rows.containsKey(who)) {
        EvidenceRef place = EvidenceRef.at(entry, line.offset(), line.message());
        long moment = at.getAsLong();
        rows.computeIfAbsent(who, w -> new ArrayList<>())
            .add(
                new Span(
                    moment,
                    moment,
                    Certainty.MOMENT,
                    Tone.LOG,
                    line.message(),
                    Selection.NONE.withEvidence(place)));
      }
    }
    rows.forEach(
        (who, spans) ->
            tracks.add(
                Track.of(
                    Track.Group.JOURNAL,
                    who,
                    words.say("detail.lines", spans.size()),
                    Selection.NONE,
                    spans)));
  }
}
