package initscope.verbs;

import initscope.diagnosis.diff.Normalised;
import initscope.evidence.OpenTrace;
import initscope.formats.folded.DiffFolded;
import initscope.formats.perf.PerfFolding;
import initscope.formats.perf.PerfProfile;
import initscope.gotrace.profile.TraceProfileKind;
import initscope.layout.Theme;
import initscope.layout.TimelineSvg;
import initscope.layout.Timelines;
import initscope.layout.Words;
import initscope.layout.flame.FlameQuery;
import initscope.layout.inits.InitProfiles.Measure;
import initscope.layout.waits.WaitSvg;
import initscope.model.Failure;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.go.Goroutine;
import initscope.model.perf.PerfData;
import initscope.model.profile.Profile;
import initscope.report.HtmlReport;
import initscope.report.MarkdownReport;
import initscope.verbs.traces.TraceExport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An analysis for other tools and people.
public final class Export {
  private static final int SVG_WIDTH_PX = 1200;

  /// Names {@code --to} takes.
  public static final List<String> FORMATS =
      List.of(
          "html",
          "markdown",
          "svg",
          "svg-flame",
          "svg-waits",
          "folded",
          "speedscope",
          "pprof",
          "firefox",
          "folded-diff",
          "svg-diff",
          "goroutines",
          "perfetto",
          "goroutines-csv");

  private Export() {}

  /// What is wanted.
  ///
  /// @param to one of {@link #FORMATS}
  /// @param profile which stacks of a Go execution trace; empty for those of the process, or off-cpu where there is only a trace
  /// @param perf how samples of perf are folded; where empty they are exported only if there are no stacks of a process
  /// @param difference how two profiles are set side by side
  /// @param compared what makes two sides comparable in {@code svg-diff}
  /// @param look how {@code svg-flame} draws stacks; {@code svg-diff} takes of it where the root is
  /// @param inits what of package inits is compared; where empty, their time, and only if no recordings or profiles are to be compared
  /// @param toolVersion of this program
  /// @param locale of the sentences
  public record Request(
      String to,
      Optional<TraceProfileKind> profile,
      Optional<PerfFolding> perf,
      DiffFolded.Options difference,
      Normalised compared,
      FlameQuery look,
      Optional<Measure> inits,
      String toolVersion,
      Locale locale) {
    /// One of no difference.
    public Request(
        String to,
        Optional<TraceProfileKind> profile,
        Optional<PerfFolding> perf,
        String toolVersion,
        Locale locale) {
      this(
          to,
          profile,
          perf,
          DiffFolded.Options.PLAIN,
          Normalised.SAMPLES,
          FlameQuery.DEFAULT,
          Optional.empty(),
          toolVersion,
          locale);
    }
  }

  /// A file that can be written.
  @FunctionalInterface
  public interface Writing {
    /// Writes it: text in UTF-8, bytes for {@code pprof} and {@code perfetto}.
    ///
    /// @param sink takes it piece by piece; neither flushed nor closed here
    /// @throws IOException what the sink throws
    /// @throws CancelledException when the user cancelled
    void to(OutputStream sink, Progress progress) throws IOException, CancelledException;
  }

  /// Makes an analysis ready to be written.
  ///
  /// @throws Failure.Usage for another format, or one that the inputs do not give
  public static Writing of(Analysis analysis, Request wanted) throws Failure {
    String to = wanted.to();
    boolean profiles = TraceExport.PROFILE_FORMATS.contains(to);
    if (wanted.profile().isPresent() && !profiles && !isOfWaits(analysis, wanted)) {
      throw new Failure.Usage(
          "No profiles in", to, "--profile goes with " + list(TraceExport.PROFILE_FORMATS) + ".");
    }
    checkLook(wanted);
    if (TraceExport.FORMATS.contains(to)) {
      OpenTrace trace = trace(analysis, to);
      return (sink, progress) -> TraceExport.write(trace, to, sink, progress);
    }
    if (profiles && isOfTrace(analysis, wanted) && !isOfWaits(analysis, wanted)) {
      OpenTrace trace = trace(analysis, to);
      TraceProfileKind kind = wanted.profile().orElse(TraceProfileKind.OFF_CPU);
      String exporter = "initscope " + wanted.toolVersion();
      return (sink, progress) -> TraceExport.profile(trace, kind, to, exporter, sink, progress);
    }
    byte[] file = file(analysis, wanted);
    return (sink, progress) -> sink.write(file);
  }

  /// Paths that are compared are paths from the root: a picture of changes can only be turned over.
  private static void checkLook(Request wanted) throws Failure.Usage {
    if (wanted.inits().isPresent() && !isDifference(wanted)) {
      throw new Failure.Usage(
          "Cannot compare inits in:", wanted.to(), "--inits goes with folded-diff and svg-diff.");
    }
    FlameQuery look = wanted.look();
    boolean turned = look.equals(FlameQuery.DEFAULT.withRootAtBottom(look.rootAtBottom()));
    if (turned && wanted.to().equals(ProfileExport.CHANGES)) {
      return;
    }
    if (!look.equals(FlameQuery.DEFAULT) && !wanted.to().equals(ProfileExport.FLAME)) {
      throw new Failure.Usage(
          "Cannot draw in that way:",
          wanted.to(),
          "--flame goes with svg-flame and svg-diff; --inverted, --as-seen, --recursion and --hide"
              + " with svg-flame.");
    }
  }

  private static byte[] file(Analysis analysis, Request wanted) throws Failure {
    String to = wanted.to();
    if (isDifference(wanted)) {
      return difference(analysis.incident(), wanted);
    }
    if (isOfWaits(analysis, wanted)) {
      List<Profile> waits = ProfileExport.waits(analysis.incident());
      return ProfileExport.write(waits, title(analysis.incident()), wanted);
    }
    if (ProfileExport.FORMATS.contains(to) && isOfPerf(analysis, wanted)) {
      PerfFolding folding = wanted.perf().orElse(PerfFolding.PLAIN);
      PerfData data = perf(analysis, to, folding);
      Profile samples = PerfProfile.folded(data, of(folding, data, to));
      return ProfileExport.write(List.of(samples), title(analysis.incident()), wanted);
    }
    return whole(analysis, wanted);
  }

  /// Sentences on what is missing in a file, for those who read it: not all of an input may have been measured.
  public static List<String> remarks(Analysis analysis, Request wanted) {
    return isDifference(wanted) && isOfInits(analysis.incident(), wanted)
        ? InitExport.remarks(analysis.incident(), wanted)
        : List.of();
  }

  private static boolean isDifference(Request wanted) {
    return List.of(ProfileExport.DIFFERENCE, ProfileExport.CHANGES).contains(wanted.to());
  }

  /// Package inits where they are asked for, or where there is nothing else to be compared.
  private static boolean isOfInits(Incident incident, Request wanted) {
    return wanted.inits().isPresent()
        || (!incident.initRuns().isEmpty()
            && incident.perf().isEmpty()
            && incident.profiles().isEmpty());
  }

  private static byte[] difference(Incident incident, Request wanted) throws Failure {
    if (isOfInits(incident, wanted)) {
      return InitExport.write(incident, wanted);
    }
    return wanted.to().equals(ProfileExport.DIFFERENCE)
        ? ProfileExport.difference(incident, wanted)
        : ProfileExport.changes(incident, wanted);
  }

  /// Writes what an analysis tells but for its traces.
  ///
  /// @param to one of {@link #FORMATS} that needs no trace
  /// @return a whole file: text in UTF-8, bytes for {@code pprof}
  /// @throws Failure.Usage for another name
  public static byte[] run(Analysis analysis, String to, String toolVersion, Locale locale)
      throws Failure {
    return whole(
        analysis, new Request(to, Optional.empty(), Optional.empty(), toolVersion, locale));
  }

  private static byte[] whole(Analysis analysis, Request wanted) throws Failure {
    Incident incident = analysis.incident();
    return ProfileExport.FORMATS.contains(wanted.to())
        ? ProfileExport.write(ProfileExport.stacks(incident), title(incident), wanted)
        : text(analysis, wanted.to(), wanted.toolVersion(), wanted.locale())
            .getBytes(StandardCharsets.UTF_8);
  }

  /// Folded text adds up what stackcollapse-perf.pl does; elsewhere weights have a unit, so that only one event is told.
  private static PerfFolding of(PerfFolding folding, PerfData data, String to) {
    return to.equals("folded") || folding.event().isPresent()
        ? folding
        : data.mainEvent().map(folding::of).orElse(folding);
  }

  private static boolean isOfPerf(Analysis analysis, Request wanted) {
    return wanted.perf().isPresent()
        || (!analysis.incident().perf().isEmpty() && ProfileExport.isEmpty(analysis.incident()));
  }

  /// The one recording of an analysis, with the event that is asked for.
  private static PerfData perf(Analysis analysis, String to, PerfFolding folding) throws Failure {
    List<PerfData> recordings = analysis.incident().perf();
    if (recordings.size() != 1) {
      throw new Failure.Usage(
          "Cannot export",
          to,
          "it is made of one recording of perf, and %d are among the inputs."
              .formatted(recordings.size()));
    }
    PerfData data = recordings.getFirst();
    if (folding.event().isPresent() && !data.events().contains(folding.event().get())) {
      throw new Failure.Usage(
          "No such event:", folding.event().get(), "recorded were " + list(data.events()) + ".");
    }
    return data;
  }

  /// What is off the CPU is told by an execution trace where there is one, else by events of the scheduler.
  private static boolean isOfWaits(Analysis analysis, Request wanted) {
    return wanted.profile().filter(TraceProfileKind.OFF_CPU::equals).isPresent()
        && analysis.traces().isEmpty()
        && ProfileExport.FORMATS.contains(wanted.to())
        && analysis.incident().perf().stream().anyMatch(p -> p.sched().size() > 0);
  }

  private static boolean isOfTrace(Analysis analysis, Request wanted) {
    return wanted.profile().isPresent()
        || (!analysis.traces().isEmpty() && ProfileExport.isEmpty(analysis.incident()));
  }

  /// The one trace of an analysis.
  private static OpenTrace trace(Analysis analysis, String to) throws Failure {
    List<OpenTrace> traces = analysis.traces();
    if (traces.size() != 1) {
      throw new Failure.Usage(
          "Cannot export",
          to,
          "it is made of one Go execution trace, and %d are among the inputs."
              .formatted(traces.size()));
    }
    return traces.getFirst();
  }

  private static String list(List<String> names) {
    return String.join(", ", names);
  }

  private static String text(Analysis analysis, String to, String toolVersion, Locale locale)
      throws Failure {
    Incident incident = analysis.incident();
    return switch (to) {
      case "html" -> HtmlReport.write(incident, analysis.diagnosis(), toolVersion, locale);
      case "markdown" -> MarkdownReport.write(incident, analysis.diagnosis(), toolVersion, locale);
      case "svg" -> timeline(incident, locale);
      case "svg-waits" -> waits(incident, locale);
      case "goroutines" -> goroutines(incident);
      default ->
          throw new Failure.Usage("Cannot export to", to, "one of " + list(FORMATS) + " is known.");
    };
  }

  private static String timeline(Incident incident, Locale locale) {
    Words words = Words.of(locale);
    return TimelineSvg.write(Timelines.of(incident, words), Theme.LIGHT, words, SVG_WIDTH_PX);
  }

  private static String waits(Incident incident, Locale locale) {
    Words words = Words.of(locale);
    return WaitSvg.write(incident, title(incident), Theme.LIGHT, words);
  }

  private static String title(Incident incident) {
    return incident.unit().flatMap(u -> u.get("Id")).orElse("");
  }

  /// Goroutines as {@code debug=2} prints them, for tools that read such dumps.
  private static String goroutines(Incident incident) {
    StringBuilder out = new StringBuilder();
    for (Goroutine goroutine : incident.goroutines()) {
      String locked = goroutine.lockedToThread() ? ", locked to thread" : "";
      String status = goroutine.waitReason().orElse(goroutine.status());
      out.append("goroutine %d [%s%s]:\n".formatted(goroutine.id(), status, locked));
      goroutine.frames().forEach(frame -> frame(out, frame, ""));
      goroutine.createdBy().ifPresent(frame -> frame(out, frame, "created by "));
      out.append('\n');
    }
    return out.toString();
  }

  private static void frame(StringBuilder out, Frame frame, String before) {
    out.append(before).append(frame.function()).append(before.isEmpty() ? "(...)\n" : "\n");
    out.append('\t').append(frame.file().orElse("?")).append(':').append(frame.line().orElse(0));
    out.append('\n');
  }
}
