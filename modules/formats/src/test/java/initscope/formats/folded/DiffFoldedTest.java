package initscope.formats.folded;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.profile.Profile;
import initscope.model.testing.Corpus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DiffFoldedTest {
  private static final String FOLDER = "perf-script/inferno/diff-folded/";

  /// The order of lines is that of a hash table there.
  @ParameterizedTest
  @CsvSource({
    "default, before, false, false",
    "normalize, before, true, false",
    "strip_hex, before, false, true",
    "fractionals, before_fractionals, false, false"
  })
  void differsAsInfernoDoes(String expected, String before, boolean normalize, boolean hex) {
    String seen =
        DiffFolded.write(read(before), read("after"), new DiffFolded.Options(normalize, hex));

    assertThat(seen.lines().sorted().toList())
        .isEqualTo(
            Corpus.bytes(FOLDER + "results/" + expected + ".txt").utf8().lines().sorted().toList());
  }

  @Test
  void aDamagedLineIsToldAndTheRestCompared() {
    var before = new FoldedReader().decode(Corpus.bytes(FOLDER + "bad_before.txt"));

    assertThat(before.problems()).hasSize(1);
    assertThat(
            DiffFolded.write(
                before.value().profiles().getFirst(), read("after"), DiffFolded.Options.PLAIN))
        .contains("dd;[unknown];read;system_call_[k];__fdget_pos_[k] 0 15\n");
  }

  @Test
  void linesStandInTheOrderOfTheirStacks() {
    Profile before = profile("a;0xAg;0x 1\na;b 2\n");
    Profile after = profile("c 4\na;b 3\na;0xfg;0x 2\n");

    assertThat(DiffFolded.write(before, after, new DiffFolded.Options(true, true)))
        .isEqualTo("a;0x...g;0x 3 2\na;b 6 3\nc 0 4\n");
  }

  private static Profile read(String name) {
    return new FoldedReader()
        .decode(Corpus.bytes(FOLDER + name + ".txt"))
        .value()
        .profiles()
        .getFirst();
  }

  private static Profile profile(String text) {
    return new FoldedReader().decode(Bytes.of(text)).value().profiles().getFirst();
  }
}
