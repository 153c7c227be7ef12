package initscope.gotrace.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.gotrace.EventLocator;
import initscope.gotrace.GoTrace;
import initscope.gotrace.Told;
import initscope.gotrace.TraceTrack;
import initscope.gotrace.facts.TraceFacts;
import initscope.gotrace.lane.LaneKind;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem;
import initscope.model.go.GoTraceFacts;
import initscope.model.testing.Damage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Agrees with Go's own reader. Skipped where no toolchain of Go 1.26 or later is named.
class AgreementTest {
  private static final int ROUNDS = Integer.getInteger("initscope.rounds", 500);

  @TempDir Path folder;

  private GoReader go(boolean full) throws IOException {
    Optional<GoReader> go = GoReader.start(folder, full);
    assumeTrue(go.isPresent(), "no toolchain of Go 1.26 or later: INITSCOPE_TEST_GO may name one");
    return go.get();
  }

  @Test
  void goroutinesSpendTheirTimeAsGoSays() throws IOException {
    try (GoReader go = go(true)) {
      for (Path file : Told.files()) {
        Bytes bytes = Told.read(file);
        compare(file.getFileName().toString(), go.read(bytes), Told.decode(bytes));
      }
    }
  }

  private static void compare(String name, GoReader.Said said, Decoded<GoTrace> seen) {
    assertThat(said.error()).as(name).isEmpty();
    assertThat(seen.problems()).as(name).isEmpty();
    GoTrace trace = seen.value();
    List<OfGo> goroutines = goroutines(said);
    assertThat(goroutines).as(name).hasSize(trace.goroutines().size());
    for (OfGo go : goroutines) {
      TraceTrack track = trace.goroutine(trace.goroutines().find(go.id()));
      long[] sums = new long[4];
      track.sumsAbout(trace.endNanos(), sums);
      String which = name + " goroutine " + go.id();
      near(which, go.runs(), sums[LaneKind.RUNS]);
      near(which, go.waitsToRun(), sums[LaneKind.WAITS_TO_RUN]);
      near(which, go.inSyscall(), sums[LaneKind.IN_SYSCALL]);
      near(which, go.waits(), sums[LaneKind.WAITS]);
      near(which, go.begun(), track.begunNanos() - trace.startNanos());
      long end = go.ended() < 0 ? trace.endNanos() - trace.startNanos() : go.ended();
      near(which, end - go.begun(), sums[0] + sums[1] + sums[2] + sums[3]);
    }
    GoTraceFacts facts = TraceFacts.of(trace, 0, new EventLocator(Bytes.EMPTY));
    List<long[]> stops = ranges(said, "range", true);
    assertThat(facts.stops()).as(name).hasSize(stops.size());
    for (int i = 0; i < stops.size(); i++) {
      near(name, stops.get(i)[0], facts.stops().get(i).startNanos());
      near(name, stops.get(i)[1], facts.stops().get(i).durationNanos().orElseThrow());
    }
    List<long[]> collections = ranges(said, "range", false);
    assertThat(facts.collections()).as(name).hasSize(collections.size());
    for (int i = 0; i < collections.size(); i++) {
      near(name, collections.get(i)[0], facts.collections().get(i).startNanos());
      near(name, collections.get(i)[1], facts.collections().get(i).durationNanos());
    }
    assertThat(facts.taskTypes().stream().mapToLong(GoTraceFacts.Total::count).sum())
        .as(name)
        .isEqualTo(
            said.lines().stream().filter(l -> l[0].equals("task") && !l[2].equals("-1")).count());
    assertThat(facts.regions().stream().map(AgreementTest::text).sorted().toList())
        .as(name)
        .isEqualTo(
            said.lines().stream()
                .filter(l -> l[0].equals("region"))
                .map(l -> l[1] + " " + l[2] + " " + !l[3].equals("-1") + " " + !l[4].equals("-1"))
                .sorted()
                .toList());
  }

  private static String text(GoTraceFacts.Region region) {
    return region.goroutine()
        + " "
        + region.name()
        + " "
        + region.startNanos().isPresent()
        + " "
        + region.endNanos().isPresent();
  }

  /// What Go says of a goroutine, in nanoseconds.
  ///
  /// @param ended -1 where it did not
  private record OfGo(
      long id, long runs, long waitsToRun, long inSyscall, long waits, long begun, long ended) {}

  private static List<OfGo> goroutines(GoReader.Said said) {
    Map<Long, Long> waits = new HashMap<>();
    for (String[] line : said.lines()) {
      if (line[0].equals("blocked")) {
        waits.merge(Long.valueOf(line[1]), Long.valueOf(line[3]), Long::sum);
      }
    }
    return said.lines().stream()
        .filter(line -> line[0].equals("goroutine"))
        .map(line -> Arrays.stream(line).skip(1).mapToLong(Long::parseLong).toArray())
        .map(w -> new OfGo(w[0], w[1], w[2], w[3], waits.getOrDefault(w[0], 0L), w[4], w[5]))
        .toList();
  }

  /// Beginning and duration of stopped worlds or of collections.
  private static List<long[]> ranges(GoReader.Said said, String sort, boolean stops) {
    return said.lines().stream()
        .filter(l -> l[0].equals(sort) && l[1].startsWith("stop-the-world") == stops)
        .map(l -> new long[] {Long.parseLong(l[2]), Long.parseLong(l[3]) - Long.parseLong(l[2])})
        .sorted(Comparator.comparingLong(r -> r[0]))
        .toList();
  }

  /// Go moves an event that it takes later than an earlier time to a nanosecond after it; here it keeps its own time.
  private static void near(String what, long go, long ours) {
    assertThat(ours).as(what).isCloseTo(go, within(Long.getLong("initscope.near", 1000)));
  }

  @Test
  void whatGoRefusesHasAProblemHereAndNothingElseHas() throws IOException {
    List<String> silent = new ArrayList<>();
    List<String> strict = new ArrayList<>();
    try (GoReader go = go(false)) {
      for (String name :
          List.of("go1.22-generations", "go1.24-allocfree", "go1.25-flight", "go1.26")) {
        Bytes whole = Told.read(Told.RECORDED.resolve(name + ".trace"));
        Damage.flips(whole, ROUNDS, 7, flipped -> disagreement(name, go, flipped, silent, strict));
        Damage.cuts(whole, 100, cut -> disagreement(name, go, cut, silent, strict));
      }
    }
    assertThat(silent).isEmpty();
    assertThat(strict).isEmpty();
  }

  private static void disagreement(
      String name, GoReader go, Bytes bytes, List<String> silent, List<String> strict) {
    Optional<String> refused = go.read(bytes).error();
    List<Problem> problems = Told.decode(bytes).problems();
    if (refused.isPresent() && problems.stream().allMatch(p -> p.effect() == Problem.Effect.NOTE)) {
      silent.add(name + ": " + refused.get().substring(0, Math.min(200, refused.get().length())));
    } else if (refused.isEmpty() && problems.stream().anyMatch(p -> !p.quote().equals("cut"))) {
      // Go takes the end of a table within an entry for the end of the file
      strict.add(name + " " + bytes.size() + ": " + problems.getFirst());
    }
  }
}
