package initscope.evidence.join;

import initscope.formats.proc.FdDecoder;
import initscope.formats.proc.LocksDecoder;
import initscope.formats.proc.MapsDecoder;
import initscope.formats.proc.MountinfoDecoder;
import initscope.formats.proc.NetTcpDecoder;
import initscope.formats.proc.NetUnixDecoder;
import initscope.formats.systemd.JournalExportDecoder;
import initscope.formats.systemd.SystemctlShowDecoder;
import initscope.model.ClockFit;
import initscope.model.Coverage;
import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.go.InitTask;
import initscope.model.go.TimeLapse;
import initscope.model.host.HostFacts;
import initscope.model.host.InetSocket;
import initscope.model.host.JournalEntry;
import initscope.model.host.Mapping;
import initscope.model.host.OpenFile;
import initscope.model.host.ThreadState;
import initscope.model.host.UnitProperties;
import initscope.model.start.ServiceStart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// All pieces into one incident.
public final class Join {
  private Join() {}

  /// Joins.
  ///
  /// @param pieces what there is
  /// @param captures the captures among it, each by itself
  /// @param coverage what each step gave
  /// @param clocks fits the capture itself tells
  /// @param pid the process the capture looked at
  /// @param progress told while recordings of perf are read, which may be large
  /// @throws CancelledException when the user cancelled
  public static Incident incident(
      Pieces pieces,
      List<CapturePieces> captures,
      List<Coverage> coverage,
      List<ClockFit> clocks,
      OptionalLong pid,
      Progress progress)
      throws CancelledException {
    List<JournalEntry> journal = pieces.list("unit/journal", new JournalExportDecoder());
    Optional<CoreJoin> core = CoreJoin.of(pieces);
    Sleeps sleeps = Sleeps.of(pieces);
    List<ThreadState> captured = ThreadJoin.threads(pieces, sleeps);
    List<ThreadState> threads =
        captured.isEmpty() ? core.map(CoreJoin::threads).orElse(List.of()) : captured;
    List<OpenFile> files = pieces.list("proc/fd", new FdDecoder());
    List<Mapping> known = pieces.list("proc/maps", new MapsDecoder());
    List<Mapping> maps = known.isEmpty() ? core.map(CoreJoin::maps).orElse(known) : known;
    Optional<GoRuntime> go =
        MemoryJoin.runtime(pieces, maps)
            .map(PidNamespace.of(pieces, threads)::onHost)
            .or(() -> core.map(CoreJoin::runtime));
    List<Goroutine> goroutines =
        ThreadJoin.since(
            sleeps,
            go.map(GoRuntime::goroutines)
                .filter(list -> !list.isEmpty())
                .orElseGet(() -> DumpJoin.goroutines(pieces)),
            threads);
    List<InitTask> trace = TraceLines.inits(pieces, journal);
    List<Coverage> steps = new ArrayList<>(coverage);
    core.ifPresent(c -> steps.addAll(c.coverage()));
    Optional<TimeLapse> lapse = LapseJoin.lapse(pieces);
    List<ClockFit> fits = new ArrayList<>(clocks);
    fits.addAll(HostJoin.clocks(pieces));
    HostFacts host = HostJoin.facts(pieces);
    List<InitTask> inits = InitJoin.inits(go, trace, lapse, goroutines, threads);
    ServiceStart booted = start(pieces);
    ServiceStart start =
        StartJoin.of(pieces, fits, host, trace, inits, lapse, journal, maps)
            .map(booted::withCold)
            .orElse(booted);
    PerfJoin perf = PerfJoin.of(pieces, maps, progress);
    ProfileJoin profiles = ProfileJoin.of(pieces);
    Map<String, EvidenceRef> more = new HashMap<>(perf.places());
    more.putAll(profiles.places());
    core.ifPresent(c -> more.putAll(c.places()));
    return new Incident(
        List.of(),
        steps,
        fits,
        host,
        ProcessJoin.facts(pieces, pid).or(() -> core.flatMap(CoreJoin::process)),
        unit(pieces),
        threads,
        go,
        goroutines,
        inits,
        files,
        sockets(pieces),
        pieces.list("proc/net/unix", new NetUnixDecoder()),
        pieces.list("host/locks", new LocksDecoder()),
        pieces.list("proc/mountinfo", new MountinfoDecoder()),
        maps,
        journal,
        lapse,
        List.of(),
        perf.recordings(),
        profiles.profiles(),
        InitRuns.of(pieces, captures),
        ImportsJoin.tree(pieces, go),
        start,
        Places.of(pieces, files, more));
  }

  private static ServiceStart start(Pieces pieces) {
    ServiceStart files = UnitFilesJoin.into(ServiceStart.NONE, pieces);
    return BootJoin.boot(pieces).map(files::withBoot).orElse(files);
  }

  private static Optional<UnitProperties> unit(Pieces pieces) {
    List<UnitProperties> units = pieces.list("unit/show", new SystemctlShowDecoder());
    return units.isEmpty() ? Optional.empty() : Optional.of(units.getFirst());
  }

  private static List<InetSocket> sockets(Pieces pieces) {
    List<InetSocket> sockets = new ArrayList<>();
    for (String file : List.of("tcp", "tcp6", "udp", "udp6")) {
      sockets.addAll(pieces.list("proc/net/" + file, new NetTcpDecoder()));
    }
    return sockets;
  }
}
