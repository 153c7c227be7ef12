package initscope.evidence;

import initscope.evidence.join.CapturePieces;
import initscope.evidence.join.InitRuns;
import initscope.evidence.join.Join;
import initscope.evidence.join.Piece;
import initscope.evidence.join.Pieces;
import initscope.evidence.join.ProfileJoin;
import initscope.evidence.join.UnitFilesJoin;
import initscope.formats.Formats;
import initscope.formats.golist.GoListDecoder;
import initscope.formats.inittrace.InitTraceDecoder;
import initscope.formats.perf.PerfScriptDecoder;
import initscope.formats.perfdata.PerfDataDecoder;
import initscope.formats.proc.FstabDecoder;
import initscope.formats.systemd.SystemctlShowDecoder;
import initscope.formats.systemd.UnitFileDecoder;
import initscope.formats.systemd.UnitLinksDecoder;
import initscope.gotrace.GoTraceDecoder;
import initscope.model.Bytes;
import initscope.model.ClockFit;
import initscope.model.Coverage;
import initscope.model.Decoded;
import initscope.model.Incident;
import initscope.model.InputFile;
import initscope.model.Problem;
import initscope.model.Problem.Effect;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.RawEntry;
import initscope.model.go.GoRuntime;
import initscope.model.go.GoTraceFacts;
import initscope.xray.core.CoreDecoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Any mix of captures and loose texts to one incident. A live capture, a colleague's file and a pasted dump all come through
/// here, so that they are understood alike.
public final class IncidentReader {
  private static final int HEAD = 64 << 10;
  private static final String ELF = "elf";
  private static final String SHOW = "systemctl-show";

  /// What a loose input of a format stands for.
  private static final Map<String, String> LOOSE =
      Map.ofEntries(
          Map.entry("os-release", "host/os-release"),
          Map.entry("proc-locks", "host/locks"),
          Map.entry("proc-status", "proc/status"),
          Map.entry("proc-stat", "proc/stat"),
          Map.entry("proc-maps", "proc/maps"),
          Map.entry("proc-limits", "proc/limits"),
          Map.entry("proc-cgroup", "proc/cgroup"),
          Map.entry("proc-mountinfo", "proc/mountinfo"),
          Map.entry("proc-fd", "proc/fd"),
          Map.entry("proc-net-tcp", "proc/net/tcp"),
          Map.entry("proc-net-unix", "proc/net/unix"),
          Map.entry("proc-wchan", "proc/task/0/wchan"),
          Map.entry("proc-syscall", "proc/task/0/syscall"),
          Map.entry("proc-stack", "proc/task/0/stack"),
          Map.entry("proc-task-sched", "proc/task-sched"),
          Map.entry("systemd-time", "boot/time"),
          Map.entry("systemd-blame", "boot/blame"),
          Map.entry("systemd-critical-chain", "boot/critical-chain"),
          Map.entry("systemd-dump", "boot/dump"),
          Map.entry("systemd-plot", "boot/plot"),
          Map.entry("journal-text", "boot/journal"),
          Map.entry("journal-json", "boot/journal"),
          Map.entry("dmesg", "boot/journal"),
          Map.entry("bootchart", "boot/chart"),
          Map.entry("systemd-bootchart", "boot/chart"),
          Map.entry("journal-export", "unit/journal"),
          Map.entry(FstabDecoder.NAME, "host/fstab"),
          Map.entry("pstack", "pstack"),
          Map.entry("goroutine-dump", "goroutines"),
          Map.entry(GoListDecoder.NAME, "golist"),
          Map.entry(CoreDecoder.NAME, "core"));

  private final Pieces pieces = new Pieces();
  private final List<CapturePieces> captures = new ArrayList<>();
  private final Set<String> covered = new HashSet<>();
  private final List<InputFile> inputs = new ArrayList<>();
  private final List<Coverage> coverage = new ArrayList<>();
  private final List<ClockFit> clocks = new ArrayList<>();
  private final List<GoTraceFacts> traceFacts = new ArrayList<>();
  private final List<OpenTrace> traces = new ArrayList<>();
  private OptionalLong pid = OptionalLong.empty();

  private IncidentReader() {}

  /// An incident and the traces it was read from.
  ///
  /// @param incident all sources, joined
  /// @param traces those of the inputs that are Go execution traces, where they were to be kept
  public record Opened(Incident incident, List<OpenTrace> traces) {
    /// Keeps an immutable copy.
    public Opened {
      traces = List.copyOf(traces);
    }
  }

  /// Reads all inputs. Never throws on bad bytes: what could not be read stands in {@link InputFile#warnings()}, with
  /// {@link Effect#LOST_FROM_HERE} at offset 0 where an input gave nothing at all.
  public static Incident read(List<NamedInput> inputs) {
    try {
      return open(inputs, TraceReading.QUIET).incident();
    } catch (CancelledException e) {
      throw new IllegalStateException("nobody cancels", e);
    }
  }

  /// Reads all inputs, as {@link #read(List)} does, and tells how far it is.
  ///
  /// @param reading how Go execution traces are read
  /// @throws CancelledException when the user cancelled
  public static Opened open(List<NamedInput> inputs, TraceReading reading)
      throws CancelledException {
    List<Integer> traces = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (new GoTraceDecoder().recognises(inputs.get(i).bytes().first(HEAD))) {
        traces.add(i);
      }
    }
    Map<Integer, TraceInputs.Result> read = TraceInputs.read(inputs, traces, reading);
    IncidentReader reader = new IncidentReader();
    for (int i = 0; i < inputs.size(); i++) {
      TraceInputs.Result trace = read.get(i);
      if (trace == null) {
        reader.take(inputs.get(i));
      } else {
        reader.take(inputs.get(i), trace);
      }
    }
    return new Opened(reader.join(reading.progress()), reader.traces);
  }

  /// Reads one opened capture: a spool folder, or a sealed file opened for its raw entries too.
  ///
  /// @param name as the user named it
  /// @param sizeBytes its size
  public static Incident read(String name, long sizeBytes, Decoded<Capture> capture) {
    IncidentReader reader = new IncidentReader();
    reader.take(name, sizeBytes, capture);
    try {
      return reader.join(Progress.NONE);
    } catch (CancelledException e) {
      throw new IllegalStateException("nobody cancels", e);
    }
  }

  private void take(NamedInput input) {
    Bytes head = input.bytes().first(HEAD);
    if (CaptureReader.recognises(head)) {
      take(input.name(), input.bytes().size(), CaptureReader.open(input.bytes()));
      return;
    }
    String format = format(input, head);
    // there may be several executables: a program and its plugins; and several recordings, profiles
    // and starts, to be compared
    String key =
        switch (format) {
          case ELF -> "binary/" + inputs.size();
          case PerfScriptDecoder.NAME -> "perf/script." + inputs.size();
          case PerfDataDecoder.NAME -> "perf/data." + inputs.size();
          case UnitFileDecoder.NAME, UnitLinksDecoder.NAME -> UnitFilesJoin.key(inputs.size());
          case SHOW -> shown(input.bytes());
          case InitTraceDecoder.NAME -> InitRuns.key(count(InitTraceDecoder.NAME));
          case String of when ProfileJoin.FORMATS.contains(of) ->
              ProfileJoin.key(of, inputs.size());
          default -> LOOSE.getOrDefault(format, "");
        };
    List<Problem> warnings = List.of();
    if (key.isEmpty()) {
      warnings =
          List.of(new Problem("input.unknown", Effect.LOST_FROM_HERE, 0, head.first(80).utf8()));
    } else if (!pieces.add(
        new Piece(input.name(), key, inputs.size(), OptionalLong.empty(), input.bytes()))) {
      warnings = List.of(new Problem("input.second", Effect.SKIPPED, 0, format));
    } else if (!format.equals(ELF) && !format.equals(CoreDecoder.NAME)) {
      Coverage done = new Coverage(format, Coverage.State.DONE, "");
      // a folder has hundreds of unit files
      if (!key.startsWith(UnitFilesJoin.FOLDER) || covered.add(format)) {
        coverage.add(done);
      }
    }
    inputs.add(
        new InputFile(input.name(), format, input.bytes().size(), Optional.empty(), warnings));
  }

  /// {@code systemctl show} of the manager, of all units, or of one.
  private static String shown(Bytes bytes) {
    String head = bytes.first(HEAD).utf8();
    if (head.contains("UserspaceTimestampMonotonic=")) {
      return "boot/manager";
    }
    boolean several = new SystemctlShowDecoder().decode(bytes.first(HEAD)).value().size() > 2;
    return several ? "boot/show" : "unit/show";
  }

  private int count(String format) {
    return (int) inputs.stream().filter(i -> i.format().equals(format)).count();
  }

  private void take(NamedInput input, TraceInputs.Result read) {
    traceFacts.add(read.facts());
    read.trace().ifPresent(trace -> traces.add(new OpenTrace(input.name(), trace)));
    coverage.add(new Coverage(GoTraceDecoder.NAME, Coverage.State.DONE, ""));
    inputs.add(
        new InputFile(
            input.name(),
            GoTraceDecoder.NAME,
            input.bytes().size(),
            Optional.of(read.facts().goVersion()),
            read.problems()));
  }

  private static String format(NamedInput input, Bytes head) {
    if (new CoreDecoder().recognises(head)) {
      return CoreDecoder.NAME;
    }
    if (head.startsWith("\u007fELF")) {
      return ELF;
    }
    // a unit file may hold comments only, and one of no bytes masks its unit
    boolean unit = UnitFilesJoin.isNamed(input.name()) && head.indexOf(0, 0) < 0;
    return Formats.recognise(head)
        .map(d -> d.format().name())
        .orElse(unit ? UnitFileDecoder.NAME : "unknown");
  }

  private void take(String name, long sizeBytes, Decoded<Capture> opened) {
    Capture capture = opened.value();
    List<Problem> warnings = new ArrayList<>(opened.problems());
    Pieces own = new Pieces();
    for (EntryInfo info : capture.index()) {
      Optional<RawEntry> entry = capture.entry(info.name());
      if (entry.isEmpty()) {
        warnings.add(
            new Problem("isz.entry.unreadable", Effect.SKIPPED, 0, Capture.RAW + info.name()));
        continue;
      }
      capture.verify(entry.get()).ifPresent(warnings::add);
      OptionalLong start =
          info.startNanos() > 0 ? OptionalLong.of(info.startNanos()) : OptionalLong.empty();
      Piece piece =
          new Piece(
              Capture.RAW + info.name(), info.name(), inputs.size(), start, entry.get().bytes());
      pieces.add(piece);
      own.add(piece);
    }
    captures.add(new CapturePieces(name, own));
    coverage.addAll(capture.facts().coverage());
    clocks.addAll(capture.facts().clocks());
    if (pid.isEmpty()) {
      pid = capture.facts().pid();
    }
    inputs.add(new InputFile(name, "isz", sizeBytes, Optional.empty(), warnings));
  }

  private Incident join(Progress progress) throws CancelledException {
    Incident joined = Join.incident(pieces, captures, coverage, clocks, pid, progress);
    Optional<String> goVersion =
        joined.go().map(GoRuntime::binary).filter(b -> b.isGo()).map(b -> b.goVersion());
    List<InputFile> told = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      InputFile input = inputs.get(i);
      Set<Problem> warnings = new LinkedHashSet<>(input.warnings());
      warnings.addAll(pieces.warnings(i));
      for (CapturePieces capture : captures) {
        warnings.addAll(capture.pieces().warnings(i));
      }
      boolean hasVersion = input.format().equals("isz") || input.format().equals(CoreDecoder.NAME);
      told.add(
          new InputFile(
              input.path(),
              input.format(),
              input.sizeBytes(),
              hasVersion ? goVersion : input.goVersion(),
              List.copyOf(warnings)));
    }
    return joined.withInputs(told).withGoTraces(traceFacts);
  }
}
