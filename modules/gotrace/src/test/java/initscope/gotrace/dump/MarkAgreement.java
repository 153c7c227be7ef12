package initscope.gotrace.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import initscope.gotrace.GoTrace;
import initscope.gotrace.facts.TraceFacts;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.Marks;
import initscope.gotrace.generation.RangeKind;
import initscope.gotrace.util.LongColumn;
import initscope.model.go.ClockSnapshot;
import initscope.model.go.GoTraceFacts.Collection;
import initscope.model.go.GoTraceFacts.StopTheWorld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What happens beside states: stopped worlds, collections, mark assists, sweeps, tasks, regions, logs, counters, samples, clocks.
final class MarkAgreement {
  private static final String STOP = "stop-the-world (";
  private static final String COLLECTION = "GC concurrent mark phase";
  private static final String SWEEP = "GC incremental sweep";
  private static final String ASSIST = "GC mark assist";

  private final GoTrace trace;
  private final List<GoEvent> events;
  private final Map<String, List<Ours>> ours = new TreeMap<>();
  private final Map<String, List<Gos>> gos = new TreeMap<>();

  private record Ours(String text, long nanos) {}

  private record Gos(String text, GoEvent event) {}

  MarkAgreement(GoTrace trace, List<GoEvent> events) {
    this.trace = trace;
    this.events = events;
  }

  /// Compares all of them.
  ///
  /// @return how many of each kind
  Map<String, Integer> compare() {
    stops();
    collections();
    sweeps();
    clocks();
    trace.generations().forEach(this::take);
    events.forEach(this::take);
    Map<String, Integer> counts = new TreeMap<>();
    assertThat(ours.keySet()).isEqualTo(gos.keySet());
    ours.forEach(
        (key, happened) -> {
          List<Gos> told = gos.getOrDefault(key, List.of());
          for (int i = 0; i < Math.min(told.size(), happened.size()); i++) {
            GoEvent event = told.get(i).event();
            String which = key + " " + i + " of " + event.line() + " ours " + happened.get(i);
            assertThat(happened.get(i).text()).as(which).isEqualTo(told.get(i).text());
            assertThat(event.isAt(happened.get(i).nanos())).as(which).isTrue();
          }
          assertThat(happened.size()).as(key).isEqualTo(told.size());
          counts.merge(key.split(" ", 2)[0], happened.size(), Integer::sum);
        });
    long labels = events.stream().filter(e -> e.kind().equals("Label")).count();
    assertThat(trace.eventCounts().getOrDefault("GoLabel", 0L)).as("labels").isEqualTo(labels);
    return counts;
  }

  private List<GoEvent[]> ranges(String name) {
    Map<String, GoEvent> open = new HashMap<>();
    List<GoEvent[]> ranges = new ArrayList<>();
    for (GoEvent event : events) {
      if (event.kind().startsWith("Range")
          && GoText.quoted(event.line(), "Name").startsWith('"' + name)) {
        String which = GoText.quoted(event.line(), "Name") + GoText.word(event.line(), "Scope");
        GoEvent begun = open.remove(which);
        if (!event.kind().equals("RangeEnd")) {
          open.put(which, begun == null ? event : begun);
        } else {
          assertThat(begun).as(event.line()).isNotNull();
          ranges.add(new GoEvent[] {begun, event});
        }
      }
    }
    open.values().forEach(begun -> ranges.add(new GoEvent[] {begun}));
    ranges.sort(Comparator.comparingLong(r -> r[0].time()));
    return ranges;
  }

  private void range(GoEvent[] told, long from, long to) {
    String which = told[0].line() + " ours " + from + " to " + to;
    if (told[0].kind().equals("RangeActive")) {
      assertThat(from).as(which).isEqualTo(trace.startNanos());
    } else {
      assertThat(isAbout(told[0], from)).as(which).isTrue();
    }
    if (told.length > 1) {
      assertThat(isAbout(told[1], to)).as(which + " ends " + told[1].line()).isTrue();
    }
  }

  /// A duration is rounded where a time is.
  private static boolean isAbout(GoEvent event, long nanos) {
    return event.isAt(nanos) || event.isAt(nanos + 1) || event.isAt(nanos - 1);
  }

  private void stops() {
    List<GoEvent[]> told = ranges(STOP);
    List<StopTheWorld> seen = TraceFacts.stops(trace);
    assertThat(seen).hasSameSizeAs(told);
    for (int i = 0; i < seen.size(); i++) {
      GoEvent[] range = told.get(i);
      StopTheWorld stop = seen.get(i);
      assertThat(GoText.quoted(range[0].line(), "Name"))
          .isEqualTo('"' + STOP + stop.kind() + ")\"");
      assertThat(stop.durationNanos().isPresent()).isEqualTo(range.length > 1);
      long from = trace.startNanos() + stop.startNanos();
      range(range, from, from + stop.durationNanos().orElse(0));
    }
  }

  private void collections() {
    List<GoEvent[]> told = ranges(COLLECTION);
    List<Collection> seen = TraceFacts.collections(trace);
    assertThat(seen).hasSameSizeAs(told);
    for (int i = 0; i < seen.size(); i++) {
      long from = trace.startNanos() + seen.get(i).startNanos();
      range(told.get(i), from, from + seen.get(i).durationNanos());
    }
  }

  /// Only their sum is kept.
  private void sweeps() {
    for (String name : List.of(SWEEP, ASSIST)) {
      List<GoEvent[]> told = ranges(name);
      long sum = 0;
      long inexact = told.size();
      for (GoEvent[] range : told) {
        boolean ended = range.length > 1;
        long from = range[0].kind().endsWith("Active") ? trace.startNanos() : range[0].time();
        sum += (ended ? range[1].time() : trace.endNanos()) - from;
        // an event that Go moves is later by what the clocks of two CPUs differ
        inexact += range[0].isMoved() ? 1000 : 0;
        inexact += ended && range[1].isMoved() ? 1000 : 0;
        inexact += between(from, ended ? range[1].time() : trace.endNanos());
      }
      long seen = 0;
      for (Generation generation : trace.generations()) {
        Marks marks = generation.marks();
        seen += generation.nanos(name.equals(SWEEP) ? marks.sweepTicks() : marks.assistTicks());
      }
      assertThat(seen).as(name).isCloseTo(sum, within(inexact));
    }
  }

  /// Time within an interval that lies between two generations.
  private long between(long from, long to) {
    long sum = 0;
    List<Generation> all = trace.generations();
    for (int i = 1; i < all.size(); i++) {
      if (from < all.get(i).startNanos() && to > all.get(i).startNanos()) {
        sum += Math.abs(all.get(i).startNanos() - all.get(i - 1).endNanos());
      }
    }
    return sum;
  }

  private void clocks() {
    List<GoEvent> told = events.stream().filter(e -> e.kind().equals("Sync")).toList();
    // one before each generation, since Go 1.25 one more at the end
    int generations = trace.generations().size();
    assertThat(told.size()).isBetween(generations, generations + 1);
    List<GoEvent> withClock = told.stream().filter(e -> e.line().contains(" Mono=")).toList();
    assertThat(trace.clocks()).hasSameSizeAs(withClock);
    for (int i = 0; i < withClock.size(); i++) {
      String line = withClock.get(i).line();
      ClockSnapshot clock = trace.clocks().get(i);
      assertThat(clock.traceNanos()).as(line).isEqualTo(GoText.number(line, "Trace"));
      assertThat(clock.monotonicNanos()).as(line).isEqualTo(GoText.number(line, "Mono"));
      Instant wall = java.time.OffsetDateTime.parse(GoText.word(line, "Wall")).toInstant();
      Instant ours = Instant.EPOCH.plusNanos(clock.unixNanos());
      assertThat(wall.getNano() == 0 ? ours.getEpochSecond() : ours)
          .as(line)
          .isEqualTo(wall.getNano() == 0 ? wall.getEpochSecond() : wall);
    }
  }

  private void ours(String key, String text, long nanos) {
    ours.computeIfAbsent(key, k -> new ArrayList<>()).add(new Ours(text, nanos));
  }

  private void gos(String key, String text, GoEvent event) {
    gos.computeIfAbsent(key, k -> new ArrayList<>()).add(new Gos(text, event));
  }

  private void take(Generation g) {
    Marks m = g.marks();
    counter(g, "/memory/classes/heap/objects:bytes", m.heapTicks(), m.heapBytes());
    counter(g, "/gc/heap/goal:bytes", m.goalTicks(), m.goalBytes());
    counter(g, "/sched/gomaxprocs:threads", m.procsTicks(), m.procsCounts());
    for (int i = 0; i < m.taskBeginCount(); i++) {
      String text = "begins " + m.taskParent(i) + " " + text(g, m.taskName(i));
      ours("task " + m.taskId(i), text, g.nanos(m.taskBegin(i)));
    }
    for (int i = 0; i < m.taskEndCount(); i++) {
      ours("task " + m.taskEndId(i), "ends", g.nanos(m.taskEnd(i)));
    }
    for (int i = 0; i < m.logCount(); i++) {
      String text = m.logTask(i) + " " + text(g, m.logKey(i)) + " " + text(g, m.logValue(i));
      ours("log " + g.goroutineId(m.logGoroutine(i)), text, g.nanos(m.logTicks(i)));
    }
    for (int i = 0; i < m.sampleCount(); i++) {
      ours("sample " + m.sampleGoroutine(i), "", g.nanos(m.sampleTicks(i)));
    }
    for (int row = 0; row < g.goroutineCount(); row++) {
      if (g.rangeLane(row) >= 0) {
        lane(g, row);
      }
    }
  }

  private static String text(Generation generation, long string) {
    return GoText.quote(generation.strings().get(string));
  }

  private void counter(Generation generation, String name, LongColumn ticks, LongColumn values) {
    for (int i = 0; i < ticks.size(); i++) {
      ours("metric " + name, "" + values.get(i), generation.nanos(ticks.get(i)));
    }
  }

  private void lane(Generation g, int row) {
    long id = g.goroutineId(row);
    g.rangeLanes()
        .visit(
            g.rangeLane(row),
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            (from, to, kind, number, reason) -> {
              String name = text(g, Integer.toUnsignedLong(number));
              switch (kind) {
                case RangeKind.REGION_BEGIN ->
                    ours("region " + id, "begins " + name, g.nanos(from));
                case RangeKind.REGION_END -> ours("region " + id, "ends " + name, g.nanos(from));
                case RangeKind.ASSIST_BEGIN -> {
                  // a later generation may tell of the beginning anew
                  List<Ours> before = ours.getOrDefault("assist " + id, List.of());
                  if (before.isEmpty() || !before.getLast().text().equals("begins")) {
                    ours("assist " + id, "begins", g.nanos(from));
                  }
                }
                default -> ours("assist " + id, "ends", g.nanos(from));
              }
            });
  }

  private void take(GoEvent event) {
    String line = event.line();
    String begun = event.kind().endsWith("Begin") ? "begins" : "ends";
    switch (event.kind()) {
      case "Metric" ->
          gos(
              "metric " + GoText.quoted(line, "Name").replace("\"", ""),
              number(GoText.word(line, "Value")),
              event);
      case "TaskBegin" ->
          gos(
              "task " + GoText.word(line, "ID"),
              "begins " + parent(line) + " " + GoText.quoted(line, "Type"),
              event);
      case "TaskEnd" -> gos("task " + GoText.word(line, "ID"), "ends", event);
      case "RegionBegin", "RegionEnd" ->
          gos("region " + event.goroutine(), begun + " " + GoText.quoted(line, "Type"), event);
      case "Log" ->
          gos(
              "log " + event.goroutine(),
              GoText.word(line, "Task")
                  + " "
                  + GoText.quoted(line, "Category")
                  + " "
                  + GoText.quoted(line, "Message"),
              event);
      case "StackSample" -> gos("sample " + Math.max(0, event.goroutine()), "", event);
      default -> {
        if (GoText.quoted(line, "Name").equals('"' + ASSIST + '"')) {
          String key = "assist " + GoText.word(line, "Scope").replaceAll("[^0-9]", "");
          List<Gos> before = gos.getOrDefault(key, List.of());
          boolean ends = event.kind().equals("RangeEnd");
          if (ends || before.isEmpty() || !before.getLast().text().equals("begins")) {
            gos(key, ends ? "ends" : "begins", event);
          }
        }
      }
    }
  }

  /// In the file none is 0.
  private static long parent(String line) {
    return Math.max(0, Long.parseUnsignedLong(GoText.word(line, "Parent")));
  }

  /// Go 1.22 says what sort of number it is.
  private static String number(String value) {
    return value.replaceAll("^.*\\(|\\)}*$", "");
  }
}
