package initscope.layout;

import initscope.model.Incident;
import initscope.model.Selection;
import initscope.model.boot.Boot;
import initscope.model.boot.BootGraph;
import initscope.model.boot.BootStage;
import initscope.model.boot.BootTimes;
import initscope.model.boot.BootUnit;
import initscope.model.boot.CriticalPath;
import initscope.model.boot.LinkKind;
import initscope.model.boot.PathStep;
import initscope.model.boot.ReadyMark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Rows of a boot: its phases, the critical path, every unit with its states. The axis counts from the kernel's start.
final class BootTracks {
  /// Devices are many, and nobody starts them.
  private static final long LONG_DEVICE_NANOS = 100_000_000L;

  private final Boot boot;
  private final Words words;
  private final BootGraph graph;
  private final Optional<CriticalPath> path;
  private final long end;

  private final Optional<BootAnswer.Part> answer;

  private BootTracks(Boot boot, Optional<String> asked, BootLook look, Words words) {
    this.boot = boot;
    this.words = words;
    graph = BootGraph.of(boot);
    path =
        look.target()
            .filter(graph::startedInBoot)
            .or(() -> asked.filter(graph::startedInBoot))
            .or(graph::defaultTarget)
            .flatMap(graph::pathTo);
    answer =
        look.question()
            .flatMap(q -> path.map(p -> BootAnswer.of(graph, p, q, this::selects, words)));
    long up =
        Math.max(
            boot.times().finishAtNanos().orElse(0),
            path.map(CriticalPath::endNanos).orElse(latest()));
    end = up > 0 ? up : boot.chart().map(ChartTracks::end).orElse(0L);
  }

  private long latest() {
    return boot.times().finishAtNanos().isPresent()
        ? 0
        : boot.units().stream()
            .mapToLong(u -> u.activeEnterNanos().orElse(u.inactiveExitNanos().orElse(0)))
            .max()
            .orElse(0);
  }

  /// What a boot adds to a timeline.
  ///
  /// @param tracks rows
  /// @param endNanos the boot was over
  /// @param sentence what it shows
  /// @param note what the reader must know of predictions in it
  record Part(List<Track> tracks, long endNanos, String sentence, String note) {}

  /// The boot that a timeline is of: it has its own axis and end. Where a process or its start was looked at, that is what is asked for.
  static Optional<Boot> shown(Incident incident) {
    boolean other = incident.process().isPresent() || incident.start().cold().isPresent();
    return other ? Optional.empty() : incident.start().boot();
  }

  /// The rows; empty where there is no boot.
  static Optional<Part> of(Incident incident, BootLook look, Words words) {
    Optional<String> asked = incident.unit().flatMap(u -> u.get("Id"));
    return shown(incident)
        .map(boot -> new BootTracks(boot, asked, look, words))
        .map(made -> new Part(made.tracks(), made.end, made.sentence(), made.note()));
  }

  private String note() {
    if (path.isEmpty()) {
      return ""; // nothing is predicted
    }
    String key = answer.isPresent() ? "note.boot.what_if" : "note.boot.prediction";
    return words.say(key);
  }

  private String sentence() {
    return answer.map(BootAnswer.Part::sentence).orElseGet(this::measured);
  }

  private static String key(PathStep step) {
    return step.takesNanos() == 0
        ? "sentence.boot.gap"
        : step.gapNanos() == 0 ? "sentence.boot.takes" : "sentence.boot";
  }

  private String measured() {
    return path.map(
            p -> {
              PathStep longest =
                  p.steps().stream()
                      .max(Comparator.comparingLong(s -> s.takesNanos() + s.gapNanos()))
                      .orElseThrow();
              return words.say(
                  key(longest),
                  p.target(),
                  Durations.of(p.totalNanos()),
                  longest.unit(),
                  Durations.of(longest.gapNanos()),
                  Durations.of(longest.takesNanos()));
            })
        .orElseGet(
            () ->
                boot.units().isEmpty() && boot.chart().isPresent()
                    ? words.say("sentence.boot.chart", Durations.of(end))
                    : words.say("sentence.boot.noPath", boot.units().size()));
  }

  private List<Track> tracks() {
    List<Track> tracks = new ArrayList<>();
    phases(tracks);
    boot.chart().ifPresent(chart -> tracks.addAll(ChartTracks.of(chart, end, words)));
    answer.ifPresent(a -> tracks.addAll(a.tracks()));
    path.ifPresent(p -> p.steps().forEach(step -> tracks.add(step(step))));
    boot.units().stream()
        .filter(this::shown)
        .sorted(Comparator.comparingLong(u -> u.inactiveExitNanos().orElse(0)))
        .forEach(unit -> tracks.add(unit(unit)));
    return tracks;
  }

  private void phases(List<Track> tracks) {
    BootTimes times = boot.times();
    List<Span> spans = new ArrayList<>();
    long loader = times.loaderNanos().orElse(0);
    times
        .firmwareNanos()
        .ifPresent(n -> spans.add(phase("boot.firmware", -loader - n, -loader, Tone.UNKNOWN)));
    times.loaderNanos().ifPresent(n -> spans.add(phase("boot.loader", -n, 0, Tone.LOG)));
    times.kernelNanos().ifPresent(n -> spans.add(phase("boot.kernel", 0, n, Tone.KERNEL)));
    if (times.initrdAtNanos().isPresent() && times.userspaceAtNanos().isPresent()) {
      spans.add(
          phase(
              "boot.initrd",
              times.initrdAtNanos().getAsLong(),
              times.userspaceAtNanos().getAsLong(),
              Tone.RUNNABLE));
    }
    if (times.userspaceAtNanos().isPresent()) {
      spans.add(phase("boot.userspace", times.userspaceAtNanos().getAsLong(), end, Tone.DONE));
    }
    if (!spans.isEmpty()) {
      String note = times.firmwareNanos().isPresent() ? "" : words.say("boot.noFirmware");
      tracks.add(
          Track.of(Track.Group.BOOT, words.say("row.boot.phases"), note, Selection.NONE, spans));
    }
    List<Span> stages = new ArrayList<>();
    for (BootStage stage : boot.stages()) {
      stages.add(
          new Span(
              stage.beginNanos(),
              stage.endNanos(),
              Certainty.KNOWN,
              Tone.WHOLE,
              stage.name(),
              Selection.NONE));
    }
    if (!stages.isEmpty()) {
      String version = "systemd " + boot.managerVersion();
      tracks.add(Track.of(Track.Group.BOOT, version.strip(), "", Selection.NONE, stages));
    }
  }

  private Span phase(String key, long from, long to, Tone tone) {
    return new Span(from, to, Certainty.KNOWN, tone, words.say(key), Selection.NONE);
  }

  private Selection selects(String unit) {
    return selects(boot.unit(unit));
  }

  private static Selection selects(Optional<BootUnit> unit) {
    return unit.flatMap(BootUnit::place).map(Selection.NONE::withEvidence).orElse(Selection.NONE);
  }

  private Track step(PathStep step) {
    Selection selects = selects(step.unit());
    List<Span> spans = new ArrayList<>();
    if (step.gapNanos() > 0) {
      String gap = words.say("boot.gap." + step.gap().name().toLowerCase(Locale.ROOT));
      long from = step.startNanos() - step.gapNanos();
      spans.add(new Span(from, step.startNanos(), Certainty.KNOWN, Tone.WAIT, gap, selects));
    }
    if (step.takesNanos() > 0) {
      spans.add(
          new Span(
              step.startNanos(),
              step.doneNanos(),
              Certainty.KNOWN,
              Tone.INIT,
              words.say("boot.activating"),
              selects));
    } else {
      spans.add(moment(step.startNanos(), Tone.DONE, words.say("boot.active"), selects));
    }
    String detail =
        step.gainNanos() == 0 ? "" : words.say("detail.boot.gain", Durations.of(step.gainNanos()));
    return Track.of(Track.Group.PATH, step.unit(), detail, selects, spans);
  }

  private static Span moment(long at, Tone tone, String label, Selection selects) {
    return new Span(at, at, Certainty.MOMENT, tone, label, selects);
  }

  private boolean shown(BootUnit unit) {
    boolean worth =
        !unit.name().endsWith(".device") || unit.activatingNanos().orElse(0) >= LONG_DEVICE_NANOS;
    return unit.inactiveExitNanos().isPresent()
        && unit.inactiveExitNanos().getAsLong() <= end
        && worth;
  }

  private Track unit(BootUnit unit) {
    Selection selects = selects(Optional.of(unit));
    List<Span> spans = new ArrayList<>();
    long start = unit.inactiveExitNanos().orElseThrow();
    long begin = boot.times().userspaceAtNanos().orElse(start);
    if (pulledIn(unit) && start > begin) {
      spans.add(
          new Span(
              begin,
              start,
              Certainty.MAYBE_ALREADY,
              Tone.WAIT,
              words.say("boot.waiting"),
              selects));
    }
    states(unit, start, selects, spans);
    return Track.of(Track.Group.UNITS, unit.name(), detail(unit), selects, spans);
  }

  /// Whether the boot itself asked for it, so that its job waited from the beginning.
  private static boolean pulledIn(BootUnit unit) {
    return !unit.links(LinkKind.WANTED_BY).isEmpty() || !unit.links(LinkKind.REQUIRED_BY).isEmpty();
  }

  private void states(BootUnit unit, long start, Selection selects, List<Span> spans) {
    boolean failed = unit.activeState().equals("failed");
    OptionalLong active = after(unit.activeEnterNanos(), start);
    OptionalLong dead = after(unit.inactiveEnterNanos(), start);
    long activated = active.orElse(dead.orElse(end));
    boolean over = active.isPresent() || dead.isPresent();
    Tone first = active.isEmpty() && failed ? Tone.DISK : Tone.BUSY;
    String word = words.say(active.isEmpty() && failed ? "boot.failed" : "boot.activating");
    if (activated > start) {
      Certainty certainty = over ? Certainty.KNOWN : Certainty.STILL_GOING;
      spans.add(new Span(start, activated, certainty, first, word, selects));
    } else if (active.isEmpty()) {
      spans.add(moment(start, first, word, selects));
    }
    if (active.isPresent()) {
      long from = active.getAsLong();
      long left = after(unit.activeExitNanos(), from).orElse(dead.orElse(end));
      boolean goes = left >= end;
      if (Math.min(left, end) > from) {
        spans.add(
            new Span(
                from,
                Math.min(left, end),
                goes ? Certainty.STILL_GOING : Certainty.KNOWN,
                Tone.DONE,
                words.say("boot.active"),
                selects));
      }
      if (failed && left < end) {
        spans.add(moment(left, Tone.DISK, words.say("boot.failed"), selects));
      }
    }
  }

  private static OptionalLong after(OptionalLong at, long from) {
    return at.isPresent() && at.getAsLong() >= from ? at : OptionalLong.empty();
  }

  /// What a unit could have spared, or its first sign of life where systemd does not see its start.
  private String detail(BootUnit unit) {
    Optional<ReadyMark> sign =
        boot.ready().stream()
            .filter(m -> m.unit().equals(unit.name()) && m.source() == ReadyMark.Source.LOG)
            .filter(m -> m.sign() != ReadyMark.Sign.ACCEPTED && unit.mainStartNanos().isPresent())
            .min(Comparator.comparing(ReadyMark::sign));
    boolean blind = unit.type().equals("simple") || unit.type().equals("exec");
    if (blind && sign.isPresent()) {
      long late = sign.get().atNanos() - unit.mainStartNanos().getAsLong();
      boolean listens = sign.get().sign() == ReadyMark.Sign.LISTENS;
      String key = listens ? "detail.boot.listens" : "detail.boot.log";
      return words.say(key, Durations.of(Math.max(0, late)));
    }
    return path.map(p -> p.slackNanos().get(unit.name()))
        .filter(slack -> unit.activatingNanos().orElse(0) > 0)
        .map(slack -> words.say("detail.boot.slack", Durations.of(slack)))
        .orElse("");
  }
}
