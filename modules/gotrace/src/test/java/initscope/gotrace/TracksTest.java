package initscope.gotrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import initscope.gotrace.generation.Generation;
import initscope.gotrace.lane.LaneKind;
import initscope.model.Bytes;
import initscope.model.testing.Corpus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TracksTest {
  static List<Path> traces() {
    List<Path> files = new ArrayList<>(Told.recorded());
    files.addAll(Corpus.below("go-trace/real"));
    files.removeIf(file -> TraceFormat.version(Told.read(file).first(16)).isEmpty());
    return files;
  }

  private record Span(long from, long to, int kind) {}

  private static List<Span> spans(TraceTrack track, long from, long to) {
    List<Span> spans = new ArrayList<>();
    track.visit(from, to, (a, b, kind, number, reason, in) -> spans.add(new Span(a, b, kind)));
    return spans;
  }

  @ParameterizedTest
  @MethodSource("traces")
  void statesOfAGoroutineFollowOneAnotherAndSumToItsLife(Path file) {
    GoTrace trace = Told.decode(Told.read(file)).value();
    for (int row = 0; row < trace.goroutines().size(); row++) {
      TraceTrack track = trace.goroutine(row);
      List<Span> spans = spans(track, Long.MIN_VALUE, Long.MAX_VALUE);
      assertThat(spans).isNotEmpty();
      assertThat(spans.getFirst().from()).isEqualTo(track.begunNanos());
      long[] sums = new long[4];
      for (int i = 0; i < spans.size(); i++) {
        Span span = spans.get(i);
        assertThat(span.to()).isGreaterThanOrEqualTo(span.from());
        sums[span.kind()] += span.to() - span.from();
        if (i > 0) {
          assertThat(span.from()).isEqualTo(spans.get(i - 1).to());
        }
      }
      long[] about = new long[4];
      track.sumsAbout(trace.endNanos(), about);
      for (int kind = 0; kind < 4; kind++) {
        // each state's ends are rounded to nanoseconds, a generation may begin before the last ends
        assertThat(about[kind])
            .isCloseTo(sums[kind], within(spans.size() + 20_000L * trace.generations().size()));
      }
      boolean gone =
          track.parts().getLast().lanes().lastKind(track.parts().getLast().lane()) == LaneKind.GONE;
      assertThat(spans.getLast().to() == trace.endNanos() || gone).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("traces")
  void anIntervalShowsWhatTheWholeShowsThere(Path file) {
    GoTrace trace = Told.decode(Told.read(file)).value();
    long length = trace.endNanos() - trace.startNanos();
    List<TraceTrack> tracks = new ArrayList<>();
    for (int row = 0; row < Math.min(200, trace.goroutines().size()); row++) {
      tracks.add(trace.goroutine(row));
    }
    trace.procs().forEach(p -> tracks.add(trace.proc(p)));
    trace.threads().forEach(t -> tracks.add(trace.thread(t)));
    for (TraceTrack track : tracks) {
      List<Span> all = spans(track, Long.MIN_VALUE, Long.MAX_VALUE);
      for (int i = 0; i < 7; i++) {
        long from = trace.startNanos() + length / 9 * i;
        long to = from + length / 7;
        List<Span> there = all.stream().filter(s -> s.to() > from && s.from() <= to).toList();
        List<Span> seen = spans(track, from, to).stream().filter(s -> s.from() <= to).toList();
        assertThat(seen.stream().map(Span::from).toList())
            .endsWith(there.stream().skip(1).map(Span::from).toArray(Long[]::new));
        assertThat(seen).hasSameSizeAs(there);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("traces")
  void everyTickIsItsOwnTime(Path file) {
    for (Generation generation : Told.decode(Told.read(file)).value().generations()) {
      long start = generation.span().startTicks();
      long end = generation.span().endTicks();
      for (long ticks = start; ticks <= end; ticks += Math.max(1, (end - start) / 1000)) {
        long nanos = generation.nanos(ticks);
        assertThat(generation.nanos(generation.ticks(nanos))).isEqualTo(nanos);
      }
    }
  }

  @Test
  void aPThatHandsOverAtOnceShowsBothGoroutines() {
    Bytes bytes = Told.read(Told.RECORDED.resolve("go1.26.trace"));
    GoTrace trace = Told.decode(bytes).value();
    int handedOver = 0;
    for (long proc : trace.procs()) {
      List<Integer> numbers = new ArrayList<>();
      trace
          .proc(proc)
          .visit(
              Long.MIN_VALUE,
              Long.MAX_VALUE,
              (from, to, kind, number, reason, in) ->
                  numbers.add(kind == LaneKind.RUNS ? number : 0));
      for (int i = 1; i < numbers.size(); i++) {
        handedOver += numbers.get(i) > 0 && numbers.get(i - 1) > 0 ? 1 : 0;
      }
    }
    assertThat(handedOver).isPositive();
  }

  @Test
  void goroutinesKnowWhoMadeThemAndWhere() {
    GoTrace trace = Told.decode(Told.read(Told.RECORDED.resolve("go1.27.trace"))).value();
    GoroutineTable goroutines = trace.goroutines();
    int made = 0;
    for (int row = 0; row < goroutines.size(); row++) {
      assertThat(goroutines.find(goroutines.id(row))).isEqualTo(row);
      if (goroutines.function(row).equals("main.worker")) {
        made++;
        assertThat(goroutines.creator(row)).isEqualTo(Optional.of(1L));
        assertThat(goroutines.createStack(row)).anyMatch(f -> f.function().equals("main.round"));
        assertThat(goroutines.root(row).orElseThrow().file()).isPresent();
      }
    }
    assertThat(made).isEqualTo(3);
    assertThat(goroutines.find(-5)).isNegative();
  }
}
