package initscope.layout;

import initscope.layout.sched.OffCpuProfiles;
import initscope.layout.sched.WakeWords;
import initscope.model.ClockFit;
import initscope.model.EvidenceRef;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.InputFile;
import initscope.model.Selection;
import initscope.model.perf.PerfData;
import initscope.model.sched.PerfFacts;
import initscope.model.sched.SchedState;
import initscope.model.sched.StartPhases.Mark;
import initscope.model.sched.StartPhases.Phase;
import initscope.model.sched.ThreadLane;
import initscope.model.sched.ThreadStates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Rows from a recording of perf: the phases of the start, and each thread of its process: on a CPU, ready, waiting.
final class SchedTracks {
  /// The clock of recordings among an incident's fits.
  static final String CLOCK = "perf";

  private static final int MOST_THREADS = 40;

  private final PerfData data;
  private final PerfFacts facts;
  private final ThreadStates states;
  private final String file;
  private final Words words;
  private final long shift;
  private Optional<Track> leftOut = Optional.empty();
  private final Map<List<Object>, String> labels = new HashMap<>();

  private SchedTracks(
      PerfData data,
      ThreadStates states,
      PerfFacts facts,
      String file,
      Words words,
      OptionalLong offset) {
    this.data = data;
    this.facts = facts;
    this.states = states;
    this.file = file;
    this.words = words;
    shift = offset.orElse(-facts.fromNanos());
  }

  /// Whether recordings can stand beside rows of other sources: only where their clock is known.
  static boolean hasClock(Incident incident) {
    return fit(incident).isPresent();
  }

  private static OptionalLong fit(Incident incident) {
    return incident.clocks().stream()
        .filter(c -> c.source().equals(CLOCK))
        .mapToLong(ClockFit::offsetNanos)
        .findFirst();
  }

  /// What recordings add to a timeline.
  ///
  /// @param tracks rows
  /// @param axis key of the words for where their own axis begins
  /// @param sentence what they show, where nothing else is shown
  /// @param note what of them is not drawn; empty for nothing
  record Part(List<Track> tracks, String axis, Optional<String> sentence, String note) {
    /// Nothing.
    static final Part NONE = new Part(List.of(), "axis.recording", Optional.empty(), "");
  }

  /// The rows. Without a fit of the clock the first recording has an axis of its own, which begins where its start does.
  static Part of(Incident incident, Words words) {
    OptionalLong offset = fit(incident);
    List<Track> tracks = new ArrayList<>();
    Optional<Part> first = Optional.empty();
    List<String> notes = new ArrayList<>();
    int shown = offset.isPresent() ? incident.perf().size() : Math.min(1, incident.perf().size());
    for (int i = 0; i < shown; i++) {
      PerfData data = incident.perf().get(i);
      ThreadStates states = ThreadStates.of(data);
      Optional<PerfFacts> facts = PerfFacts.of(data, states, pid(incident));
      if (facts.isPresent()) {
        PerfFacts found = facts.orElseThrow();
        String file = file(incident, i);
        SchedTracks one = new SchedTracks(data, states, found, file, words, offset);
        tracks.addAll(one.tracks());
        one.leftOut.ifPresent(t -> notes.add(words.say("note.perf.more", t.label(), t.detail())));
        first = first.or(() -> Optional.of(one.part(tracks)));
      }
    }
    return first
        .map(p -> new Part(tracks, p.axis(), p.sentence(), String.join(" ", notes)))
        .orElse(Part.NONE);
  }

  private Part part(List<Track> tracks) {
    boolean exec = facts.phases().mark(Phase.EXEC).isPresent();
    return new Part(tracks, exec ? "axis.exec" : "axis.recording", Optional.of(sentence()), "");
  }

  private static OptionalLong pid(Incident incident) {
    return incident.process().isPresent()
        ? OptionalLong.of(incident.process().orElseThrow().pid())
        : OptionalLong.empty();
  }

  private static String file(Incident incident, int place) {
    return incident
        .source("perf." + place)
        .map(EvidenceRef::entry)
        .or(() -> incident.inputs().stream().findFirst().map(InputFile::path))
        .orElse("perf");
  }

  private List<Track> tracks() {
    List<Track> tracks = new ArrayList<>();
    phases().ifPresent(tracks::add);
    List<ThreadLane> lanes = new ArrayList<>(states.ofProcess(facts.pid()));
    lanes.sort(
        Comparator.comparing((ThreadLane l) -> l.tid() != facts.pid())
            .thenComparing(l -> -l.nanos(SchedState.RUNNING)));
    lanes.stream().limit(MOST_THREADS).map(this::thread).forEach(tracks::add);
    if (lanes.size() > MOST_THREADS) {
      leftOut = Optional.of(leftOut(lanes.subList(MOST_THREADS, lanes.size())));
      leftOut.ifPresent(tracks::add);
    }
    return tracks;
  }

  /// One row without spans for all those that have none of their own.
  private Track leftOut(List<ThreadLane> lanes) {
    long most = lanes.stream().mapToLong(l -> l.nanos(SchedState.RUNNING)).max().orElse(0);
    String label = words.say("row.perf.more", lanes.size());
    String detail = words.say("detail.perf.more", Durations.of(most));
    return Track.of(Track.Group.THREADS, label, detail, Selection.NONE, List.of());
  }

  /// One row for all phases: hatched where one began, somewhere between two observations.
  private Optional<Track> phases() {
    List<Phase> seen = new ArrayList<>();
    long latest = Long.MIN_VALUE;
    for (Map.Entry<Phase, Mark> one : facts.phases().marks().entrySet()) {
      if (one.getValue().atNanos() >= latest) { // it may listen before main
        latest = one.getValue().atNanos();
        seen.add(one.getKey());
      }
    }
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      Mark mark = facts.phases().mark(seen.get(i)).orElseThrow();
      Optional<Mark> next =
          i + 1 < seen.size() ? facts.phases().mark(seen.get(i + 1)) : Optional.empty();
      phase(seen.get(i), mark, next, spans);
    }
    String label = "pid " + facts.pid() + " · " + facts.comm();
    String took = words.say("detail.perf.start", Durations.of(facts.elapsedNanos()));
    return Optional.of(
        Track.of(
            Track.Group.PROCESS,
            label,
            facts.reachedMain() ? took : words.say("detail.perf.open"),
            selects(facts.pid(), facts.phases().mark(seen.getFirst()).orElseThrow().sample()),
            spans));
  }

  private void phase(Phase phase, Mark mark, Optional<Mark> next, List<Span> spans) {
    Selection selects = selects(facts.pid(), mark.sample());
    String name = words.say(phase.key());
    long until = next.map(Mark::afterNanos).orElse(end());
    long drawn = spans.isEmpty() ? Long.MIN_VALUE : spans.getLast().endNanos() - shift;
    long after = Math.max(mark.afterNanos(), drawn);
    if (mark.atNanos() > after) {
      String began = words.say("label.phase.began", name);
      spans.add(span(after, mark.atNanos(), Certainty.SOMEWHERE, tone(phase), began, selects));
    }
    Certainty certainty = next.isPresent() ? Certainty.KNOWN : Certainty.STILL_GOING;
    if (until > mark.atNanos()) {
      spans.add(span(mark.atNanos(), until, certainty, tone(phase), name, selects));
    }
  }

  private long end() {
    return states.ofProcess(facts.pid()).stream()
        .mapToLong(ThreadLane::lastNanos)
        .max()
        .orElse(facts.toNanos());
  }

  private static Tone tone(Phase phase) {
    return switch (phase) {
      case EXEC -> Tone.KERNEL;
      case LOADER -> Tone.NATIVE;
      case RUNTIME -> Tone.RUNTIME;
      case INITS -> Tone.INIT;
      case MAIN -> Tone.CODE;
      case LISTENING -> Tone.DONE;
    };
  }

  private Track thread(ThreadLane lane) {
    List<Span> spans = new ArrayList<>(lane.size());
    String quote = lane.comm() + " " + lane.tid() + " sched:sched_switch";
    Selection thread = Selection.NONE.withThread(lane.tid());
    for (int row = 0; row < lane.size(); row++) {
      if (lane.state(row) != SchedState.UNKNOWN && lane.nanos(row) > 0) {
        spans.add(span(lane, row, thread, quote));
      }
    }
    long known = lane.lastNanos() - lane.firstNanos() - lane.nanos(SchedState.UNKNOWN);
    String detail =
        words.say(
            "detail.perf.thread",
            percent(lane.nanos(SchedState.RUNNING), known),
            percent(lane.nanos(SchedState.RUNNABLE), known));
    String label = lane.tid() + " · " + lane.comm();
    return Track.of(Track.Group.THREADS, label, detail, thread, spans);
  }

  private static long percent(long part, long whole) {
    return whole <= 0 ? 0 : Math.round(100.0 * part / whole);
  }

  private Span span(ThreadLane lane, int row, Selection thread, String quote) {
    SchedState state = lane.state(row);
    int left = lane.leftAt(row);
    boolean last = row + 1 == lane.size() && !lane.exited();
    Certainty certainty =
        !lane.isExact(row) ? Certainty.SOMEWHERE : last ? Certainty.STILL_GOING : Certainty.KNOWN;
    Selection selects =
        left < 0
            ? thread
            : thread.withEvidence(EvidenceRef.at(file, data.samples().offset(left), quote));
    return span(
        lane.startNanos(row),
        lane.endNanos(row),
        certainty,
        tone(state),
        label(lane, row),
        selects);
  }

  private Span span(
      long from, long to, Certainty certainty, Tone tone, String label, Selection selects) {
    return new Span(from + shift, to + shift, certainty, tone, label, selects);
  }

  private static Tone tone(SchedState state) {
    return switch (state) {
      case RUNNING -> Tone.BUSY;
      case RUNNABLE -> Tone.RUNNABLE;
      case SLEEPING -> Tone.WAIT;
      case UNINTERRUPTIBLE -> Tone.DISK;
      case STOPPED -> Tone.NATIVE;
      case OFF, UNKNOWN -> Tone.UNKNOWN;
    };
  }

  /// Why, where, and who ended it; the same words are kept once.
  private String label(ThreadLane lane, int row) {
    if (lane.state(row) == SchedState.RUNNING) {
      int cpu = lane.cpu(row);
      return labels.computeIfAbsent(
          List.of(cpu), k -> cpu < 0 ? words.say("tone.busy") : words.say("label.cpu", cpu));
    }
    int left = lane.leftAt(row);
    int woken = lane.wokenAt(row);
    List<Object> key =
        List.of(
            lane.reason(row),
            left < 0 ? 0 : data.samples().stack(left),
            woken < 0 ? -1 : data.samples().stack(woken),
            woken < 0 ? -1 : data.samples().thread(woken));
    return labels.computeIfAbsent(key, k -> words(lane, row));
  }

  private String words(ThreadLane lane, int row) {
    List<String> parts = new ArrayList<>();
    parts.add(words.say(lane.reason(row).key()));
    OffCpuProfiles.place(data, lane, row).map(Frame::function).ifPresent(parts::add);
    states
        .waker(data, lane, row)
        .map(w -> words.say("label.woken", WakeWords.waker(w, words)))
        .ifPresent(parts::add);
    return String.join(" · ", parts);
  }

  private Selection selects(int tid, int sample) {
    Selection thread = Selection.NONE.withThread(tid);
    return sample < 0
        ? thread
        : thread.withEvidence(
            EvidenceRef.at(
                file,
                data.samples().offset(sample),
                facts.comm() + " " + data.events().get(data.samples().event(sample))));
  }

  private String sentence() {
    return facts
        .thread()
        .map(
            t ->
                words.say(
                    facts.reachedMain() ? "sentence.perf.main" : "sentence.perf.open",
                    facts.comm(),
                    Durations.of(facts.elapsedNanos()),
                    Durations.of(t.runningNanos()),
                    Durations.of(t.runnableNanos()),
                    Durations.of(t.waitingNanos())))
        .orElse(words.say("sentence.perf.samples", facts.comm()));
  }
}
