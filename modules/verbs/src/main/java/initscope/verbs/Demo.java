package initscope.verbs;

import initscope.collect.CollectOptions;
import initscope.collect.Target;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.Prompts;
import initscope.report.AnalysisJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The rehearsed incident from login to report: the very path a real host takes, over real SSH on loopback.
public final class Demo {
  private static final String INCIDENT = "ordersd";

  private Demo() {}

  /// What a demonstration left.
  ///
  /// @param analysis of the capture it took
  /// @param files written, in the order they came about
  public record Result(Analysis analysis, List<Path> files) {
    /// Keeps an immutable copy.
    public Result {
      files = List.copyOf(files);
    }
  }

  /// Plays the incident, captures it over SSH and writes capture, reports and drawings.
  ///
  /// @param out folder to write to; made where it is missing
  /// @param toolVersion for the reports
  public static Result run(Path out, String toolVersion, Progress progress)
      throws Failure, CancelledException {
    try {
      Files.createDirectories(out);
      Path capture = out.resolve(INCIDENT + ".isz");
      try (Rehearsal rehearsal = Rehearsal.start(INCIDENT, out)) {
        String unit = rehearsal.host().capture().facts().unit().orElseThrow();
        CollectOptions options =
            new CollectOptions(
                "attach", List.of(), List.of(), List.of(), "InitScope " + toolVersion);
        Collect.run(
            new Collect.Request(
                rehearsal.spec(), rehearsal.ssh(), new Target.Unit(unit), options, capture),
            Prompts.NONE,
            progress);
      }
      Analysis analysis = Analyze.run(List.of(capture), progress);
      List<Path> files = new ArrayList<>(List.of(capture));
      write(analysis, out, toolVersion, files);
      return new Result(analysis, files);
    } catch (IOException e) {
      throw new Failure.Local(
          "Cannot write", out.toString(), e.getMessage() + ": name another folder with --out.", e);
    }
  }

  private static void write(Analysis analysis, Path out, String toolVersion, List<Path> files)
      throws IOException, Failure {
    for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      String language = locale.getLanguage();
      text(
          out.resolve("report-" + language + ".html"),
          analysis,
          "html",
          toolVersion,
          locale,
          files);
      text(
          out.resolve("report-" + language + ".md"),
          analysis,
          "markdown",
          toolVersion,
          locale,
          files);
      text(
          out.resolve("timeline-" + language + ".svg"),
          analysis,
          "svg",
          toolVersion,
          locale,
          files);
      text(
          out.resolve("flame-" + language + ".svg"),
          analysis,
          "svg-flame",
          toolVersion,
          locale,
          files);
    }
    Path json = out.resolve("analysis.json");
    Files.writeString(
        json,
        AnalysisJson.write(analysis.incident(), analysis.diagnosis(), toolVersion, Locale.ENGLISH));
    files.add(json);
  }

  private static void text(
      Path file,
      Analysis analysis,
      String format,
      String toolVersion,
      Locale locale,
      List<Path> files)
      throws IOException, Failure {
    Files.writeString(file, Export.run(analysis, format, toolVersion, locale));
    files.add(file);
  }
}
