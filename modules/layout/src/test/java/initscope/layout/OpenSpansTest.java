package initscope.layout;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Selection;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OpenSpansTest {
  private static final OpenSpans.Shown SHOWN =
      new OpenSpans.Shown(Tone.WAIT, "waits", "perhaps", Selection.NONE);

  @Test
  void whatIsSureAndWhatMayBe() {
    assertThat(spans(OptionalLong.of(300)))
        .containsExactly(
            new Span(100, 800, Certainty.MAYBE_ALREADY, Tone.WAIT, "perhaps", Selection.NONE),
            new Span(800, 1100, Certainty.STILL_GOING, Tone.WAIT, "waits", Selection.NONE));
  }

  @Test
  void aWaitAsLongAsTheWholeBeginsWithIt() {
    for (long waited : new long[] {1000, 1001, Long.MAX_VALUE}) {
      assertThat(spans(OptionalLong.of(waited)))
          .containsExactly(
              new Span(100, 1100, Certainty.STILL_GOING, Tone.WAIT, "waits", Selection.NONE));
    }
  }

  @Test
  void whatIsNotKnownOrHardlyIsSeenAtTheEnd() {
    for (OptionalLong none : List.of(OptionalLong.empty(), OptionalLong.of(49))) {
      assertThat(spans(none))
          .containsExactly(
              new Span(100, 1100, Certainty.SINCE_UNKNOWN, Tone.WAIT, "waits", Selection.NONE));
    }
    assertThat(OpenSpans.of(5, 5, OptionalLong.of(9), SHOWN))
        .containsExactly(
            new Span(5, 5, Certainty.SINCE_UNKNOWN, Tone.WAIT, "waits", Selection.NONE));
    assertThat(OpenSpans.of(6, 5, OptionalLong.of(9), SHOWN)).isEmpty();
  }

  private static List<Span> spans(OptionalLong atLeast) {
    return OpenSpans.of(100, 1100, atLeast, SHOWN);
  }
}
