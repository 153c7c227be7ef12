package initscope.formats.folded;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.formats.AnyProfiles;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Frame;
import initscope.model.profile.Profile;
import initscope.model.profile.ProfileFile;
import initscope.model.testing.Corpus;
import initscope.model.testing.Damage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FoldedReaderTest {
  /// Every file of folded stacks in the corpus.
  static List<String> corpus() {
    List<String> files = new ArrayList<>();
    for (var path : Corpus.below("perf-script")) {
      String name = Corpus.root().relativize(path).toString();
      if (name.contains("-collapsed") || name.contains("/diff-folded/")) {
        files.add(name);
      }
    }
    return files.isEmpty() ? List.of("perf-script/absent") : files;
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void readsAndWritesTheSame(String name) {
    Bytes bytes = Corpus.bytes(name);
    assertThat(new FoldedReader().recognises(bytes.first(64 << 10))).isTrue();
    Decoded<ProfileFile> seen = decode(bytes);

    if (name.contains("fractionals.txt") && name.contains("before")) {
      assertThat(seen.problems()).extracting(p -> p.id()).containsExactly("folded.count.fraction");
    } else if (name.contains("bad_before")) {
      assertThat(seen.problems()).hasSize(1);
      assertThat(seen.problems().getFirst().offset()).isEqualTo(41);
    } else {
      assertThat(seen.problems()).isEmpty();
      String written =
          seen.value().profiles().size() == 2
              ? DiffFolded.write(
                  seen.value().profiles().get(1),
                  seen.value().profiles().get(0),
                  DiffFolded.Options.PLAIN)
              : FoldedWriter.write(seen.value().profiles().getFirst());
      // a stack that appears only after stands behind the others there
      assertThat(written.lines().sorted().toList())
          .isEqualTo(bytes.utf8().lines().sorted().toList());
    }
  }

  @Test
  void equalFramesAreOneObject() {
    List<Profile.Sample> samples =
        decode(Bytes.of("a;b_[k] 1\nc;b_[k] 2\n")).value().profiles().getFirst().samples();

    assertThat(samples.get(0).stack().get(1)).isSameAs(samples.get(1).stack().get(1));
    assertThat(samples.get(0).stack().get(1).function()).isEqualTo("b_[k]");
  }

  @Test
  void oddLinesAreRead() {
    String text =
        ";a;b 1\na;b; 2\na;;b 3\r\n\na;b   4  \na;b\t5\n# by a tool 9\na b;c d 6\r\r\n"
            + "a;b\n7\n 8\na;b 99999999999999999999\na;b 1.2.3\na;b .5\n[idle] 0012\na 0";
    Decoded<ProfileFile> seen = decode(Bytes.of(text));

    assertThat(FoldedWriter.write(seen.value().profiles().getFirst()))
        .isEqualTo("a;b 1\na;b 2\na;?;b 3\na;b 4\na;b 5\na b;c d 6\n[idle] 12\na 0\n");
    assertThat(seen.problems())
        .hasSize(6)
        .allMatch(p -> p.id().equals("folded.line.unreadable"))
        .extracting(p -> p.quote())
        .containsExactly("a;b", "7", " 8", "a;b 99999999999999999999", "a;b 1.2.3", "a;b .5");
    assertThat(seen.problems())
        .allMatch(p -> text.startsWith(p.quote(), Math.toIntExact(p.offset())));
  }

  @Test
  void twoCountsAreTwoProfiles() {
    List<Profile> profiles =
        decode(Bytes.of("a;b 3 4\na;c 0 1\na 2 0\nbroken 1\n")).value().profiles();

    assertThat(profiles).extracting(Profile::name).containsExactly("after", "before");
    assertThat(FoldedWriter.write(profiles.get(0))).isEqualTo("a;b 4\na;c 1\n");
    assertThat(FoldedWriter.write(profiles.get(1))).isEqualTo("a;b 3\na 2\n");
  }

  @Test
  void aNumberAtTheEndOfANameIsNoCount() {
    List<Profile> profiles = decode(Bytes.of("a;b 1\na;worker 12 3\na;c 1\n")).value().profiles();

    assertThat(profiles).hasSize(1);
    assertThat(profiles.getFirst().samples().get(1).stack().getLast())
        .isEqualTo(Frame.of("worker 12"));
  }

  @Test
  void sumsThatFitNoLongAreRefused() {
    Decoded<ProfileFile> seen = decode(Bytes.of("a;b 999999999999999999\n".repeat(20)));

    assertThat(seen.value().profiles().getFirst().total()).isPositive();
    assertThat(seen.problems()).allMatch(p -> p.id().equals("folded.count.too-large"));
  }

  @Test
  void deepStacksAreCut() {
    Decoded<ProfileFile> seen = decode(Bytes.of("a;".repeat(100_000) + "b 1\n"));

    assertThat(seen.value().profiles().getFirst().samples().getFirst().stack())
        .hasSize(FoldedStacks.MOST_FRAMES);
    assertThat(seen.problems()).extracting(p -> p.id()).containsExactly("folded.stack.cut");
  }

  @Test
  void otherTextsAreNotTaken() {
    for (String text :
        List.of(
            "a b c 1\nd e f 2\n",
            "x;y\n1;2\n",
            "for (i = 0; i < 3; i++) x = 1\n",
            "a; b 1\n",
            "{\"a;b\": 1\n}\n",
            "a;b 1\nno\nno\n",
            "7\n")) {
      assertThat(new FoldedReader().recognises(Bytes.of(text))).as(text).isFalse();
    }
  }

  @Property(tries = 300)
  @Domain(AnyProfiles.class)
  void whatIsWrittenIsRead(@ForAll Profile profile) {
    Bytes text = Bytes.of(FoldedWriter.write(profile));
    Decoded<ProfileFile> seen = decode(text);

    if (profile.samples().isEmpty()) {
      assertThat(seen.value()).isEqualTo(ProfileFile.EMPTY);
      return;
    }
    // names that end in a number may look like a first count; then both columns are told apart
    long sum = seen.value().profiles().getFirst().total();
    assertThat(sum).isEqualTo(profile.total());
    if (seen.value().profiles().size() == 1) {
      assertThat(FoldedWriter.write(seen.value().profiles().getFirst())).isEqualTo(text.utf8());
    }
  }

  @Test
  void damagedTextNeverThrows() {
    Bytes whole = Bytes.of("a;b_[k] 1 2\n;;x 3.5 4\n\r\n# c\nd;e;f 6 7\n".repeat(40));
    Random random = new Random(3);
    Damage.flips(whole, 500, random.nextLong(), damaged -> decode(damaged));
    Damage.cuts(whole, 500, cut -> decode(cut));
  }

  private static Decoded<ProfileFile> decode(Bytes bytes) {
    return new FoldedReader().decode(bytes);
  }
}
