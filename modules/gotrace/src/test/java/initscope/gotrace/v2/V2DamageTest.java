package initscope.gotrace.v2;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.gotrace.Compared;
import initscope.gotrace.EventLocator;
import initscope.gotrace.GoTrace;
import initscope.gotrace.GoTraceDecoder;
import initscope.gotrace.Told;
import initscope.gotrace.facts.TraceFacts;
import initscope.gotrace.generation.Generation;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem;
import initscope.model.testing.Corpus;
import initscope.model.testing.Damage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Traces cut and with wrong bytes: never an exception, never a hang, never a changed past.
class V2DamageTest {
  private static final int SMALL = 4_000;

  private static void assertBorne(Bytes bytes) {
    Decoded<GoTrace> seen = Told.decode(bytes);
    GoTrace trace = seen.value();
    assertThat(TraceFacts.of(trace, 0, new EventLocator(Bytes.EMPTY)).goroutines())
        .isEqualTo(trace.goroutines().size());
    for (int row = 0; row < trace.goroutines().size(); row++) {
      trace.goroutines().function(row);
      trace.goroutines().creator(row);
      trace.goroutine(row).visit(trace.startNanos(), trace.endNanos(), (f, t, k, n, r, g) -> {});
    }
    seen.problems().forEach(p -> assertThat(p.offset()).isBetween(0L, bytes.size()));
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void damagedTracesAreBorne() {
    List<Path> files = new ArrayList<>(Told.recorded());
    files.addAll(Corpus.below("go-trace/v2-bin"));
    files.addAll(Corpus.below("go-trace/v2-text"));
    files.addAll(Corpus.below("go-trace/v2-fuzz-bin"));
    for (Path file : files) {
      Bytes whole = Told.read(file);
      int rounds = whole.size() <= SMALL ? 1000 : (int) Math.max(10, 1_000_000 / whole.size());
      Damage.cuts(whole, rounds, V2DamageTest::assertBorne);
      Damage.flips(whole, rounds, 1, V2DamageTest::assertBorne);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"go1.22-generations.trace", "go1.26-generations.trace", "go1.25-flight.trace"})
  void aCutTraceKeepsTheGenerationsBeforeTheCut(String name) {
    Bytes whole = Told.read(Told.RECORDED.resolve(name));
    List<String> generations =
        Told.decode(whole).value().generations().stream().map(Told::generation).toList();
    assertThat(generations).hasSizeGreaterThan(1);
    Damage.cuts(
        whole,
        60,
        cut -> {
          List<Generation> seen = Told.decode(cut).value().generations();
          for (int i = 0; i + 1 < seen.size(); i++) {
            assertThat(Told.generation(seen.get(i))).isEqualTo(generations.get(i));
          }
        });
  }

  @Test
  void aCutIsSaid() {
    Bytes whole = Told.read(Told.RECORDED.resolve("go1.26-generations.trace"));
    Damage.cuts(
        whole,
        200,
        cut -> {
          boolean header = cut.size() >= 16;
          List<Problem> problems = Told.decode(cut).problems();
          boolean complete = header && cut.at(cut.size() - 1) == EventType.END_OF_GENERATION;
          if (!complete && cut.size() != 16) {
            assertThat(problems)
                .as("cut at " + cut.size())
                .anyMatch(p -> p.effect() == Problem.Effect.LOST_FROM_HERE);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"go1.22-generations.trace", "go1.26-generations.trace"})
  void generationsAfterDamageAreRead(String name) {
    Bytes whole = Told.read(Told.RECORDED.resolve(name));
    List<Generation> all = Told.decode(whole).value().generations();
    String last = Told.generation(all.getLast());
    byte[] bytes = whole.toArray();
    // the header of the second generation's second batch is somewhere in the middle third: a run of
    // bytes there is lost
    long middle = whole.size() / 2;
    for (int i = 0; i < 3000; i++) {
      bytes[(int) middle + i] = (byte) 0xfe;
    }
    Decoded<GoTrace> seen = new GoTraceDecoder().decode(Bytes.of(bytes));
    assertThat(seen.problems()).isNotEmpty();
    assertThat(seen.value().generations()).hasSize(all.size());
    assertThat(Told.generation(seen.value().generations().getLast())).isEqualTo(last);
    assertThat(Told.generation(seen.value().generations().getFirst()))
        .isEqualTo(Told.generation(all.getFirst()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"go1.22-generations.trace", "go1.26-generations.trace", "go1.26.trace"})
  void nothingIsToldThatTheWholeTraceDoesNotTell(String name) {
    Bytes whole = Told.read(Told.RECORDED.resolve(name));
    Compared cuts = new Compared(Told.decode(whole).value());
    Damage.cuts(whole, 150, cuts::compare);
    assertThat(cuts.wrong()).isZero();
    assertThat(cuts.toldAfterGaps()).isPositive();
    Compared removed = new Compared(Told.decode(whole).value());
    Random random = new Random(5);
    for (int i = 0; i < 150; i++) {
      byte[] bytes = whole.toArray();
      int at = 16 + random.nextInt(bytes.length - 16);
      int gone = Math.min(bytes.length - at, 1 + random.nextInt(30_000));
      byte[] left = Arrays.copyOf(bytes, bytes.length - gone);
      System.arraycopy(bytes, at + gone, left, at, bytes.length - at - gone);
      removed.compare(Bytes.of(left));
    }
    // what lies before the first contradiction may have lost an event that nothing contradicts
    assertThat(removed.wrong()).isLessThan(removed.same() / 1000);
    assertThat(removed.toldAfterGaps()).isPositive();
  }
}
