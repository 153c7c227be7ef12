package initscope.verbs;

import initscope.collect.CollectOptions;
import initscope.collect.Target;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.change.Plan;
import initscope.remote.Prompts;
import initscope.report.AnalysisJson;
import initscope.tuning.StatusView;
import initscope.tuning.plan.PlanRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/// The rehearsed incident from login to report and to a change taken back: the very path a real host takes, over real SSH on loopback.
public final class Demo {
  private static final String INCIDENT = "ordersd";
  private static final String SETTING = "net.ipv4.tcp_syn_retries=3";

  private Demo() {}

  /// What a demonstration left.
  ///
  /// @param analysis of the capture it took
  /// @param change how the change stood after it was applied, and after it was taken back
  /// @param files written, in the order they came about
  public record Result(Analysis analysis, List<StatusView> change, List<Path> files) {
    /// Keeps immutable copies.
    public Result {
      change = List.copyOf(change);
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
      List<StatusView> change;
      try (Rehearsal rehearsal = Rehearsal.start(INCIDENT, out)) {
        capture(rehearsal, capture, toolVersion, progress);
        change = change(rehearsal, out, toolVersion, progress);
      }
      Analysis analysis = Analyze.run(List.of(capture), progress);
      List<Path> files = new ArrayList<>(List.of(capture));
      write(analysis, out, toolVersion, files);
      return new Result(analysis, change, files);
    } catch (IOException e) {
      throw new Failure.Local(
          "Cannot write", out.toString(), e.getMessage() + ": name another folder with --out.", e);
    }
  }

  private static void capture(Rehearsal rehearsal, Path file, String toolVersion, Progress progress)
      throws Failure, CancelledException {
    String unit = rehearsal.host().capture().facts().unit().orElseThrow();
    CollectOptions options =
        new CollectOptions("attach", List.of(), List.of(), List.of(), "InitScope " + toolVersion);
    Collect.run(
        new Collect.Request(
            rehearsal.spec(), rehearsal.ssh(), new Target.Unit(unit), options, file),
        Prompts.NONE,
        progress);
  }

  /// Fewer retries let such a dial fail sooner: puts that on trial and takes it back, with a journal of its own.
  private static List<StatusView> change(
      Rehearsal rehearsal, Path out, String toolVersion, Progress progress)
      throws Failure, IOException {
    Path journal = Files.createTempDirectory(out, "journal-");
    try (Tune tune =
        Tune.open(
            journal,
            "demo",
            toolVersion,
            rehearsal.spec(),
            rehearsal.ssh(),
            Prompts.NONE,
            progress)) {
      PlanRequest request =
          new PlanRequest(
              Tune.changes(List.of(SETTING)),
              "demonstration",
              false,
              Plan.DEFAULT_WINDOW_SECONDS,
              OptionalLong.empty());
      String plan = tune.plan(request).plan().orElseThrow().id();
      StatusView applied = tune.apply(plan);
      return List.of(applied, tune.rollback());
    } finally {
      try (var left = Files.walk(journal)) {
        for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
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
      if (!analysis.incident().go().map(g -> g.waits().waits()).orElse(List.of()).isEmpty()) {
        text(
            out.resolve("waits-" + language + ".svg"),
            analysis,
            "svg-waits",
            toolVersion,
            locale,
            files);
      }
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
    Files.write(file, Export.run(analysis, format, toolVersion, locale));
    files.add(file);
  }
}
