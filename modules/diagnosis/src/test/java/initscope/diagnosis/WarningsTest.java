package initscope.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.InputFile;
import initscope.model.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WarningsTest {
  @Test
  void aCutFileSaysWhereAndWhatToDo() {
    assertThat(said(9, new Problem("isz.zip.cut", Problem.Effect.LOST_FROM_HERE, 23808, "no end")))
        .containsExactly(
            "a.isz is cut: it breaks off at byte 23808. What stands before is shown; copy the file"
                + " again from where it was made.");
  }

  @Test
  void manyOfAKindAreOneSentence() {
    Problem[] lost =
        IntStream.range(0, 40)
            .mapToObj(
                i -> new Problem("isz.entry.missing", Problem.Effect.SKIPPED, 0, "raw/proc/" + i))
            .toArray(Problem[]::new);
    assertThat(said(9, lost))
        .containsExactly("a.isz lists 40 entries that are not in it; the first is raw/proc/0.");
    assertThat(said(9, lost[7]))
        .containsExactly("a.isz lists the entry raw/proc/7, which is not in it.");
  }

  @Test
  void anEmptyFileIsCalledEmpty() {
    Problem unknown = new Problem("input.unknown", Problem.Effect.LOST_FROM_HERE, 0, "");
    assertThat(said(0, unknown)).containsExactly("a.isz is empty.");
    assertThat(said(1, unknown)).singleElement().asString().contains("no format");
  }

  @Test
  void aProblemWithoutWordsKeepsItsNameAndPlace() {
    assertThat(said(9, new Problem("maps.line.unreadable", Problem.Effect.SKIPPED, 77, "x")))
        .containsExactly("a.isz, byte 77: maps.line.unreadable.");
  }

  private static List<String> said(long sizeBytes, Problem... problems) {
    InputFile input = new InputFile("a.isz", "isz", sizeBytes, Optional.empty(), List.of(problems));
    return Warnings.of(input).stream().map(s -> Sentences.render(s, Locale.ENGLISH)).toList();
  }
}
