package initscope.gotrace.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import initscope.gotrace.EventLocator;
import initscope.gotrace.GoTrace;
import initscope.gotrace.RawTrace;
import initscope.gotrace.Told;
import initscope.gotrace.facts.TraceFacts;
import initscope.gotrace.lane.LaneKind;
import initscope.gotrace.v1.V1Reader;
import initscope.model.Bytes;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.go.GoTraceFacts.Collection;
import initscope.model.go.GoTraceFacts.StopTheWorld;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// The events of a v1 trace, which Go prints with their places in the file, and the states that follow from them.
final class V1Dump {
  private static final int LOCATED = 20;

  /// Names that were others in earlier releases, or are in later ones.
  private static final Map<String, String> RENAMED =
      Map.of("NextGC", "HeapGoal", "STWStart", "GCSTWStart", "STWDone", "GCSTWDone");

  private final Bytes bytes;
  private final GoTrace trace;
  private final V1Reader reader;
  private final Map<Long, Ours> ours = new HashMap<>();
  private final List<Gos> gos = new ArrayList<>();
  private long firstTicks;

  /// One of ours.
  private record Ours(String name, long ticks, long p, long g, List<?> arguments) {
    long argument(int i) {
      return (long) arguments.get(i);
    }

    /// When a system call was left may lie long before it was told.
    long leftTicks() {
      boolean exit = name.equals("GoSysExit") && argument(1) == 0 && argument(2) != 0;
      return exit ? argument(2) : ticks;
    }
  }

  /// One of Go's.
  ///
  /// @param rest its arguments, then its texts
  private record Gos(long nanos, String name, long p, long g, long offset, String rest) {
    long argument(String of) {
      return GoText.number(rest, of);
    }
  }

  V1Dump(Bytes bytes) throws CancelledException {
    this.bytes = bytes;
    trace = Told.decode(bytes).value();
    reader = V1Reader.open(bytes, Progress.NONE);
    new RawTrace(bytes).walk(this::take, Progress.NONE);
    firstTicks = ours.values().stream().mapToLong(Ours::leftTicks).min().orElse(0);
  }

  private void take(Map<String, Object> event) {
    ours.put(
        (Long) WireDump.get(event, "offset"),
        new Ours(
            (String) WireDump.get(event, "type"),
            (Long) WireDump.get(event, "ticks"),
            (Long) WireDump.get(event, "p"),
            (Long) WireDump.get(event, "g"),
            (List<?>) WireDump.get(event, "arguments")));
  }

  /// Takes the next line of Go's.
  void accept(String line) {
    String[] words = line.split(" ", 6);
    if (words.length < 5 || !words[4].startsWith("off=")) {
      Gos last = gos.removeLast(); // a text that holds the end of a line
      gos.add(
          new Gos(
              last.nanos(),
              last.name(),
              last.p(),
              last.g(),
              last.offset(),
              last.rest() + "\n" + line));
      return;
    }
    gos.add(
        new Gos(
            Long.parseLong(words[0]),
            RENAMED.getOrDefault(words[1], words[1]),
            GoText.number(line, "p"),
            GoText.number(line, "g"),
            GoText.number(line, "off"),
            words.length > 5 ? words[5] : ""));
  }

  /// Compares all of them.
  ///
  /// @return events by name
  Map<String, Long> compare() {
    Map<String, Long> counts = new TreeMap<>();
    for (Gos event : gos) {
      Ours own = ours.get(event.offset());
      compare(event, Objects.requireNonNull(own, event.toString()));
      counts.merge(event.name(), 1L, Long::sum);
    }
    assertThat(ours).hasSameSizeAs(gos);
    assertThat(new TreeMap<>(trace.eventCounts())).isEqualTo(counts);
    states();
    stops();
    return counts;
  }

  private void compare(Gos event, Ours own) {
    String which = event + " ours " + own;
    assertThat(own.name()).as(which).isEqualTo(event.name());
    double nanosPerTick = 1e9 / reader.ticksPerSecond();
    assertThat((long) ((own.leftTicks() - firstTicks) * nanosPerTick))
        .as(which)
        .isEqualTo(event.nanos());
    if (event.p() < 1_000_000) { // above are those that Go makes up
      assertThat(own.p()).as(which).isEqualTo(event.p());
    }
    if (event.g() != 0) { // the collector's are nobody's there
      assertThat(own.g()).as(which).isEqualTo(event.g());
    }
    if (event.name().equals("CPUSample")) {
      return; // its arguments are the time, P and goroutine above
    }
    int at = 0;
    for (String word : event.rest().split(" ", -1)) {
      String value = word.substring(word.indexOf('=') + 1);
      // what keeps exits from system calls in their order is not kept
      if (at < 3 && value.matches("[0-9]+") && !(event.name().equals("GoSysExit") && at > 0)) {
        assertThat(Long.toUnsignedString(own.argument(at))).as(which).isEqualTo(value);
      }
      at++;
    }
    assertThat(event.rest()).as(which).endsWith(texts(own));
  }

  private String texts(Ours own) {
    return switch (own.name()) {
      case "GoStartLabel" -> "label=" + text(own.argument(2));
      case "UserTaskCreate", "UserRegion" -> "name=" + text(own.argument(2));
      case "UserLog" ->
          "category="
              + text(own.argument(1))
              + " message="
              + reader.tables().message(own.argument(2));
      default -> "";
    };
  }

  private String text(long id) {
    return reader.tables().strings().get(id);
  }

  /// A change of a goroutine's state.
  private record Change(int kind, long nanos, long p) {}

  private void states() {
    Map<Long, List<Change>> all = new TreeMap<>();
    Map<Long, Long> called = new HashMap<>();
    for (Gos event : gos) {
      change(event, all, called);
    }
    assertThat(trace.goroutines().size()).isEqualTo(all.size());
    all.forEach(
        (id, changes) -> {
          int row = trace.goroutines().find(id);
          assertThat(row).as("goroutine " + id).isNotNegative();
          List<Change> seen = new ArrayList<>();
          trace
              .goroutine(row)
              .visit(
                  trace.startNanos(),
                  trace.endNanos(),
                  (from, to, kind, number, reason, generation) ->
                      seen.add(
                          new Change(
                              kind,
                              from - trace.startNanos(),
                              kind == LaneKind.RUNS ? generation.procId(number - 1) : 0)));
          changes.removeIf(c -> c.kind() == LaneKind.GONE);
          for (int i = 0; i < Math.min(changes.size(), seen.size()); i++) {
            String which = "goroutine " + id + " state " + i + " " + changes.get(i) + seen.get(i);
            assertThat(seen.get(i).kind()).as(which).isEqualTo(changes.get(i).kind());
            near(which, seen.get(i).nanos(), changes.get(i).nanos());
            assertThat(seen.get(i).p()).as(which).isEqualTo(changes.get(i).p());
          }
          assertThat(seen.size()).as("goroutine " + id).isEqualTo(changes.size());
        });
  }

  /// Go tells times from the first event on, and rounds what is left.
  private static void near(String which, long ours, long gos) {
    assertThat(ours).as(which).isCloseTo(gos, within(2L));
  }

  private static void change(Gos event, Map<Long, List<Change>> all, Map<Long, Long> calledNanos) {
    long g = event.g();
    int kind = LaneKind.NONE;
    long since = event.nanos();
    switch (event.name()) {
      case "GoCreate", "GoUnblock", "GoSysExit" -> {
        kind = LaneKind.WAITS_TO_RUN;
        g = event.argument("g");
      }
      case "GoWaiting" -> kind = LaneKind.WAITS;
      case "GoInSyscall" -> kind = LaneKind.IN_SYSCALL;
      case "GoStart", "GoStartLabel" -> kind = LaneKind.RUNS;
      case "GoEnd" -> kind = LaneKind.GONE;
      case "GoSched", "GoPreempt" -> kind = LaneKind.WAITS_TO_RUN;
      case "GoSysCall" -> calledNanos.put(g, since);
      case "GoSysBlock" -> {
        kind = LaneKind.IN_SYSCALL;
        since = calledNanos.getOrDefault(g, -1L);
      }
      default -> {
        boolean waits =
            event.name().startsWith("GoBlock")
                || Set.of("GoSleep", "GoStop").contains(event.name());
        kind = waits ? LaneKind.WAITS : LaneKind.NONE;
      }
    }
    if (kind != LaneKind.NONE) {
      all.computeIfAbsent(g, id -> new ArrayList<>())
          .add(new Change(kind, since, kind == LaneKind.RUNS ? event.p() : 0));
    }
  }

  private void stops() {
    List<StopTheWorld> stops = TraceFacts.stops(trace);
    List<long[]> told = ranges("GCSTWStart", "GCSTWDone");
    assertThat(stops).hasSameSizeAs(told);
    for (int i = 0; i < told.size(); i++) {
      near("stop " + i, stops.get(i).startNanos(), told.get(i)[0]);
      if (told.get(i)[1] >= 0) {
        long end = stops.get(i).startNanos() + stops.get(i).durationNanos().orElseThrow();
        near("stop " + i, end, told.get(i)[1]);
      }
    }
    List<Collection> collections = TraceFacts.collections(trace);
    List<long[]> collected = ranges("GCStart", "GCDone");
    assertThat(collections).hasSameSizeAs(collected);
    for (int i = 0; i < collected.size(); i++) {
      near("collection " + i, collections.get(i).startNanos(), collected.get(i)[0]);
      if (collected.get(i)[1] >= 0) {
        long end = collections.get(i).startNanos() + collections.get(i).durationNanos();
        near("collection " + i, end, collected.get(i)[1]);
      }
    }
  }

  private List<long[]> ranges(String begin, String end) {
    List<long[]> ranges = new ArrayList<>();
    for (Gos event : gos) {
      if (event.name().equals(begin)) {
        ranges.add(new long[] {event.nanos(), -1});
      } else if (event.name().equals(end)) {
        ranges.getLast()[1] = event.nanos();
      }
    }
    return ranges;
  }

  /// Looks for some of the events by their time: finds one of that time and that name.
  void locate() throws CancelledException {
    List<Map.Entry<Long, Ours>> all = List.copyOf(ours.entrySet());
    Map<Long, Ours> some = new TreeMap<>();
    for (int i = 0; i < all.size(); i += Math.max(1, all.size() / LOCATED)) {
      some.put(all.get(i).getKey(), all.get(i).getValue());
    }
    EventLocator locator =
        new EventLocator(bytes)
            .knowing(
                some.values().stream()
                    .map(Ours::ticks)
                    .collect(java.util.stream.Collectors.toSet()),
                Progress.NONE);
    some.forEach(
        (offset, event) -> {
          long found = locator.find(event.ticks(), Set.of(event.name())).orElseThrow();
          Ours there = Objects.requireNonNull(ours.get(found));
          assertThat(there.ticks()).isEqualTo(event.ticks());
          assertThat(there.name()).isEqualTo(event.name());
        });
  }
}
