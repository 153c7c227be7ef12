package initscope.gotrace.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.gotrace.GoTrace;
import initscope.gotrace.Told;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem;
import initscope.model.testing.Corpus;
import initscope.model.testing.GoToolchains;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole traces: recorded ones, and the corpus of others'.
class V2FilesTest {
  static List<Path> recorded() {
    return Told.recorded();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void readsWhatGoRecordsAndCountsAsGoDoes(Path file) {
    Decoded<GoTrace> seen = Told.decode(Told.read(file));
    assertThat(seen.problems()).isEmpty();
    assertThat(new TreeMap<>(seen.value().eventCounts())).isEqualTo(Told.counts(file));
    assertThat(seen.value().goroutines().find(1)).isNotNegative();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void twoThreadsReadTheSameAsOne(Path file) {
    Bytes bytes = Told.read(file);
    Decoded<GoTrace> one = Told.decode(bytes);
    Decoded<GoTrace> two = Told.decodeByTwo(bytes);
    assertThat(Told.all(two.value())).isEqualTo(Told.all(one.value()));
    assertThat(two.problems()).isEqualTo(one.problems());
  }

  @Test
  void countsInTheCorpusAreThoseOfItsTable() throws IOException {
    List<String> lines = Files.readAllLines(Corpus.path("go-trace/v2-event-counts.tsv"));
    int compared = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] columns = line.split("\t", -1);
      Path file = Corpus.path("go-trace/" + columns[0]);
      if (!Files.exists(file)) {
        continue;
      }
      Decoded<GoTrace> seen = Told.decode(Told.read(file));
      Map<String, Long> counts = new TreeMap<>();
      for (String word : columns[5].split(" ", -1)) {
        String[] pair = word.split("=", 2);
        counts.put(pair[0], Long.valueOf(pair[1]));
      }
      assertThat(new TreeMap<>(seen.value().eventCounts())).as(columns[0]).isEqualTo(counts);
      boolean fails = !isSuccess(expectation(file));
      assertThat(lost(seen)).as(columns[0] + seen.problems()).isEqualTo(fails);
      compared++;
    }
    assertThat(compared).isPositive();
  }

  private static String expectation(Path trace) throws IOException {
    Path beside = Path.of(trace.toString().replace(".trace", ".expect"));
    return beside.equals(trace) || !Files.exists(beside) ? "SUCCESS" : Files.readString(beside);
  }

  private static boolean isSuccess(String expectation) {
    return expectation.strip().startsWith("SUCCESS");
  }

  private static boolean lost(Decoded<GoTrace> seen) {
    return seen.problems().stream().anyMatch(p -> p.effect() == Problem.Effect.LOST_FROM_HERE);
  }

  @Test
  void tracesAsTextGiveWhatTheyExpect() throws IOException {
    List<Path> files = new ArrayList<>(Corpus.below("go-trace/v2-text"));
    for (Path go : GoToolchains.found()) {
      Path tests = go.resolve("../../src/internal/trace/testdata/tests").normalize();
      if (Files.isDirectory(tests)) {
        try (Stream<Path> all = Files.list(tests)) {
          all.filter(f -> f.toString().endsWith(".test")).sorted().forEach(files::add);
        }
      }
    }
    assumeTrue(!files.isEmpty(), "no traces as text: no corpus, and no toolchain that brings them");
    for (Path file : files) {
      Bytes bytes = Told.read(file);
      Decoded<GoTrace> seen = Told.decode(bytes);
      String text = bytes.utf8();
      int expected = text.indexOf("-- expect --");
      boolean success = expected < 0 || isSuccess(text.substring(expected + 12));
      if (success) {
        assertThat(seen.problems()).as(file.toString()).isEmpty();
      } else {
        assertThat(lost(seen)).as(file + " " + seen.problems()).isTrue();
        long trace = text.indexOf("-- trace --");
        assertThat(seen.problems()).allMatch(p -> p.offset() > trace && p.offset() <= bytes.size());
      }
    }
  }

  @Test
  void textAndBinaryFormAreTheSameTrace() {
    List<Path> texts = Corpus.below("go-trace/v2-text");
    assumeTrue(!texts.isEmpty(), "no corpus at " + Corpus.root());
    for (Path text : texts) {
      String name = text.getFileName().toString().replace(".test", ".trace");
      Path binary = Corpus.path("go-trace/v2-bin/" + name);
      if (Files.exists(binary)) {
        Decoded<GoTrace> one = Told.decode(Told.read(text));
        Decoded<GoTrace> other = Told.decode(Told.read(binary));
        assertThat(Told.all(one.value())).as(name).isEqualTo(Told.all(other.value()));
        assertThat(one.problems().stream().map(Problem::id).collect(Collectors.toSet()))
            .isEqualTo(other.problems().stream().map(Problem::id).collect(Collectors.toSet()));
      }
    }
  }

  @Test
  void filesMadeToCrashReadersDoNotCrashThisOne() {
    List<Path> files = new ArrayList<>(Corpus.below("go-trace/v2-fuzz-bin"));
    files.addAll(Corpus.below("go-trace/gotraceui-fuzz-bin"));
    assumeTrue(!files.isEmpty(), "no corpus at " + Corpus.root());
    for (Path file : files) {
      Decoded<GoTrace> seen = Told.decode(Told.read(file));
      if (seen.value().version() >= 22) {
        assertThat(seen.problems()).as(file.toString()).isNotEmpty();
      }
    }
  }
}
