package initscope.cli;

import initscope.diagnosis.diff.Normalised;
import initscope.formats.folded.DiffFolded;
import initscope.formats.perf.PerfFolding;
import initscope.gotrace.profile.TraceProfileKind;
import initscope.layout.inits.InitProfiles.Measure;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.verbs.Analyze;
import initscope.verbs.Export;
import initscope.verbs.ToolVersion;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// {@code initscope export}.
final class ExportVerb implements Verb {
  private static final int DAMAGED = 3;
  private static final String PERF = "perf";
  private static final int BUFFER_BYTES = 1 << 16;

  @Override
  public Syntax syntax() {
    return LookWords.addTo(syntaxOfStacks())
        .one("-o", "--output", "OUT", "file to write; standard output without")
        .one("--lang", "en|zh", "language of the sentences");
  }

  private static Syntax syntaxOfStacks() {
    return Syntax.verb("export", "An analysis for other tools and people.")
        .words("FILE", "as for analyze", true)
        .one("--to", "FORMAT", String.join(", ", Export.FORMATS))
        .one(
            "--profile",
            "KIND",
            "stacks of a Go trace, or samples of perf: " + String.join(", ", kinds()))
        .one("--event", "NAME", "samples of perf: this event; without, the first that was recorded")
        .flag("--pid", "samples of perf: the root names the process too")
        .flag("--tid", "... process and thread")
        .flag("--kernel", "... frames of the kernel end with _[k]")
        .flag("--jit", "... frames of a just-in-time compiler end with _[j]")
        .flag("--all", "... both")
        .flag("--addrs", "... an unknown symbol is named by its address too")
        .flag("--normalize", "folded-diff: counts before are scaled to the sum after")
        .flag("--per-second", "svg-diff: CPU time a second, not shares of each recording")
        .flag("--strip-hex", "folded-diff: numbers such as 0x45ef2173 in names become 0x...")
        .one(
            "--inits",
            "MEASURE",
            "folded-diff, svg-diff of package inits: " + String.join(", ", measures()));
  }

  @Override
  public int run(Words words, Console console) throws Failure, Progress.CancelledException {
    List<String> names = words.positionalsFrom(0);
    String to = words.text("--to", "");
    if (to.isEmpty()) {
      throw new Failure.Usage(
          "No format named", "for export", "--to takes " + String.join(", ", Export.FORMATS) + ".");
    }
    Export.Request wanted =
        new Export.Request(
            to,
            profile(words),
            folding(words),
            new DiffFolded.Options(words.has("--normalize"), words.has("--strip-hex")),
            words.has("--per-second") ? Normalised.DURATION : Normalised.SAMPLES,
            LookWords.of(words),
            inits(words),
            ToolVersion.read(),
            Language.of(words));
    var analysis = Analyze.read(names.stream().map(Path::of).toList(), console.progress());
    Export.Writing writing = Export.of(analysis, wanted);
    String output = words.text("--output", "");
    try {
      if (output.isEmpty()) {
        write(writing, console.results(), console.progress());
      } else {
        save(writing, Path.of(output), console.progress());
      }
    } catch (IOException e) {
      String where = output.isEmpty() ? "to standard output" : output;
      throw new Failure.Local(
          "Cannot write", where, e.getMessage() + ": name another file with -o.", e);
    }
    Export.remarks(analysis, wanted).forEach(console::say);
    if (Analyze.isDamaged(analysis.incident())) {
      AnalyzeVerb.warn(analysis.diagnosis(), console, wanted.locale());
      return DAMAGED;
    }
    return 0;
  }

  /// Writes a file whole or not at all: what is cancelled or fails half way leaves what was there before. Pipes and devices are written
  /// as it comes.
  static void save(Export.Writing writing, Path file, Progress progress)
      throws IOException, Progress.CancelledException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      try (OutputStream out = Files.newOutputStream(file)) {
        write(writing, out, progress);
      }
      return;
    }
    Path target = Files.exists(file) ? file.toRealPath() : file;
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      try (OutputStream out = Files.newOutputStream(part)) {
        write(writing, out, progress);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void write(Export.Writing writing, OutputStream out, Progress progress)
      throws IOException, Progress.CancelledException {
    OutputStream pieces = new BufferedOutputStream(out, BUFFER_BYTES);
    writing.to(pieces, progress);
    pieces.flush();
  }

  private static Optional<TraceProfileKind> profile(Words words) throws Failure {
    String word = words.text("--profile", "");
    if (word.equals(PERF)) {
      return Optional.empty();
    }
    Optional<TraceProfileKind> kind = TraceProfileKind.of(word);
    if (kind.isEmpty() && !word.isEmpty()) {
      throw new Failure.Usage(
          "Unknown profile", word, "--profile takes " + String.join(", ", kinds()) + ".");
    }
    return kind;
  }

  /// The options of stackcollapse-perf.pl, by their names.
  private static Optional<PerfFolding> folding(Words words) {
    boolean all = words.has("--all");
    PerfFolding folding =
        new PerfFolding(
            words.has("--pid"),
            words.has("--tid"),
            all || words.has("--kernel"),
            all || words.has("--jit"),
            words.has("--addrs"),
            Optional.of(words.text("--event", "")).filter(e -> !e.isEmpty()));
    boolean asked = words.text("--profile", "").equals(PERF) || !folding.equals(PerfFolding.PLAIN);
    return asked ? Optional.of(folding) : Optional.empty();
  }

  private static Optional<Measure> inits(Words words) throws Failure {
    String word = words.text("--inits", "");
    Optional<Measure> measure =
        Arrays.stream(Measure.values()).filter(m -> m.word().equals(word)).findFirst();
    if (measure.isEmpty() && !word.isEmpty()) {
      throw new Failure.Usage(
          "Unknown measure", word, "--inits takes " + String.join(", ", measures()) + ".");
    }
    return measure;
  }

  private static List<String> measures() {
    return Arrays.stream(Measure.values()).map(Measure::word).toList();
  }

  private static List<String> kinds() {
    List<String> kinds = new ArrayList<>(TraceProfileKind.words());
    kinds.add(PERF);
    return kinds;
  }
}
