package initscope.verbs;

import initscope.layout.FlameOrder;
import initscope.layout.FlameSvg;
import initscope.layout.Profiles;
import initscope.layout.Theme;
import initscope.layout.TimelineSvg;
import initscope.layout.Timelines;
import initscope.layout.Words;
import initscope.layout.waits.WaitSvg;
import initscope.model.Failure;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.go.Goroutine;
import initscope.model.profile.Profile;
import initscope.report.HtmlReport;
import initscope.report.MarkdownReport;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/// An analysis for other tools and people.
public final class Export {
  private static final int SVG_WIDTH_PX = 1200;

  /// Names {@code --to} takes.
  public static final List<String> FORMATS =
      List.of("html", "markdown", "svg", "svg-flame", "svg-waits", "folded", "goroutines");

  private Export() {}

  /// Writes an analysis.
  ///
  /// @param to one of {@link #FORMATS}
  /// @throws Failure.Usage for another name
  public static String run(Analysis analysis, String to, String toolVersion, Locale locale)
      throws Failure {
    Incident incident = analysis.incident();
    return switch (to) {
      case "html" -> HtmlReport.write(incident, analysis.diagnosis(), toolVersion, locale);
      case "markdown" -> MarkdownReport.write(incident, analysis.diagnosis(), toolVersion, locale);
      case "svg" -> timeline(incident, locale);
      case "svg-flame" -> flame(incident, locale);
      case "svg-waits" -> waits(incident, locale);
      case "folded" -> folded(stacks(incident));
      case "goroutines" -> goroutines(incident);
      default ->
          throw new Failure.Usage(
              "Cannot export to", to, "one of " + String.join(", ", FORMATS) + " is known.");
    };
  }

  private static String timeline(Incident incident, Locale locale) {
    Words words = Words.of(locale);
    return TimelineSvg.write(Timelines.of(incident, words), Theme.LIGHT, words, SVG_WIDTH_PX);
  }

  private static String flame(Incident incident, Locale locale) {
    Words words = Words.of(locale);
    String title = incident.unit().flatMap(u -> u.get("Id")).orElse("");
    return FlameSvg.write(
        stacks(incident), FlameOrder.LEFT_HEAVY, title, Theme.LIGHT, words, SVG_WIDTH_PX);
  }

  private static String waits(Incident incident, Locale locale) {
    Words words = Words.of(locale);
    String title = incident.unit().flatMap(u -> u.get("Id")).orElse("");
    return WaitSvg.write(incident, title, Theme.LIGHT, words);
  }

  private static Profile stacks(Incident incident) {
    Profile goroutines = Profiles.goroutines(incident);
    return goroutines.samples().isEmpty() ? Profiles.threads(incident) : goroutines;
  }

  /// One line a stack, root first, as flamegraph.pl and speedscope read it.
  private static String folded(Profile profile) {
    StringBuilder out = new StringBuilder();
    for (Profile.Sample sample : profile.samples()) {
      StringJoiner line = new StringJoiner(";");
      for (Frame frame : sample.stack()) {
        line.add(frame.function().replace(';', ':').replace('\n', ' '));
      }
      out.append(line).append(' ').append(sample.weight()).append('\n');
    }
    return out.toString();
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
