package initscope.formats.inittrace;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem;
import initscope.model.go.InitTrace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts that break off, and texts that only end without a line feed.
class TraceCutTest {
  private static final String FIRST =
      "init runtime @0.1 ms, 0.2 ms clock, 0 bytes, 0 allocs\nready\n";
  private static final String LINE = "init x/cache @2.6 ms, 4.2 ms clock, 285520 bytes, 23 allocs";
  private static final String PREFIX = "Nov 27 07:14:24 web-3 shop[123]: ";

  private static Decoded<List<InitTrace>> decode(String text) {
    return new InitTraceDecoder().decode(Bytes.of(text));
  }

  private static boolean isCut(String text) {
    List<Problem> problems = decode(text).problems();
    assertThat(problems).allMatch(p -> p.id().equals(InitTraceDecoder.CUT));
    return !problems.isEmpty();
  }

  @Test
  void aLineThatBreaksOffAnywhereIsSaid() {
    for (int end = 1; end < LINE.length(); end++) {
      String text = FIRST + LINE.substring(0, end);
      assertThat(isCut(text)).as(text).isTrue();
      assertThat(decode(text).value().getFirst().gaps()).isTrue();
      assertThat(decode(text).problems().getFirst().offset()).isEqualTo(FIRST.length());
    }
    assertThat(isCut(FIRST + LINE)).isFalse();
    assertThat(isCut(FIRST)).isFalse();
  }

  @Test
  void behindALogPrefixToo() {
    String first = PREFIX + "init runtime @0.1 ms, 0.2 ms clock, 0 bytes, 0 allocs\n";
    String line = PREFIX + LINE;
    for (int end = 1; end < line.length(); end++) {
      assertThat(isCut(first + line.substring(0, end))).as(line.substring(0, end)).isTrue();
    }
    assertThat(isCut(first + line)).isFalse();
    assertThat(isCut(first + PREFIX + "listening")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bye", "listening on :80", "see init x", "init of x @home", "x init"})
  void otherTextAtTheEndProvesNothing(String end) {
    assertThat(isCut(FIRST + end)).isFalse();
  }
}
