package initscope.verbs;

import initscope.collect.spool.SpoolFolder;
import initscope.evidence.Capture;
import initscope.evidence.CaptureReader;
import initscope.evidence.IncidentReader;
import initscope.evidence.NamedInput;
import initscope.evidence.SpoolReader;
import initscope.evidence.TraceIndexes;
import initscope.evidence.TraceReading;
import initscope.gotrace.Parallel;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Failure;
import initscope.model.Incident;
import initscope.model.InputFile;
import initscope.model.Problem;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Files to one incident and its verdict.
public final class Analyze {
  private static final int HEAD_BYTES = 64;

  /// Problems of what one program writes alone: there a part that is missing is damage.
  private static final List<String> DAMAGE = List.of("gotrace.", "perfdata.", "inittrace.");

  private Analyze() {}

  /// Reads captures, spools and loose texts, any mix.
  ///
  /// @throws Failure where a file cannot be opened at all; what is damaged inside stands in the incident's warnings
  public static Analysis run(List<Path> files, Progress progress)
      throws Failure, CancelledException {
    return run(files, progress, true);
  }

  /// The same; Go execution traces themselves are kept only where they are wanted, beside what they tell.
  ///
  /// @throws Failure where a file cannot be opened at all
  public static Analysis run(List<Path> files, Progress progress, boolean keepTraces)
      throws Failure, CancelledException {
    return run(files, new TraceReading(progress, new Workers(), keepTraces, TraceIndexes.NONE));
  }

  /// The same for a use that may need no verdict: causes are looked for when {@link Analysis#diagnosis} is first asked for.
  ///
  /// @throws Failure where a file cannot be opened at all
  public static Analysis read(List<Path> files, Progress progress)
      throws Failure, CancelledException {
    return read(files, new TraceReading(progress, new Workers(), true, TraceIndexes.NONE));
  }

  /// The same for a user who stays with what he opens: large traces are kept, and indexes of them written beside their files, so that they
  /// open at once the next time.
  ///
  /// @throws Failure where a file cannot be opened at all
  public static Analysis open(List<Path> files, Progress progress)
      throws Failure, CancelledException {
    TraceIndexFiles indexes = new TraceIndexFiles(ToolVersion.read());
    Analysis analysis = run(files, new TraceReading(progress, new Workers(), true, indexes));
    indexes.writeInBackground();
    return analysis;
  }

  private static Analysis run(List<Path> files, TraceReading reading)
      throws Failure, CancelledException {
    return read(files, reading).diagnosed();
  }

  private static Analysis read(List<Path> files, TraceReading reading)
      throws Failure, CancelledException {
    if (files.size() == 1 && SpoolFolder.recognises(files.getFirst())) {
      return spool(files.getFirst());
    }
    Progress progress = reading.progress();
    List<NamedInput> inputs = new ArrayList<>();
    List<InputFile> unread = new ArrayList<>();
    for (Path file : files) {
      progress.report(inputs.size(), files.size(), "opening " + file);
      if (Files.isDirectory(file)) {
        UnitFolder folder = UnitFolder.read(file, progress);
        inputs.addAll(folder.inputs());
        unread.addAll(folder.unread());
      } else {
        inputs.add(new NamedInput(file.toString(), Inputs.open(file, progress)));
      }
    }
    progress.report(files.size(), files.size(), "reading");
    return of(inputs, unread, reading);
  }

  /// The same for bytes that are no files, such as pasted text.
  public static Analysis of(List<NamedInput> inputs) {
    try {
      TraceReading quiet = new TraceReading(Progress.NONE, Parallel.NONE, true, TraceIndexes.NONE);
      return of(inputs, List.of(), quiet).diagnosed();
    } catch (CancelledException e) {
      throw new IllegalStateException("nobody cancels", e);
    }
  }

  private static Analysis of(List<NamedInput> inputs, List<InputFile> unread, TraceReading reading)
      throws CancelledException {
    IncidentReader.Opened opened = IncidentReader.open(inputs, reading);
    List<InputFile> all = new ArrayList<>(opened.incident().inputs());
    all.addAll(unread);
    Incident incident = opened.incident().withInputs(all);
    return new Analysis(incident, entries(inputs), opened.traces());
  }

  private static Analysis spool(Path folder) throws Failure {
    Decoded<Capture> capture = SpoolReader.open(new SpoolFolder(folder));
    Incident incident = IncidentReader.read(folder.toString(), 0, capture);
    Entries entries = new Entries(List.of(capture.value()), Map.of());
    return new Analysis(incident, entries, List.of());
  }

  private static Entries entries(List<NamedInput> inputs) {
    List<Capture> captures = new ArrayList<>();
    Map<String, Bytes> loose = new LinkedHashMap<>();
    for (NamedInput input : inputs) {
      if (CaptureReader.recognises(input.bytes().first(HEAD_BYTES))) {
        captures.add(CaptureReader.open(input.bytes()).value());
      } else {
        loose.put(input.name(), input.bytes());
      }
    }
    return new Entries(captures, loose);
  }

  /// Whether an input gave nothing or was damaged: what the exit status must tell.
  public static boolean isDamaged(Incident incident) {
    return incident.inputs().stream().anyMatch(Analyze::isDamaged);
  }

  private static boolean isDamaged(InputFile input) {
    return input.warnings().stream()
        .anyMatch(
            p ->
                p.effect() == Problem.Effect.LOST_FROM_HERE
                    || p.id().startsWith("isz.")
                    || (DAMAGE.stream().anyMatch(p.id()::startsWith)
                        && p.effect() != Problem.Effect.NOTE));
  }
}
