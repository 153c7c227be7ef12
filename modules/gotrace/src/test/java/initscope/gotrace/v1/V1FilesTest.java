package initscope.gotrace.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.gotrace.Compared;
import initscope.gotrace.Told;
import initscope.model.Bytes;
import initscope.model.testing.Corpus;
import initscope.model.testing.Damage;
import initscope.model.testing.GoToolchains;
import initscope.model.testing.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Traces that Go recorded: whole, cut and flipped.
class V1FilesTest {
  private static final Path RECORDED = Path.of("src/test/resources/gotrace/v1");
  private static final int SMALL = 30_000;

  private static Bytes read(Path file) {
    try {
      return Bytes.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The expected counts were compared event by event with Go 1.26's reader of these versions.
  @ParameterizedTest
  @ValueSource(strings = {"small-1.19.trace", "small-1.21.trace"})
  void readsWhatASmallProgramRecorded(String name) {
    Seen seen = Seen.of(read(RECORDED.resolve(name)));
    V1Tables tables = seen.reader().tables();
    StringBuilder text = new StringBuilder();
    text.append("wire ").append(seen.reader().counts()).append('\n');
    text.append("delivered ").append(seen.delivered()).append('\n');
    text.append("stacks ")
        .append(tables.stacks().size())
        .append(", pcs ")
        .append(tables.stacks().places());
    text.append(", strings ").append(tables.strings().size()).append('\n');
    text.append("problems ").append(seen.problems()).append('\n');
    seen.events().stream()
        .filter(e -> e.type() == V1Type.USER_LOG)
        .map(e -> tables.strings().get(e.arg1()) + " " + tables.message(e.arg2()) + '\n')
        .sorted()
        .forEach(text::append);
    Golden.compare(RECORDED.resolve(name + ".expected"), text.toString());
  }

  @Test
  void goodFilesHaveNoProblems() {
    List<Path> files = new ArrayList<>(Corpus.below("go-trace/v1"));
    files.removeIf(file -> !file.toString().endsWith("_good"));
    files.addAll(Corpus.below("go-trace/real"));
    files.removeIf(file -> V1Reader.version(read(file).first(16)) == 0);
    assumeTrue(!files.isEmpty(), "no corpus at " + Corpus.root());
    assertSound(files);
  }

  /// Go's own sources hold traces of all versions, down to 1.5.
  @Test
  void filesThatGoTestsItselfWithHaveNoProblems() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path go : GoToolchains.any()) {
      Path data = go.resolve("../../src/internal/trace/testdata").normalize();
      if (Files.isDirectory(data)) {
        try (Stream<Path> all = Files.list(data)) {
          all.filter(file -> file.toString().endsWith("_good")).forEach(files::add);
        }
      }
    }
    assumeTrue(!files.isEmpty(), "no toolchain here brings its traces along");
    assertSound(files);
  }

  private static void assertSound(List<Path> files) {
    for (Path file : files) {
      Seen seen = Seen.of(read(file));
      assertThat(seen.problems()).as(file.toString()).isEmpty();
      assertThat(seen.events()).as(file.toString()).isNotEmpty();
      assertMonotonic(seen);
    }
  }

  @Test
  void aFileWithBrokenTimeSaysSo() {
    Seen seen = Seen.of(Corpus.bytes("go-trace/v1/stress_1_5_unordered"));
    assertThat(seen.problemIds()).containsExactly("gotrace.v1.time.order");
  }

  @Test
  void filesMadeToCrashReadersDoNotCrashThisOne() {
    List<Path> files = Corpus.below("go-trace/gotraceui-fuzz-bin");
    assumeTrue(!files.isEmpty(), "no corpus at " + Corpus.root());
    files.forEach(file -> assertBorne(read(file)));
  }

  @Test
  void damagedFilesAreBorne() throws IOException {
    List<Path> files = new ArrayList<>(Corpus.below("go-trace"));
    try (Stream<Path> recorded = Files.list(RECORDED)) {
      recorded.forEach(files::add);
    }
    files.removeIf(file -> V1Reader.version(read(file).first(16)) == 0);
    for (Path file : files) {
      Bytes whole = read(file);
      int rounds = whole.size() <= SMALL ? 1000 : 10;
      Damage.cuts(whole, rounds, V1FilesTest::assertBorne);
      Damage.flips(whole, rounds, 1, V1FilesTest::assertBorne);
    }
  }

  @Test
  void aCutFileGivesNothingThatTheWholeOneDoesNot() {
    Bytes whole = read(RECORDED.resolve("small-1.21.trace"));
    List<Long> all = Seen.of(whole).events().stream().map(Seen.Event::offset).sorted().toList();
    Damage.cuts(
        whole,
        200,
        cut -> {
          Seen seen = Seen.of(cut);
          assertThat(all).containsAll(seen.events().stream().map(Seen.Event::offset).toList());
          // nothing tells of a cut between two stacks, after the clock's frequency
          assertThat(seen.problems().isEmpty())
              .isEqualTo(
                  seen.reader().counts().containsKey("Frequency")
                      && seen.reader().readableBytes() == cut.size());
        });
  }

  private static void assertBorne(Bytes file) {
    assertMonotonic(Seen.of(file));
  }

  private static void assertMonotonic(Seen seen) {
    long last = Long.MIN_VALUE;
    for (Seen.Event event : seen.events()) {
      assertThat(event.ticks()).isGreaterThanOrEqualTo(last);
      last = event.ticks();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"small-1.19.trace", "small-1.21.trace"})
  void aCutTraceTellsNothingThatTheWholeOneDoesNot(String name) {
    Bytes whole = read(RECORDED.resolve(name));
    Compared cuts = new Compared(Told.decode(whole).value());
    Damage.cuts(whole, 150, cuts::compare);
    assertThat(cuts.wrong()).isLessThanOrEqualTo(cuts.same() / 500);
    assertThat(cuts.toldAfterGaps()).isPositive();
  }
}
