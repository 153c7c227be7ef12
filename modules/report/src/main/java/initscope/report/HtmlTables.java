package initscope.report;

import initscope.diagnosis.Durations;
import initscope.diagnosis.Sentences;
import initscope.diagnosis.TraceSentences;
import initscope.diagnosis.Warnings;
import initscope.layout.GoThreadText;
import initscope.layout.Words;
import initscope.model.ClockFit;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.InputFile;
import initscope.model.finding.Sentence;
import initscope.model.go.GoRuntime;
import initscope.model.go.GoSymbol;
import initscope.model.go.GoTraceFacts;
import initscope.model.go.Goroutine;
import initscope.model.go.InitFrames;
import initscope.model.go.InitTask;
import initscope.model.go.WaitGraph;
import initscope.model.go.WaitObject;
import initscope.model.host.HostFacts;
import initscope.model.host.ThreadState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// The tables of the report. Each is bounded, and says what it left out.
final class HtmlTables {
  private static final List<String> PLUMBING =
      List.of("runtime.", "internal/", "sync.", "syscall.", "time.");
  private static final int MOST_ROWS = 300;
  private static final int MOST_FRAMES = 60;
  private static final int MOST_WAITS = 4;

  private final Html html;
  private final ReportWords words;
  private final Locale locale;

  HtmlTables(Html html, ReportWords words, Locale locale) {
    this.html = html;
    this.words = words;
    this.locale = locale;
  }

  /// One line that says which host, process and program.
  void head(Incident incident) {
    html.open("header");
    html.element("strong", "InitScope");
    incident.host().hostname().ifPresent(h -> html.element("span", h));
    incident.host().osName().ifPresent(o -> html.element("span", o));
    incident.unit().flatMap(u -> u.get("Id")).ifPresent(u -> html.element("span", u));
    incident
        .process()
        .ifPresent(
            p ->
                html.element(
                    "span", p.executable().map(e -> e + " ").orElse("") + "pid " + p.pid()));
    ProcessJson.goVersion(incident).ifPresent(v -> html.element("span", v));
    html.closeLine();
  }

  void inits(Incident incident) {
    List<InitTask> all = incident.inits();
    List<InitTask> told =
        all.stream()
            .filter(i -> i.state() == InitTask.State.RUNNING || i.wallNanos().isPresent())
            .toList();
    if (all.isEmpty()) {
      return;
    }
    section("inits", all.size());
    long done = all.stream().filter(i -> i.state() == InitTask.State.DONE).count();
    long waiting = all.stream().filter(i -> i.state() == InitTask.State.WAITING).count();
    html.element(
        "p", words.say("inits.counts").replace("{0}", "" + done).replace("{1}", "" + waiting));
    List<InitTask> shown = told.isEmpty() ? all : told;
    table("init.order", "init.package", "init.state", "init.wall", "init.functions");
    for (InitTask i : shown.stream().limit(MOST_ROWS).toList()) {
      html.open("tr", "class", i.state() == InitTask.State.RUNNING ? "hot" : "");
      html.element("td", i.order().isPresent() ? "" + i.order().getAsInt() : "", "class", "num");
      code(i.packagePath());
      html.element("td", words.say("init." + i.state().word()));
      html.element("td", duration(i.wallNanos()), "class", "num");
      code(String.join(", ", i.functions().stream().limit(6).toList()));
      html.closeLine();
    }
    end(shown.size());
  }

  void goroutines(Incident incident) {
    List<Goroutine> all = incident.goroutines();
    if (all.isEmpty()) {
      return;
    }
    section("goroutines", all.size());
    table("goroutine.id", "goroutine.status", "goroutine.stack");
    WaitGraph graph = incident.go().map(GoRuntime::waits).orElse(WaitGraph.EMPTY);
    for (Goroutine g : all.stream().limit(MOST_ROWS).toList()) {
      boolean init = InitFrames.innermost(g.frames()).isPresent();
      html.open("tr", "class", init ? "hot" : "");
      html.element("td", Long.toString(g.id()), "class", "num");
      String status = g.waitReason().map(w -> g.status() + ": " + w).orElse(g.status());
      html.open("td").text(g.torn() ? status + " " + words.say("torn") : status);
      waits(graph, g.id());
      html.close();
      html.open("td", "class", "frames");
      frames(g.frames(), init);
      g.createdBy()
          .ifPresent(
              f ->
                  html.open("div", "class", "rule")
                      .text(words.say("createdBy") + " ")
                      .element("code", f.function())
                      .close());
      html.close().closeLine();
    }
    end(all.size());
  }

  private static String object(WaitObject object) {
    if (object instanceof WaitObject.Descriptor d && d.fd().isPresent()) {
      return "fd " + d.fd().getAsInt();
    }
    return object.address() == 0
        ? "nil " + object.word()
        : object.word() + " 0x" + Long.toHexString(object.address());
  }

  private void waits(WaitGraph graph, long goroutine) {
    for (WaitGraph.Wait wait : graph.of(goroutine).stream().limit(MOST_WAITS).toList()) {
      html.element("div", words.say("waitsFor", object(wait.object())), "class", "rule");
    }
    for (WaitGraph.Link link : graph.linksOf(goroutine).stream().limit(MOST_WAITS).toList()) {
      String key = link.relation() == WaitGraph.Relation.HOLDS ? "heldBy" : "reachedBy";
      html.element("div", words.say(key, Long.toString(link.other())), "class", "rule");
    }
  }

  void threads(Incident incident) {
    List<ThreadState> all = incident.threads();
    if (all.isEmpty()) {
      return;
    }
    section("threads", all.size());
    Words layout = Words.of(locale);
    incident
        .go()
        .flatMap(go -> GoThreadText.processors(go, layout))
        .ifPresent(line -> html.element("p", line));
    GoThreadText scheduler = new GoThreadText(incident.go(), layout);
    List<String> columns =
        new ArrayList<>(
            List.of(
                "thread.tid",
                "thread.name",
                "thread.state",
                "thread.syscall",
                "thread.wchan",
                "thread.cpu",
                "thread.ran",
                "thread.stack"));
    if (!scheduler.isEmpty()) {
      columns.add(2, "thread.scheduler");
    }
    table(columns.toArray(String[]::new));
    for (ThreadState t : all.stream().limit(MOST_ROWS).toList()) {
      html.open("tr");
      html.element("td", Long.toString(t.tid()), "class", "num");
      code(t.name());
      if (!scheduler.isEmpty()) {
        html.element("td", scheduler.of(t.tid()));
      }
      html.element("td", String.valueOf(t.state()));
      code(ProcessJson.syscall(incident, t).orElse(""));
      code(t.wchan().orElse(""));
      html.element("td", duration(t.cpuNanos()), "class", "num");
      html.element("td", duration(t.sleptNanos()), "class", "num");
      html.open("td", "class", "frames");
      frames(t.userStack(), false);
      html.close().closeLine();
    }
    end(all.size());
  }

  private void frames(List<Frame> frames, boolean open) {
    if (frames.isEmpty()) {
      return;
    }
    // nearly every stack ends in runtime.gopark: what called it says more
    String head =
        frames.stream()
            .map(Frame::function)
            .filter(f -> PLUMBING.stream().noneMatch(f::startsWith))
            .findFirst()
            .orElse(frames.getFirst().function());
    if (open) {
      html.open("details", "open", "open");
    } else {
      html.open("details");
    }
    html.open("summary").element("code", head).close().open("ol", "class", "frames");
    for (Frame f : frames.stream().limit(MOST_FRAMES).toList()) {
      boolean init = GoSymbol.initPackage(f.function()).isPresent();
      html.open("li").element("code", f.function(), "class", init ? "mark" : "");
      f.file()
          .ifPresent(
              file ->
                  html.element(
                      "span",
                      f.line().isPresent() ? file + ":" + f.line().getAsInt() : file,
                      "class",
                      "place"));
      html.close();
    }
    if (frames.size() > MOST_FRAMES) {
      html.element("li", words.say("more", frames.size() - MOST_FRAMES));
    }
    html.close().close();
  }

  void host(Incident incident) {
    HostFacts host = incident.host();
    if (host.equals(HostFacts.UNKNOWN)) {
      return;
    }
    html.open("section").element("h2", words.say("host")).open("dl", "class", "facts");
    fact("host.name", host.hostname());
    fact("host.os", host.osName());
    fact("host.kernel", host.kernelRelease());
    fact("host.machine", host.machine());
    fact("host.boot", host.bootId());
    fact(
        "host.uptime",
        host.uptimeNanos().isPresent()
            ? Optional.of(duration(host.uptimeNanos()))
            : Optional.empty());
    fact("host.cgroup", host.cgroupVersion());
    fact("host.selinux", host.selinux());
    html.close().closeLine();
  }

  void traces(Incident incident) {
    for (GoTraceFacts trace : incident.goTraces()) {
      html.open("section").element("h2", words.say("traces"));
      for (Sentence s : TraceSentences.of(trace, incident.inputs().get(trace.input()).path())) {
        html.element("p", Sentences.render(s, locale));
      }
      html.closeLine();
    }
  }

  void inputs(Incident incident) {
    html.open("section").element("h2", words.say("inputs")).open("dl", "class", "facts");
    for (InputFile input : incident.inputs()) {
      html.element("dt", input.format()).open("dd").element("code", input.path());
      html.text(" " + words.say("bytes", input.sizeBytes()));
      for (Sentence warning : Warnings.of(input).stream().limit(10).toList()) {
        html.open("div", "class", "rule").text(Sentences.render(warning, locale)).close();
      }
      html.close();
    }
    for (ClockFit clock : incident.clocks()) {
      html.element("dt", words.say("clock", clock.source()))
          .element("dd", "± " + Durations.words(clock.boundNanos(), locale));
    }
    html.close().closeLine();
  }

  private void fact(String key, Optional<String> value) {
    value.ifPresent(v -> html.element("dt", words.say(key)).element("dd", v));
  }

  private void section(String key, int count) {
    html.open("section").element("h2", words.say(key) + " (" + count + ")");
  }

  private void table(String... columns) {
    html.open("div", "class", "wide").open("table").open("thead").open("tr");
    for (String column : columns) {
      html.element("th", words.say(column), "scope", "col");
    }
    html.close().close().open("tbody");
  }

  private void end(int rows) {
    html.close().close().close();
    if (rows > MOST_ROWS) {
      html.element("p", words.say("more", rows - MOST_ROWS));
    }
    html.closeLine();
  }

  private void code(String text) {
    html.open("td").element("code", text).close();
  }

  private String duration(OptionalLong nanos) {
    if (nanos.isEmpty()) {
      return "";
    }
    return nanos.getAsLong() == 0 ? "0" : Durations.words(nanos.getAsLong(), locale);
  }
}
