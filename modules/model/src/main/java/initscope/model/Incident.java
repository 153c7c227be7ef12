package initscope.model;

import initscope.model.go.GoPackage;
import initscope.model.go.GoRuntime;
import initscope.model.go.GoTraceFacts;
import initscope.model.go.Goroutine;
import initscope.model.go.ImportTree;
import initscope.model.go.InitRun;
import initscope.model.go.InitTask;
import initscope.model.go.PackageImport;
import initscope.model.go.TimeLapse;
import initscope.model.host.FileLock;
import initscope.model.host.HostFacts;
import initscope.model.host.InetSocket;
import initscope.model.host.JournalEntry;
import initscope.model.host.Mapping;
import initscope.model.host.Mount;
import initscope.model.host.OpenFile;
import initscope.model.host.ProcessFacts;
import initscope.model.host.ThreadState;
import initscope.model.host.UnitProperties;
import initscope.model.host.UnixSocket;
import initscope.model.perf.PerfData;
import initscope.model.profile.Profile;
import initscope.model.start.ServiceStart;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All sources of one analysis, joined: what the rules, views and reports see. Lists are empty where nothing was captured; whether
/// that means "none" or "not looked" stands in {@link #coverage()}.
///
/// @param inputs files this was read from
/// @param coverage what each step gave
/// @param clocks how each source's clock maps to the host's
/// @param host identity of host and boot
/// @param process the target
/// @param unit {@code systemctl show} of its unit, or of the unit asked for when there is no process
/// @param threads of the target
/// @param go the runtime as read from memory
/// @param goroutines from memory, else from a dump
/// @param inits from memory joined with inittrace, else from what the stacks prove
/// @param files open files of the target
/// @param sockets of the target's network namespace
/// @param unixSockets of the same
/// @param locks /proc/locks
/// @param mounts of the target's mount namespace
/// @param maps of the target
/// @param journal tail of the unit's journal, oldest first
/// @param timeLapse samples of the time before main
/// @param goTraces what Go execution traces tell, one for each that was given
/// @param perf recordings of perf, one for each that was given
/// @param profiles stacks with weights that were given as such: folded stacks, profiles of pprof, time in system calls; in the order of the
///     inputs, and of each the one to show at once first
/// @param initRuns starts that were given to be compared by their package inits, in the order of the inputs; empty where there are not two
/// @param importTree who imports what, where a list of imports was given
/// @param start how systemd brought the service up
/// @param sources which raw entry gave a noun: {@code sockets.tcp} to {@code raw/proc/net/tcp}; and {@code file:FD}, {@code socket:INODE}, {@code lock:INODE} to the exact line
public record Incident(
    List<InputFile> inputs,
    List<Coverage> coverage,
    List<ClockFit> clocks,
    HostFacts host,
    Optional<ProcessFacts> process,
    Optional<UnitProperties> unit,
    List<ThreadState> threads,
    Optional<GoRuntime> go,
    List<Goroutine> goroutines,
    List<InitTask> inits,
    List<OpenFile> files,
    List<InetSocket> sockets,
    List<UnixSocket> unixSockets,
    List<FileLock> locks,
    List<Mount> mounts,
    List<Mapping> maps,
    List<JournalEntry> journal,
    Optional<TimeLapse> timeLapse,
    List<GoTraceFacts> goTraces,
    List<PerfData> perf,
    List<Profile> profiles,
    List<InitRun> initRuns,
    ImportTree importTree,
    ServiceStart start,
    Map<String, EvidenceRef> sources) {
  /// Nothing at all: the state of a window before anything is opened.
  public static final Incident EMPTY =
      new Incident(
          List.of(),
          List.of(),
          List.of(),
          HostFacts.UNKNOWN,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Map.of());

  /// Keeps immutable copies.
  public Incident {
    inputs = List.copyOf(inputs);
    coverage = List.copyOf(coverage);
    clocks = List.copyOf(clocks);
    threads = List.copyOf(threads);
    goroutines = List.copyOf(goroutines);
    inits = List.copyOf(inits);
    files = List.copyOf(files);
    sockets = List.copyOf(sockets);
    unixSockets = List.copyOf(unixSockets);
    locks = List.copyOf(locks);
    mounts = List.copyOf(mounts);
    maps = List.copyOf(maps);
    journal = List.copyOf(journal);
    goTraces = List.copyOf(goTraces);
    perf = List.copyOf(perf);
    profiles = List.copyOf(profiles);
    initRuns = List.copyOf(initRuns);
    sources = Map.copyOf(sources);
  }

  /// One without profiles.
  public Incident(
      List<InputFile> inputs,
      List<Coverage> coverage,
      List<ClockFit> clocks,
      HostFacts host,
      Optional<ProcessFacts> process,
      Optional<UnitProperties> unit,
      List<ThreadState> threads,
      Optional<GoRuntime> go,
      List<Goroutine> goroutines,
      List<InitTask> inits,
      List<OpenFile> files,
      List<InetSocket> sockets,
      List<UnixSocket> unixSockets,
      List<FileLock> locks,
      List<Mount> mounts,
      List<Mapping> maps,
      List<JournalEntry> journal,
      Optional<TimeLapse> timeLapse,
      List<GoTraceFacts> goTraces,
      List<PerfData> perf,
      Map<String, EvidenceRef> sources) {
    this(
        inputs,
        coverage,
        clocks,
        host,
        process,
        unit,
        threads,
        go,
        goroutines,
        inits,
        files,
        sockets,
        unixSockets,
        locks,
        mounts,
        maps,
        journal,
        timeLapse,
        goTraces,
        perf,
        List.of(),
        List.of(),
        ImportTree.EMPTY,
        ServiceStart.NONE,
        sources);
  }

  /// One without time-lapse and traces.
  public Incident(
      List<InputFile> inputs,
      List<Coverage> coverage,
      List<ClockFit> clocks,
      HostFacts host,
      Optional<ProcessFacts> process,
      Optional<UnitProperties> unit,
      List<ThreadState> threads,
      Optional<GoRuntime> go,
      List<Goroutine> goroutines,
      List<InitTask> inits,
      List<OpenFile> files,
      List<InetSocket> sockets,
      List<UnixSocket> unixSockets,
      List<FileLock> locks,
      List<Mount> mounts,
      List<Mapping> maps,
      List<JournalEntry> journal,
      Map<String, EvidenceRef> sources) {
    this(
        inputs,
        coverage,
        clocks,
        host,
        process,
        unit,
        threads,
        go,
        goroutines,
        inits,
        files,
        sockets,
        unixSockets,
        locks,
        mounts,
        maps,
        journal,
        Optional.empty(),
        List.of(),
        List.of(),
        sources);
  }

  /// The same of other inputs.
  public Incident withInputs(List<InputFile> others) {
    return with(others, go, goroutines, inits, timeLapse, goTraces, perf, profiles);
  }

  /// The same with another reading of the runtime.
  public Incident withGo(
      Optional<GoRuntime> runtime, List<Goroutine> allGoroutines, List<InitTask> allInits) {
    return with(
        inputs,
        runtime,
        allGoroutines,
        allInits,
        timeLapse,
        goTraces,
        perf,
        profiles,
        initRuns,
        importTree,
        start);
  }

  /// The same with other init tasks.
  public Incident withInits(List<InitTask> others) {
    return with(inputs, go, goroutines, others, timeLapse, goTraces, perf, profiles);
  }

  /// The same with a time-lapse.
  public Incident withTimeLapse(TimeLapse lapse) {
    return with(inputs, go, goroutines, inits, Optional.of(lapse), goTraces, perf, profiles);
  }

  /// The same with what Go execution traces tell.
  public Incident withGoTraces(List<GoTraceFacts> facts) {
    return with(inputs, go, goroutines, inits, timeLapse, facts, perf, profiles);
  }

  /// The same with recordings of perf.
  public Incident withPerf(List<PerfData> recordings) {
    return with(inputs, go, goroutines, inits, timeLapse, goTraces, recordings, profiles);
  }

  /// The same with other profiles.
  public Incident withProfiles(List<Profile> others) {
    return with(inputs, go, goroutines, inits, timeLapse, goTraces, perf, others);
  }

  /// The same with starts to be compared.
  public Incident withInitRuns(List<InitRun> runs) {
    return with(
        inputs,
        go,
        goroutines,
        inits,
        timeLapse,
        goTraces,
        perf,
        profiles,
        runs,
        importTree,
        start);
  }

  /// The same with a list of imports.
  public Incident withImportTree(ImportTree tree) {
    return with(
        inputs, go, goroutines, inits, timeLapse, goTraces, perf, profiles, initRuns, tree, start);
  }

  /// The same with what is known of how systemd brought the service up.
  public Incident withStart(ServiceStart other) {
    return with(
        inputs,
        go,
        goroutines,
        inits,
        timeLapse,
        goTraces,
        perf,
        profiles,
        initRuns,
        importTree,
        other);
  }

  private Incident with(
      List<InputFile> newInputs,
      Optional<GoRuntime> newGo,
      List<Goroutine> newGoroutines,
      List<InitTask> newInits,
      Optional<TimeLapse> newLapse,
      List<GoTraceFacts> newTraces,
      List<PerfData> newPerf,
      List<Profile> newProfiles) {
    return with(
        newInputs,
        newGo,
        newGoroutines,
        newInits,
        newLapse,
        newTraces,
        newPerf,
        newProfiles,
        initRuns,
        importTree,
        start);
  }

  private Incident with(
      List<InputFile> newInputs,
      Optional<GoRuntime> newGo,
      List<Goroutine> newGoroutines,
      List<InitTask> newInits,
      Optional<TimeLapse> newLapse,
      List<GoTraceFacts> newTraces,
      List<PerfData> newPerf,
      List<Profile> newProfiles,
      List<InitRun> newRuns,
      ImportTree newTree,
      ServiceStart newStart) {
    return new Incident(
        newInputs,
        coverage,
        clocks,
        host,
        process,
        unit,
        threads,
        newGo,
        newGoroutines,
        newInits,
        files,
        sockets,
        unixSockets,
        locks,
        mounts,
        maps,
        journal,
        newLapse,
        newTraces,
        newPerf,
        newProfiles,
        newRuns,
        newTree,
        newStart,
        sources);
  }

  /// How a package came into the program, import by import: as calls in the executable show it where that begins at {@code main}, else by the
  /// list of imports, else as far as calls show it. Empty where neither leads to it.
  public List<PackageImport> importsTo(String packagePath) {
    List<PackageImport> calls = go.map(GoRuntime::imports).orElse(List.of());
    int end = 0;
    while (end < calls.size() && !calls.get(end).imported().equals(packagePath)) {
      end++;
    }
    List<PackageImport> shown = end < calls.size() ? calls.subList(0, end + 1) : List.of();
    boolean whole = !shown.isEmpty() && shown.getFirst().importer().equals(GoPackage.MAIN);
    List<PackageImport> listed = whole ? List.of() : importTree.wayTo(packagePath);
    return listed.isEmpty() ? shown : listed;
  }

  /// The place a noun was read from.
  public Optional<EvidenceRef> source(String key) {
    return Optional.ofNullable(sources.get(key));
  }

  /// Whether a step gave something.
  public boolean has(String step) {
    return coverage.stream()
        .anyMatch(c -> c.step().equals(step) && c.state() == Coverage.State.DONE);
  }
}
