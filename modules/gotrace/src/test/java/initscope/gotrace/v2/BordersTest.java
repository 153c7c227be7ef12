package initscope.gotrace.v2;

import static initscope.gotrace.v2.EventType.GC_ACTIVE;
import static initscope.gotrace.v2.EventType.GC_BEGIN;
import static initscope.gotrace.v2.EventType.GC_END;
import static initscope.gotrace.v2.EventType.GC_MARK_ASSIST_ACTIVE;
import static initscope.gotrace.v2.EventType.GC_MARK_ASSIST_BEGIN;
import static initscope.gotrace.v2.EventType.GC_MARK_ASSIST_END;
import static initscope.gotrace.v2.EventType.GC_SWEEP_ACTIVE;
import static initscope.gotrace.v2.EventType.GC_SWEEP_BEGIN;
import static initscope.gotrace.v2.EventType.GC_SWEEP_END;
import static initscope.gotrace.v2.EventType.GO_CREATE;
import static initscope.gotrace.v2.EventType.GO_STATUS;
import static initscope.gotrace.v2.EventType.PROC_START;
import static initscope.gotrace.v2.EventType.PROC_STATUS;
import static initscope.gotrace.v2.EventType.STW_BEGIN;
import static initscope.gotrace.v2.EventType.STW_END;
import static initscope.gotrace.v2.EventType.USER_REGION_BEGIN;
import static initscope.gotrace.v2.EventType.USER_REGION_END;
import static initscope.gotrace.v2.EventType.USER_TASK_BEGIN;
import static initscope.gotrace.v2.EventType.USER_TASK_END;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.gotrace.GoTrace;
import initscope.gotrace.Told;
import initscope.gotrace.facts.TraceFacts;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem;
import initscope.model.go.GoTraceFacts.StopTheWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What goes on over the border of generations, and what cannot. Where a toolchain is at hand, Go's own reader is asked the same.
class BordersTest {
  /// A trace of one thread with a goroutine that runs; each generation begins with telling so.
  ///
  /// @param problem what must be found, empty for a sound trace
  record Case(String name, Bytes trace, String problem) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static long[] event(long... words) {
    return words;
  }

  private static Case sound(String name, long[][]... generations) {
    return wrong(name, "", generations);
  }

  private static Case wrong(String name, String problem, long[][]... generations) {
    WireBytes trace = new WireBytes(22);
    for (int i = 0; i < generations.length; i++) {
      long generation = i + 1L;
      trace.event(EventType.FREQUENCY, 15_625_000).batch(generation, -1, 0);
      trace.event(EventType.STACKS).batch(generation, -1, 0);
      // the same texts have other numbers in each generation but the last, which Go looks up in the
      // generation where a stop ends
      trace
          .event(EventType.STRINGS)
          .string(10 + generation, "one")
          .string(20 + generation, "two")
          .string(5, "stop");
      trace.batch(generation, -1, 0);
      trace.event(PROC_STATUS, 1, 0, 1).event(GO_STATUS, 1, 1, 7, 2);
      for (long[] event : generations[i]) {
        long[] arguments = new long[event.length];
        arguments[0] = 1;
        System.arraycopy(event, 1, arguments, 1, event.length - 1);
        trace.event((int) event[0], arguments);
      }
      trace.batch(generation, 7, generation * 1000);
    }
    return new Case(name, trace.build(), problem);
  }

  private static final long[][] NOTHING = {};

  private static long[][] does(long[]... events) {
    return events;
  }

  static Stream<Case> cases() {
    return Stream.of(ranges(), collections(), annotations(), threads()).flatMap(List::stream);
  }

  private static List<Case> ranges() {
    long[] active = event(GC_MARK_ASSIST_ACTIVE, 1);
    long[] begin = event(GC_MARK_ASSIST_BEGIN, 0);
    long[] end = event(GC_MARK_ASSIST_END);
    long[] sweeps = event(GC_SWEEP_ACTIVE, 0);
    long[] sweep = event(GC_SWEEP_BEGIN, 0);
    long[] swept = event(GC_SWEEP_END, 0, 0);
    long[] stop = event(STW_BEGIN, 5, 0);
    long[] start = event(STW_END);
    return List.of(
        sound("an assist goes on", does(begin), does(active), does(active, end), does(begin)),
        sound("an assist that is not told again goes on", does(begin), NOTHING, does(end)),
        wrong("an assist within one", "gotrace.range.twice", does(begin), does(begin)),
        wrong(
            "an assist within one of long ago",
            "gotrace.range.twice",
            does(begin),
            NOTHING,
            does(begin)),
        wrong("an assist goes on that ended", "gotrace.range.end", does(begin, end), does(active)),
        wrong("an assist ends that ended", "gotrace.range.end", does(begin, end), does(end)),
        sound("a sweep goes on", does(sweep), does(sweeps, swept), does(sweep, swept)),
        sound("a sweep that is not told again goes on", does(sweep), NOTHING, does(swept)),
        wrong("a sweep within one", "gotrace.range.twice", does(sweep), does(sweep)),
        wrong(
            "a sweep within one of long ago",
            "gotrace.range.twice",
            does(sweep),
            NOTHING,
            does(sweep)),
        wrong("a sweep goes on that did not begin", "gotrace.range.end", NOTHING, does(sweeps)),
        sound("the world is stopped over a border", does(stop), does(start)),
        sound("the world is stopped for long", does(stop), NOTHING, does(start)),
        wrong("the world starts twice", "gotrace.range.end", does(stop), does(start, start)),
        wrong("the world starts that ran", "gotrace.range.end", NOTHING, does(start)));
  }

  private static List<Case> collections() {
    return List.of(
        sound(
            "collections count",
            does(event(GC_BEGIN, 5, 0)),
            does(event(GC_ACTIVE, 6), event(GC_END, 7)),
            NOTHING,
            does(event(GC_BEGIN, 8, 0))),
        sound(
            "a collection is not told again", does(event(GC_BEGIN, 5, 0)), does(event(GC_END, 6))),
        wrong(
            "a collection is missing",
            "gotrace.order.stuck",
            does(event(GC_BEGIN, 5, 0), event(GC_END, 6)),
            does(event(GC_BEGIN, 8, 0))),
        wrong(
            "a collection is missing after a silent generation",
            "gotrace.order.stuck",
            does(event(GC_BEGIN, 5, 0), event(GC_END, 6)),
            NOTHING,
            does(event(GC_BEGIN, 8, 0))),
        wrong(
            "a collection within one",
            "gotrace.gc",
            does(event(GC_BEGIN, 5, 0)),
            does(event(GC_BEGIN, 6, 0))),
        wrong(
            "a collection ends of which nothing is known",
            "gotrace.order.stuck",
            NOTHING,
            does(event(GC_END, 6))));
  }

  private static List<Case> annotations() {
    return List.of(
        sound(
            "regions end in order",
            does(event(USER_REGION_BEGIN, 3, 11, 0), event(USER_REGION_BEGIN, 3, 21, 0)),
            does(event(USER_REGION_END, 3, 22, 0), event(USER_REGION_BEGIN, 3, 22, 0)),
            NOTHING,
            does(event(USER_REGION_END, 3, 24, 0), event(USER_REGION_END, 3, 14, 0)),
            does(event(USER_REGION_END, 3, 15, 0))),
        wrong(
            "the outer region ends first",
            "gotrace.region",
            does(event(USER_REGION_BEGIN, 3, 11, 0), event(USER_REGION_BEGIN, 3, 21, 0)),
            does(event(USER_REGION_END, 3, 12, 0))),
        wrong(
            "the outer region ends first, later",
            "gotrace.region",
            does(event(USER_REGION_BEGIN, 3, 11, 0), event(USER_REGION_BEGIN, 3, 21, 0)),
            NOTHING,
            does(event(USER_REGION_END, 3, 13, 0))),
        wrong(
            "a region of another task ends",
            "gotrace.region",
            does(event(USER_REGION_BEGIN, 3, 11, 0)),
            does(event(USER_REGION_END, 4, 12, 0))),
        sound(
            "a task goes on",
            does(event(USER_TASK_BEGIN, 3, 0, 11, 0)),
            NOTHING,
            does(event(USER_TASK_END, 3, 0)),
            does(event(USER_TASK_BEGIN, 3, 0, 14, 0))),
        wrong(
            "a task begins again",
            "gotrace.task.twice",
            does(event(USER_TASK_BEGIN, 3, 0, 11, 0)),
            NOTHING,
            does(event(USER_TASK_BEGIN, 3, 0, 13, 0))));
  }

  private static List<Case> threads() {
    return List.of(
        wrong(
            "a goroutine exists that was not made",
            "gotrace.goroutine.unknown",
            NOTHING,
            does(event(GO_STATUS, 2, -1, 4))),
        wrong(
            "a goroutine is made that exists",
            "gotrace.goroutine.twice",
            does(event(GO_STATUS, 2, -1, 4)),
            does(event(GO_CREATE, 2, 0, 0))),
        sound(
            "a goroutine that is not told of lives on",
            does(event(GO_STATUS, 2, -1, 4)),
            NOTHING,
            does(event(GO_STATUS, 2, -1, 4))),
        wrong(
            "a goroutine was something else",
            "gotrace.goroutine.status",
            does(event(GO_STATUS, 2, -1, 4)),
            NOTHING,
            does(event(GO_STATUS, 2, -1, 1))),
        wrong(
            "a thread that has a P takes another",
            "gotrace.order.stuck",
            does(event(PROC_STATUS, 1, 2)),
            does(event(PROC_STATUS, 1, 2), event(PROC_START, 1, 1))),
        wrong(
            "a system call of another thread",
            "gotrace.goroutine.context",
            does(event(GO_STATUS, 2, 9, 3)),
            does(event(GO_STATUS, 2, 7, 3))),
        sound(
            "a goroutine that was made waits to run",
            does(event(GO_CREATE, 2, 0, 0)),
            does(event(GO_STATUS, 2, -1, 1))));
  }

  @TempDir static Path folder;

  @ParameterizedTest
  @MethodSource("cases")
  void bordersAreHeld(Case one) {
    Decoded<GoTrace> seen = Told.decode(one.trace());
    if (one.problem().isEmpty()) {
      assertThat(seen.problems()).isEmpty();
    } else {
      assertThat(seen.problems()).extracting(Problem::id).containsExactly(one.problem());
    }
  }

  /// Each generation is 1000 ticks of 64 ns later; of a stop that ends there the end is 1000 ticks after the beginning.
  @Test
  void aStopOverABorderIsOne() {
    long[] stop = event(STW_BEGIN, 5, 0);
    long[] start = event(STW_END);
    assertThat(stops(does(stop), does(start))).containsExactly(OptionalLong.of(64_000));
    assertThat(stops(does(stop), NOTHING, does(start, stop, start)))
        .containsExactly(OptionalLong.of(128_000), OptionalLong.of(64));
    assertThat(stops(does(stop), NOTHING)).containsExactly(OptionalLong.empty());
  }

  private static List<OptionalLong> stops(long[][]... generations) {
    GoTrace trace = Told.decode(sound("", generations).trace()).value();
    return TraceFacts.stops(trace).stream().map(StopTheWorld::durationNanos).toList();
  }

  @Test
  void goSaysTheSame() throws IOException {
    Optional<GoReader> reader = GoReader.start(folder, true);
    assumeTrue(reader.isPresent(), "no toolchain of Go 1.26");
    try (GoReader go = reader.get()) {
      cases().forEach(one -> compare(one, go.read(one.trace())));
    }
  }

  private static void compare(Case one, GoReader.Said said) {
    assertThat(said.error().isPresent())
        .as(one + " " + said.error())
        .isEqualTo(!one.problem().isEmpty());
    if (one.problem().isEmpty()) {
      List<OptionalLong> told =
          said.lines().stream()
              .filter(l -> l[0].equals("range") && l[1].startsWith("stop-the-world"))
              .map(l -> OptionalLong.of(Long.parseLong(l[3]) - Long.parseLong(l[2])))
              .toList();
      GoTrace trace = Told.decode(one.trace()).value();
      assertThat(TraceFacts.stops(trace).stream().map(StopTheWorld::durationNanos).toList())
          .as(one.toString())
          .isEqualTo(told);
    }
  }
}
