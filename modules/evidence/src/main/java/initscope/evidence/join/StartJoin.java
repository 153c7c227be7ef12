package initscope.evidence.join;

import initscope.model.ClockFit;
import initscope.model.EvidenceRef;
import initscope.model.go.InitTask;
import initscope.model.go.TimeLapse;
import initscope.model.host.HostFacts;
import initscope.model.host.JournalEntry;
import initscope.model.host.Mapping;
import initscope.model.start.ColdStart;
import initscope.model.start.StartLook;
import initscope.model.start.StartMark;
import initscope.model.start.StartMark.Kind;
import initscope.model.start.StartPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A start that was watched: the watcher, systemd, the journal, inittrace and a time-lapse on one axis.
final class StartJoin {
  private static final List<String> LOADERS = List.of("/ld-linux", "/ld-musl", "/ld64", "/ld-2.");

  private StartJoin() {}

  /// The start; empty where none was watched, or none came about.
  ///
  /// @param trace inits that inittrace printed
  /// @param inits all that is known of inits
  static Optional<ColdStart> of(
      Pieces pieces,
      List<ClockFit> fits,
      HostFacts host,
      List<InitTask> trace,
      List<InitTask> inits,
      Optional<TimeLapse> lapse,
      List<JournalEntry> journal,
      List<Mapping> maps) {
    return StartParts.of(pieces, fits)
        .flatMap(parts -> of(parts, pieces, host, trace, inits, lapse, journal, maps));
  }

  private static Optional<ColdStart> of(
      StartParts parts,
      Pieces pieces,
      HostFacts host,
      List<InitTask> trace,
      List<InitTask> inits,
      Optional<TimeLapse> lapse,
      List<JournalEntry> journal,
      List<Mapping> maps) {
    String type = parts.after().get("Type").orElse("");
    StartInits told = StartInits.of(trace, lapse, journal, parts);
    Map<Kind, StartMark> marks = StartMarks.of(parts, told, journal, pieces);
    Optional<Kind> ready = ready(type, marks);
    if (ready.isEmpty() || !marks.containsKey(Kind.BEGUN) && !marks.containsKey(Kind.FORKED)) {
      return Optional.empty();
    }
    Optional<String> running = StartMarks.running(inits).map(InitTask::packagePath);
    List<StartPhase> phases = StartPhasesJoin.of(marks, told, running, ready.get());
    if (phases.isEmpty()) {
      return Optional.empty();
    }
    String machine = host.machine().orElse("x86_64");
    Optional<EvidenceRef> show = pieces.whole("unit/show");
    return Optional.of(
        new ColdStart(
            parts.after().get("Id").orElse(""),
            type,
            parts.pid(),
            parts.after().get("Result").orElse(""),
            loader(maps),
            StartMarks.sorted(marks),
            new StartSeen(parts, machine).told(phases),
            ready.get(),
            stop(marks),
            parts.watch().looks().size(),
            interval(parts.watch().looks()),
            parts.cache().map(c -> OptionalLong.of(c[0])).orElse(OptionalLong.empty()),
            parts.cache().map(c -> OptionalLong.of(c[1])).orElse(OptionalLong.empty()),
            show));
  }

  /// What the start counts as ready by. systemd's word counts where the service gives it; for the others it is said when the process is made.
  private static Optional<Kind> ready(String type, Map<Kind, StartMark> marks) {
    boolean tells = !List.of("simple", "exec", "idle").contains(type);
    List<Kind> wanted = new ArrayList<>();
    if (tells) {
      wanted.add(Kind.ACTIVE);
    } else {
      wanted.addAll(List.of(Kind.LISTENING, Kind.MAIN));
    }
    wanted.addAll(List.of(Kind.ENDED, Kind.LOOKED));
    return wanted.stream().filter(marks::containsKey).findFirst();
  }

  private static OptionalLong stop(Map<Kind, StartMark> marks) {
    StartMark asked = marks.get(Kind.REQUESTED);
    StartMark gone = marks.get(Kind.STOPPED);
    return asked == null || gone == null
        ? OptionalLong.empty()
        : OptionalLong.of(gone.atNanos() - asked.atNanos());
  }

  /// A dynamic loader stays mapped in what it started.
  private static Optional<Boolean> loader(List<Mapping> maps) {
    return maps.isEmpty()
        ? Optional.empty()
        : Optional.of(maps.stream().anyMatch(m -> LOADERS.stream().anyMatch(m.path()::contains)));
  }

  private static long interval(List<StartLook> looks) {
    List<Long> between = new ArrayList<>();
    for (int i = 1; i < looks.size(); i++) {
      between.add(looks.get(i).fromNanos() - looks.get(i - 1).fromNanos());
    }
    between.sort(Long::compare);
    return between.isEmpty() ? 0 : between.get(between.size() / 2);
  }
}
