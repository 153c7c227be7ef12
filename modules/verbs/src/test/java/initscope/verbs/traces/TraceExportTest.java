package initscope.verbs.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.evidence.OpenTrace;
import initscope.gotrace.GoTrace;
import initscope.gotrace.lane.LaneKind;
import initscope.gotrace.profile.TraceProfileKind;
import initscope.gotrace.profile.TraceProfiles;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.go.ClockSnapshot;
import initscope.model.profile.Profile;
import initscope.model.testing.GoToolchains;
import initscope.verbs.Analysis;
import initscope.verbs.Analyze;
import initscope.verbs.Export;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

final class TraceExportTest {
  private static final Path RECORDED = Path.of("../gotrace/src/test/resources/gotrace/profile");
  private static final String NEWEST = "mixed-1.26.trace";
  private static final String SAMPLED = "mixed-1.22.trace";

  private static Analysis analysis(String name) throws Failure, CancelledException {
    return Analyze.run(List.of(RECORDED.resolve(name)), Progress.NONE);
  }

  private static byte[] export(Analysis analysis, String to, Optional<TraceProfileKind> profile)
      throws Failure, CancelledException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Export.of(analysis, new Export.Request(to, profile, Optional.empty(), "1", Locale.ENGLISH))
        .to(out, Progress.NONE);
    return out.toByteArray();
  }

  private static GoTrace trace(Analysis analysis) {
    return analysis.traces().stream().map(OpenTrace::trace).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {NEWEST, SAMPLED})
  void perfettoHasAllStatesCountersAndArrows(String name)
      throws Failure, CancelledException, IOException {
    Analysis analysis = analysis(name);
    GoTrace trace = trace(analysis);
    PerfettoFile file = new PerfettoFile(export(analysis, "perfetto", Optional.empty()));

    int[] states = new int[4];
    for (int row = 0; row < trace.goroutines().size(); row++) {
      trace
          .goroutine(row)
          .visit(
              Long.MIN_VALUE,
              Long.MAX_VALUE,
              (from, to, kind, number, reason, generation) -> states[kind]++);
    }
    Map<String, Integer> drawn = new HashMap<>();
    file.events().stream()
        .filter(e -> e.type().equals("begin") && file.path(e.track()).startsWith("/Goroutines/"))
        .forEach(e -> drawn.merge(e.category(), 1, Integer::sum));
    assertThat(drawn)
        .containsEntry("running", states[LaneKind.RUNS])
        .containsEntry("runnable", states[LaneKind.WAITS_TO_RUN])
        .containsEntry("syscall", states[LaneKind.IN_SYSCALL])
        .containsEntry("waiting", states[LaneKind.WAITS]);
    assertThat(file.events("begin", "waiting"))
        .anyMatch(e -> e.name().equals("forever") && e.frames() > 0);
    assertThat(file.tracks().values().stream().map(PerfettoFile.Track::name))
        .contains("P 0", "P 1", "GC", "Stop the world", "heap", "heap goal", "GOMAXPROCS")
        .contains("goroutines", "Tasks");
    assertThat(file.events("begin", "task"))
        .extracting(PerfettoFile.Event::name)
        .containsExactly("start up");
    assertThat(file.events("begin", "region"))
        .extracting(PerfettoFile.Event::name)
        .containsExactly("allocate");
    assertThat(file.events("instant", "log"))
        .extracting(PerfettoFile.Event::name)
        .containsExactly("state: waits for all");
    assertThat(file.events("begin", "gc")).isNotEmpty();
    assertThat(file.events("begin", "stw")).isNotEmpty();
    arrows(file);
    nesting(file);
    counters(file, trace);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../v1/small-1.19.trace", "../v1/small-1.21.trace"})
  void tracesOfTheFirstFormatHaveThemToo(String name)
      throws Failure, CancelledException, IOException {
    PerfettoFile file = new PerfettoFile(export(analysis(name), "perfetto", Optional.empty()));

    arrows(file);
    nesting(file);
    assertThat(file.events("begin", "task"))
        .extracting(PerfettoFile.Event::name)
        .containsExactlyInAnyOrder("first", "second", "third");
    assertThat(file.events("begin", "region")).hasSize(9);
    assertThat(file.events("instant", "log")).hasSize(9);
  }

  /// Each arrow begins once, on the track of a goroutine, and ends where another begins to run, not before.
  private static void arrows(PerfettoFile file) {
    Map<Long, Long> begun = new HashMap<>();
    for (PerfettoFile.Event wake : file.events("instant", "wake")) {
      assertThat(file.path(wake.track())).startsWith("/Goroutines/");
      wake.flows().forEach(flow -> assertThat(begun.put(flow, wake.nanos())).isNull());
    }
    Set<Long> ended = new HashSet<>();
    for (PerfettoFile.Event run : file.events("begin", "running")) {
      for (long flow : run.endingFlows()) {
        assertThat(ended.add(flow)).isTrue();
        assertThat(begun.get(flow)).isNotNull().isLessThanOrEqualTo(run.nanos());
      }
    }
    assertThat(ended).hasSizeGreaterThan(20);
    assertThat(begun.keySet()).containsAll(ended);
  }

  /// On every track slices end in the reverse order of their beginnings, and times do not go back.
  private static void nesting(PerfettoFile file) {
    Map<Long, Deque<Long>> open = new HashMap<>();
    Map<Long, Long> last = new HashMap<>();
    for (PerfettoFile.Event event : file.events()) {
      if (event.type().equals("begin") || event.type().equals("end")) {
        assertThat(event.nanos()).isGreaterThanOrEqualTo(last.getOrDefault(event.track(), 0L));
        last.put(event.track(), event.nanos());
        Deque<Long> begun = open.computeIfAbsent(event.track(), t -> new ArrayDeque<>());
        if (event.type().equals("begin")) {
          begun.push(event.nanos());
        } else {
          assertThat(begun).isNotEmpty();
          begun.pop();
        }
      }
    }
    assertThat(open.values()).allMatch(Deque::isEmpty);
  }

  private static void counters(PerfettoFile file, GoTrace trace) {
    Map<String, Integer> counts = new HashMap<>();
    Map<String, Long> last = new HashMap<>();
    for (PerfettoFile.Event event : file.events("counter", "")) {
      String name = file.path(event.track());
      counts.merge(name, 1, Integer::sum);
      last.put(name, event.value());
    }
    int heaps = trace.generations().stream().mapToInt(g -> g.marks().heapTicks().size()).sum();
    assertThat(counts).containsEntry("/heap", heaps);
    assertThat(last).containsEntry("/GOMAXPROCS", 2L);
    assertThat(last.getOrDefault("/goroutines", 0L))
        .isPositive()
        .isLessThanOrEqualTo(trace.goroutines().size());
  }

  @ParameterizedTest
  @EnumSource
  void sumsAreEqualInAllFormats(TraceProfileKind kind, @TempDir Path folder)
      throws Failure, CancelledException, IOException {
    Analysis analysis = analysis(NEWEST);
    List<Profile> want = TraceProfiles.of(trace(analysis), kind, Progress.NONE).all();
    Optional<TraceProfileKind> chosen = Optional.of(kind);

    String folded = new String(export(analysis, "folded", chosen), StandardCharsets.UTF_8);
    assertThat(
            folded
                .lines()
                .mapToLong(l -> Long.parseLong(l.substring(l.lastIndexOf(' ') + 1)))
                .sum())
        .isEqualTo(want.getFirst().total())
        .isPositive();
    JsonNode json = new ObjectMapper().readTree(export(analysis, "speedscope", chosen));
    for (int i = 0; i < want.size(); i++) {
      assertThat(json.path("profiles").path(i).path("endValue").asLong())
          .isEqualTo(want.get(i).total());
    }
    Files.write(folder.resolve("p.pb.gz"), export(analysis, "pprof", chosen));
    for (Path go : GoToolchains.any()) {
      String raw = GoToolchains.run(go, folder, "tool", "pprof", "-raw", "p.pb.gz");
      assertThat(raw).contains(kind.word() + "/nanoseconds[dflt] " + kind.word() + "-count/count");
      assertThat(sum(raw, 0)).isEqualTo(want.getFirst().total());
      assertThat(sum(raw, 1)).isEqualTo(want.getLast().total());
    }
  }

  private static long sum(String raw, int column) {
    return raw.lines()
        .skip(raw.substring(0, raw.indexOf("/nanoseconds")).lines().count())
        .takeWhile(l -> !l.equals("Locations"))
        .filter(l -> l.startsWith(" "))
        .map(l -> l.substring(0, l.indexOf(':')).strip().split(" +", -1))
        .mapToLong(w -> Long.parseLong(w[column]))
        .sum();
  }

  @Test
  void samplesAreTheProfileOfTheProcessor() throws Failure, CancelledException, IOException {
    Optional<TraceProfileKind> cpu = Optional.of(TraceProfileKind.CPU);
    String folded = new String(export(analysis(SAMPLED), "folded", cpu), StandardCharsets.UTF_8);

    assertThat(folded.lines()).anyMatch(l -> l.contains("main.burn"));
  }

  @Test
  void offCpuIsWhatATraceAloneGives() throws Failure, CancelledException, IOException {
    Analysis analysis = analysis(NEWEST);

    assertThat(export(analysis, "folded", Optional.empty()))
        .isEqualTo(export(analysis, "folded", Optional.of(TraceProfileKind.OFF_CPU)));
  }

  @Test
  void goroutinesAreATable() throws Failure, CancelledException, IOException {
    Analysis analysis = analysis(NEWEST);
    String csv =
        new String(export(analysis, "goroutines-csv", Optional.empty()), StandardCharsets.UTF_8);
    List<List<String>> rows = csv.lines().map(l -> List.of(l.split(",", -1))).toList();

    assertThat(csv).endsWith("\r\n");
    assertThat(rows).hasSize(trace(analysis).goroutines().size() + 1);
    List<String> titles = rows.getFirst();
    assertThat(titles).startsWith("id", "function", "created_by").contains("waiting_ns: sync");
    for (List<String> row : rows.subList(1, rows.size())) {
      assertThat(row).hasSameSizeAs(titles);
      long waits = Long.parseLong(row.get(titles.indexOf("waiting_ns")));
      long reasons =
          row.subList(titles.indexOf("gc_assist_ns") + 1, row.size()).stream()
              .mapToLong(Long::parseLong)
              .sum();
      assertThat(reasons).isEqualTo(waits);
    }
    List<String> forever =
        rows.stream().filter(r -> r.contains("main.forever")).findFirst().orElseThrow();
    assertThat(forever.get(titles.indexOf("created_in"))).isEqualTo("main.main");
    assertThat(forever.get(titles.indexOf("start_ns"))).isNotEmpty();
    assertThat(forever.get(titles.indexOf("end_ns"))).isEmpty();
  }

  @Test
  void whatNoTraceGivesIsRefused() throws Failure, CancelledException {
    Analysis analysis = analysis(NEWEST);
    Path file = RECORDED.resolve(NEWEST);
    Analysis two = Analyze.run(List.of(file, RECORDED.resolve(SAMPLED)), Progress.NONE);
    Analysis none = Analyze.of(List.of());

    for (Analysis wrong : List.of(two, none)) {
      assertThatThrownBy(() -> export(wrong, "perfetto", Optional.empty()))
          .isInstanceOf(Failure.Usage.class)
          .hasMessageContaining("one Go execution trace");
    }
    assertThatThrownBy(() -> export(analysis, "html", Optional.of(TraceProfileKind.NET)))
        .isInstanceOf(Failure.Usage.class)
        .hasMessageContaining("--profile");
  }

  @Test
  void whatTheFileSystemSaysIsSaid() throws Failure, CancelledException {
    Export.Writing writing =
        Export.of(
            analysis(NEWEST),
            new Export.Request(
                "perfetto", Optional.empty(), Optional.empty(), "1", Locale.ENGLISH));
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("no space left");
          }
        };
    assertThatThrownBy(() -> writing.to(full, Progress.NONE))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");
  }

  @Test
  void timesAreThoseOfTheMachineWhereTold() throws Failure, CancelledException {
    MonotonicTimes times =
        new MonotonicTimes(
            List.of(new ClockSnapshot(1000, 51_000, 0), new ClockSnapshot(2000, 52_500, 0)));
    assertThat(times.of(900)).isEqualTo(50_900);
    assertThat(times.of(1000)).isEqualTo(51_000);
    assertThat(times.of(1500)).isEqualTo(51_750);
    assertThat(times.of(2100)).isEqualTo(52_600);
    assertThat(new MonotonicTimes(List.of()).of(7)).isEqualTo(7);
    assertThat(trace(analysis(NEWEST)).clocks()).isNotEmpty();
    assertThat(trace(analysis(SAMPLED)).clocks()).isEmpty();
  }
}
