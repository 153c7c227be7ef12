package initscope.layout.trace;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.gotrace.GoTrace;
import initscope.gotrace.GoTraceDecoder;
import initscope.layout.Theme;
import initscope.layout.Words;
import initscope.model.Bytes;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// A trace that was cut: what is not known is seen to be not known.
class LostTimeTest {
  private static final Path WHOLE =
      Path.of("../gotrace/src/test/resources/gotrace/v2/go1.26.trace");
  private static final int WIDTH = 900;

  private static TraceBook cut() throws IOException, CancelledException {
    byte[] whole = Files.readAllBytes(WHOLE);
    Bytes cut = Bytes.of(Arrays.copyOf(whole, whole.length * 3 / 5));
    return TraceBook.of(new GoTraceDecoder().decode(cut).value(), Progress.NONE);
  }

  private static List<TraceMoment> states(TraceBook book, TraceRow row) {
    GoTrace trace = book.trace();
    return TraceMoment.states(book, row, trace.startNanos(), trace.endNanos());
  }

  @Test
  void whatWasToldLastIsSaid() throws Exception {
    TraceBook book = cut();
    Words words = Words.of(Locale.ENGLISH);
    int lost = 0;
    for (int row = 0; row < book.trace().goroutines().size(); row++) {
      for (TraceMoment moment : states(book, new TraceRow(TraceRow.Sort.GOROUTINE, row))) {
        String said = new TraceWords(book, words).describe(moment);
        if (moment.isLost()) {
          lost++;
          assertThat(book.isLost(moment.from())).isTrue();
          assertThat(moment.state()).isEqualTo(TraceState.LOST);
          assertThat(said).startsWith("not known").contains("last told: ");
          assertThat(moment.toldLast().state()).isNotEqualTo(TraceState.LOST);
          assertThat(moment.stack()).isEqualTo(moment.toldLast().stack());
        } else {
          assertThat(said).doesNotContain("not known");
        }
      }
    }
    assertThat(lost).isPositive();
    assertThat(new TraceWords(book, words).sentence()).contains("events are missing for");
  }

  @Test
  void lostTimeIsHatchedAndCountsForNothing() throws Exception {
    TraceBook book = cut();
    TraceAxis axis = StepsTrace.axis(book);
    TraceLayout layout =
        TraceLayout.of(StepsTrace.view(book, axis.whole(), WIDTH), group -> List.of());
    int[] x = TracePixels.x(layout, book.lost().getFirst());
    assertThat(x[1]).isGreaterThan(x[0]);
    int high = (int) layout.view().height();
    int[] pixels = new int[WIDTH * high];
    new TracePixels(Theme.LIGHT).paint(layout, pixels, WIDTH, high);
    int ink = 0xff000000 | Integer.parseInt(Theme.LIGHT.line().hex().substring(1), 16);
    long before = inked(pixels, high - 1, layout.view().labelWidth() + 1, x[0] - 1, ink);
    long within = inked(pixels, high - 1, x[0], x[1], ink);
    assertThat(within).isGreaterThan((x[1] - x[0]) / 12);
    assertThat(before).isLessThan(12); // lines of the axis only
    for (int row = 0; row < book.trace().procs().size(); row++) {
      TraceRow proc = new TraceRow(TraceRow.Sort.PROC, row);
      long told =
          states(book, proc).stream().filter(m -> !m.isLost()).mapToLong(TraceMoment::nanos).sum();
      TraceSums sums =
          TraceSums.of(
              book,
              TraceRow.Sort.PROC,
              List.of(proc),
              book.trace().startNanos(),
              book.trace().endNanos());
      assertThat(sums.nanos().stream().mapToLong(n -> n).sum()).isEqualTo(told);
    }
  }

  private static long inked(int[] pixels, int line, int from, int to, int ink) {
    return Arrays.stream(pixels, line * WIDTH + from, line * WIDTH + Math.max(from, to))
        .filter(p -> p == ink)
        .count();
  }
}
