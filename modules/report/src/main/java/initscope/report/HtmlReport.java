package initscope.report;

import initscope.diagnosis.Sentences;
import initscope.layout.Theme;
import initscope.layout.Timeline;
import initscope.layout.TimelineSvg;
import initscope.layout.Timelines;
import initscope.layout.Words;
import initscope.layout.flame.FlameQuery;
import initscope.layout.flame.FlameSvg;
import initscope.layout.flame.Profiles;
import initscope.layout.waits.WaitIndex;
import initscope.layout.waits.WaitSentence;
import initscope.layout.waits.WaitSvg;
import initscope.model.Incident;
import initscope.model.finding.Diagnosis;
import initscope.model.go.GoRuntime;
import initscope.model.go.WaitGraph;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One self-contained HTML file for people who were not there: the verdict first, then its chain with the host's own words, what was
/// not seen, pictures, tables. No script, no reference to anything outside; light and dark; prints.
public final class HtmlReport {
  private static final int WIDTH_PX = 1040;

  private HtmlReport() {}

  /// The whole file, with the pictures that the incident yields.
  public static String write(
      Incident incident, Diagnosis diagnosis, String toolVersion, Locale locale) {
    return write(incident, diagnosis, toolVersion, locale, figures(incident, locale));
  }

  /// The whole file, with given pictures.
  public static String write(
      Incident incident,
      Diagnosis diagnosis,
      String toolVersion,
      Locale locale,
      List<Figure> figures) {
    ReportWords words = ReportWords.of(locale);
    String title = Sentences.render(diagnosis.verdict().title(), locale);
    Html html = new Html().doctype();
    html.open("html", "lang", locale.getLanguage().equals("zh") ? "zh-CN" : "en");
    html.open("head").prologue(HtmlStyle.CSS).element("title", "InitScope: " + title).closeLine();
    html.open("body").open("main");
    HtmlFindings findings = new HtmlFindings(html, words, locale);
    HtmlTables tables = new HtmlTables(html, words, locale);
    tables.head(incident);
    findings.verdict(diagnosis.verdict());
    findings.coverage(incident);
    findings.others(diagnosis);
    incident.start().cold().ifPresent(s -> new StartReport(words, locale).html(s, html));
    figures.forEach(f -> figure(html, f));
    tables.traces(incident);
    tables.inits(incident);
    tables.goroutines(incident);
    tables.threads(incident);
    tables.host(incident);
    tables.inputs(incident);
    html.open("footer").element("p", words.say("footer") + " InitScope " + toolVersion).closeLine();
    html.closeLine().closeLine().closeLine();
    return html.finish();
  }

  /// Timeline and flame views of an incident, in both themes; those that would be empty are left out.
  public static List<Figure> figures(Incident incident, Locale locale) {
    Words words = Words.of(locale);
    List<Figure> figures = new ArrayList<>();
    Timeline timeline = Timelines.of(incident, words);
    if (!timeline.tracks().isEmpty()) {
      figures.add(
          new Figure(
              words.say("chart.timeline"),
              TimelineSvg.write(timeline, Theme.LIGHT, words, WIDTH_PX),
              TimelineSvg.write(timeline, Theme.DARK, words, WIDTH_PX),
              timeline.sentence()));
    }
    ReportWords own = ReportWords.of(locale);
    flame(Profiles.goroutines(incident), own.say("goroutines"), words, figures);
    flame(Profiles.threads(incident), own.say("threads"), words, figures);
    RecordedStacks.of(incident, words)
        .forEach((title, profile) -> flame(profile, title, words, figures));
    waits(incident, words, figures);
    return List.copyOf(figures);
  }

  private static void waits(Incident incident, Words words, List<Figure> figures) {
    WaitGraph graph = incident.go().map(GoRuntime::waits).orElse(WaitGraph.EMPTY);
    if (!graph.waits().isEmpty()) {
      figures.add(
          new Figure(
              words.say("chart.waits"),
              WaitSvg.write(incident, "", Theme.LIGHT, words),
              WaitSvg.write(incident, "", Theme.DARK, words),
              WaitSentence.of(new WaitIndex(graph), words)));
    }
  }

  private static void flame(Profile profile, String title, Words words, List<Figure> figures) {
    if (profile.samples().isEmpty()) {
      return;
    }
    FlameQuery query = FlameQuery.DEFAULT;
    figures.add(
        new Figure(
            words.say("chart.flame") + " · " + title,
            FlameSvg.write(profile, query, title, Theme.LIGHT, words, WIDTH_PX),
            FlameSvg.write(profile, query, title, Theme.DARK, words, WIDTH_PX),
            Profiles.sentence(profile, words)));
  }

  private static void figure(Html html, Figure figure) {
    html.open("section").element("h2", figure.title());
    html.open("figure");
    html.open("div", "class", "light picture").picture(figure.lightSvg()).closeLine();
    html.open("div", "class", "dark picture").picture(figure.darkSvg()).closeLine();
    html.element("figcaption", figure.sentence()).closeLine().closeLine();
  }
}
