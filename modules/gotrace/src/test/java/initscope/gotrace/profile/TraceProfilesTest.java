package initscope.gotrace.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.gotrace.GoTrace;
import initscope.gotrace.GoTraceDecoder;
import initscope.gotrace.TraceFormat;
import initscope.gotrace.TraceTrack;
import initscope.gotrace.lane.LaneKind;
import initscope.model.Bytes;
import initscope.model.Frame;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.profile.Profile;
import initscope.model.testing.GoToolchains;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceProfilesTest {
  private static final Path RECORDED = Path.of("src/test/resources/gotrace");
  private static final Pattern RELEASE = Pattern.compile("go1\\.([0-9]+)");

  /// Go up to 1.25 passes over events without a stack, and so over ends of states.
  private static final int FIRST_THAT_COUNTS_ALL = 26;

  /// Clocks of two threads disagree by less.
  private static final double MOVED_NANOS = 500;

  /// Leaves of what {@code go tool trace} does not count: the time before a goroutine runs first.
  private static final Set<String> NOT_OF_GO = Set.of("[created]", "[before its first run]");

  private static GoTrace read(Path file) throws IOException {
    return new GoTraceDecoder().decode(Bytes.of(Files.readAllBytes(file))).value();
  }

  private static TraceProfile profile(GoTrace trace, TraceProfileKind kind)
      throws CancelledException {
    return TraceProfiles.of(trace, kind, Progress.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "profile/mixed-1.22.trace",
        "profile/mixed-1.26.trace",
        "v1/small-1.19.trace",
        "v1/small-1.21.trace"
      })
  void countsAndSumsAreThoseOfGo(String name, @TempDir Path folder)
      throws IOException, CancelledException {
    Path file = RECORDED.resolve(name).toAbsolutePath();
    GoTrace trace = read(file);
    List<Path> tools =
        GoToolchains.any().stream()
            .filter(go -> release(go) >= Math.max(trace.version(), FIRST_THAT_COUNTS_ALL))
            .toList();
    assumeTrue(!tools.isEmpty(), "no Go toolchain that reads " + name);
    for (Path go : tools) {
      for (TraceProfileKind kind :
          List.of(TraceProfileKind.SYNC, TraceProfileKind.NET, TraceProfileKind.SYSCALL)) {
        Map<String, List<Long>> theirs = GoProfile.of(go, folder, file, kind.word());
        Map<String, List<Long>> ours = byFunctions(profile(trace, kind));
        if (kind == TraceProfileKind.SYSCALL && trace.version() < TraceFormat.FIRST_V2) {
          // those that did not block are moments of that format; Go makes each last 1 ns
          ours.values().removeIf(v -> v.get(1) == 0);
          theirs.keySet().retainAll(ours.keySet());
          assertThat((double) total(ours).get(1))
              .isCloseTo(total(theirs).get(1), within(MOVED_NANOS));
        } else {
          assertAlike(ours, theirs, go + " " + kind);
        }
      }
      Map<String, List<Long>> theirs = GoProfile.of(go, folder, file, "sched");
      assertAlike(
          Map.of("all", total(byFunctions(profile(trace, TraceProfileKind.SCHED)))),
          Map.of("all", total(theirs)),
          go + " sched");
    }
  }

  /// Counts are equal. Times are but for those that Go moves to fit the order of events.
  private static void assertAlike(
      Map<String, List<Long>> ours, Map<String, List<Long>> theirs, String what) {
    assertThat(ours.keySet()).as(what).containsAll(theirs.keySet());
    assertThat(theirs.keySet()).as(what).containsAll(ours.keySet());
    ours.forEach(
        (stack, values) -> {
          List<Long> want = theirs.getOrDefault(stack, List.of());
          assertThat(values.get(0)).as(what + " " + stack).isEqualTo(want.get(0));
          assertThat((double) values.get(1))
              .as(what + " " + stack)
              .isCloseTo(want.get(1), within(MOVED_NANOS * values.get(0)));
        });
  }

  private static int release(Path go) {
    try {
      Matcher matcher = RELEASE.matcher(GoToolchains.run(go, Path.of("/"), "version"));
      return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, List<Long>> byFunctions(TraceProfile profile) {
    Map<String, List<Long>> sums = new TreeMap<>();
    for (TraceProfile.Entry entry : profile.entries()) {
      List<String> names = entry.stack().stream().map(Frame::function).toList();
      if (!NOT_OF_GO.contains(names.getLast())) {
        sums.merge(
            String.join(" ", names.subList(0, names.size() - 1).reversed()),
            List.of(entry.count(), entry.nanos()),
            GoProfile::plus);
      }
    }
    return sums;
  }

  private static List<Long> total(Map<String, List<Long>> sums) {
    return sums.values().stream().reduce(List.of(0L, 0L), GoProfile::plus);
  }

  @ParameterizedTest
  @ValueSource(strings = {"profile/mixed-1.22.trace", "profile/mixed-1.26.trace"})
  void runningAndNotRunningAreAllTime(String name) throws IOException, CancelledException {
    GoTrace trace = read(RECORDED.resolve(name));
    long[] sums = new long[2];
    long[] counts = new long[2];
    for (int row = 0; row < trace.goroutines().size(); row++) {
      TraceTrack track = trace.goroutine(row);
      track.visit(
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          (from, to, kind, number, reason, generation) -> {
            sums[kind == LaneKind.RUNS ? 0 : 1] += to - from;
            counts[kind == LaneKind.RUNS ? 0 : 1]++;
          });
    }
    TraceProfile off = profile(trace, TraceProfileKind.OFF_CPU);

    assertThat(off.all().getFirst().total()).isEqualTo(sums[1]);
    assertThat(off.all().getLast().total()).isEqualTo(counts[1]);
    assertThat(isAt(off, "main.forever", "[forever]")).isTrue();
    assertThat(isAt(off, "main.channels", "[chan receive]")).isTrue();
    assertThat(isAt(off, "main.network", "[network]")).isTrue();
    assertThat(isAt(off, "main.systemCalls.func1", "[syscall]")).isTrue();
    assertThat(isAt(off, "main.main", "[runnable]")).isTrue();
    TraceProfile cpu = profile(trace, TraceProfileKind.CPU);
    if (cpu.timed()) {
      assertThat(cpu.weights().total()).isEqualTo(sums[0]);
      assertThat(cpu.all().getLast().total()).isEqualTo(counts[0]);
    }
  }

  private static boolean isAt(TraceProfile profile, String function, String leaf) {
    return profile.entries().stream()
        .map(TraceProfile.Entry::stack)
        .filter(s -> s.getLast().function().equals(leaf))
        .anyMatch(s -> s.stream().anyMatch(f -> f.function().equals(function)));
  }

  @Test
  void samplesOfTheProcessorAreCounted() throws IOException, CancelledException {
    TraceProfile cpu =
        profile(read(RECORDED.resolve("profile/mixed-1.22.trace")), TraceProfileKind.CPU);

    assertThat(cpu.timed()).isFalse();
    assertThat(cpu.all()).extracting(Profile::unit).containsExactly("count");
    assertThat(cpu.entries())
        .anyMatch(e -> e.stack().stream().anyMatch(f -> f.function().equals("main.burn")));
  }
}
