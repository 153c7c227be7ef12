package initscope.layout.flame;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.diagnosis.diff.DiffCapture;
import initscope.diagnosis.diff.Normalised;
import initscope.diagnosis.diff.ProfileDiff;
import initscope.layout.Theme;
import initscope.layout.Words;
import initscope.model.Frame;
import initscope.model.Progress;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DiffMarksTest {
  private static final Words WORDS = Words.of(Locale.ENGLISH);

  private static DiffCapture capture(String... folded) {
    List<Profile.Sample> samples = new ArrayList<>();
    long all = 0;
    for (String line : folded) {
      String[] parts = line.split(" ");
      long weight = Long.parseLong(parts[1]);
      List<Frame> stack = Arrays.stream(parts[0].split(";")).map(Frame::of).toList();
      samples.add(new Profile.Sample(stack, weight, Selection.NONE));
      all += weight;
    }
    return new DiffCapture(new Profile("perf", "samples", samples), all, OptionalLong.empty());
  }

  private static final ProfileDiff DIFF =
      ProfileDiff.of(
          List.of(capture("main;a 500", "main;b 300", "main;old 200")),
          List.of(capture("main;a 500", "main;b 100", "main;new;deep 400")),
          Normalised.SAMPLES);

  private static FlameTree tree() {
    DiffSource source = new DiffSource(Normalised.SAMPLES, () -> DIFF, "A", "B", WORDS);
    FlameStacks stacks = FlameStacks.of(source.profile(FlameGrouping.NONE, Progress.NONE));
    return FlamePicture.of(stacks, FlameQuery.DEFAULT, "all").tree();
  }

  private static int node(FlameTree tree, String function) {
    for (int i = 0; i < tree.size(); i++) {
      if (tree.frame(i).function().equals(function)) {
        return i;
      }
    }
    throw new AssertionError(function);
  }

  @Test
  void whatIsGoneStaysToBeSeen() {
    FlameTree tree = tree();
    DiffMarks marks = DiffMarks.of(tree, DIFF);

    assertThat(tree.weight(0)).isEqualTo(2_000_000_000L);
    assertThat(tree.weight(node(tree, "old"))).isEqualTo(200_000_000L);
    assertThat(marks.tone(node(tree, "old"))).isEqualTo(DiffTone.GONE);
    assertThat(marks.tone(node(tree, "deep"))).isEqualTo(DiffTone.NEW);
    assertThat(marks.tone(node(tree, "b"))).isEqualTo(DiffTone.SHRANK);
    assertThat(marks.tone(node(tree, "a"))).isEqualTo(DiffTone.NOISE);
    assertThat(marks.prefix(node(tree, "b"), WORDS)).isEqualTo("−20.0 % ");
    assertThat(marks.prefix(node(tree, "new"), WORDS)).isEqualTo("new +40.0 % ");
    assertThat(marks.prefix(node(tree, "a"), WORDS)).isEmpty();
  }

  @Test
  void textCanBeReadOnEveryBox() {
    FlameTree tree = tree();
    DiffMarks marks = DiffMarks.of(tree, DIFF);
    for (Theme theme : Theme.values()) {
      for (int node = 0; node < tree.size(); node++) {
        assertThat(marks.on(node, theme).contrast(marks.fill(node, theme)))
            .as("%s on %s", tree.frame(node).function(), theme)
            .isGreaterThanOrEqualTo(Theme.TEXT_CONTRAST);
      }
    }
  }

  @Test
  void theSentenceNamesTheLargestChange() {
    assertThat(DiffMarks.sentence(DIFF, WORDS))
        .isEqualTo(
            "4 of 6 paths changed by more than chance; most: deep, +40.0 %. 2 are new, 1 gone.");
    ProfileDiff same =
        ProfileDiff.of(List.of(capture("a 10")), List.of(capture("a 20")), Normalised.SAMPLES);
    assertThat(DiffMarks.sentence(same, WORDS))
        .isEqualTo("None of 1 paths changed by more than chance.");
  }

  @Test
  void thePictureStandsAlone() {
    String svg = DiffSvg.write(DIFF, "A → B", Optional.of("Note."), false, Theme.LIGHT, WORDS, 900);

    assertThat(svg).contains("new +40.0 % deep", "gone −20.0", ">Note.<").doesNotContain("<script");
  }
}
