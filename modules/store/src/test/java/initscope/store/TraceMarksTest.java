package initscope.store;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.store.TraceMarks.Marked;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceMarksTest {
  @TempDir Path folder;

  @Test
  void whatIsMarkedIsThereAgainAndReplacedAsAWhole() throws Exception {
    try (Store store = Store.open(folder, Clock.systemUTC())) {
      TraceMarks marks = store.traceMarks();
      assertThat(marks.of("a")).isEqualTo(new Marked(List.of(), List.of()));
      marks.keep("a", new Marked(List.of(9L, 3L, 9L), List.of("proc 1", "group FUNCTION 日本")));
      marks.keep("b", new Marked(List.of(1L), List.of()));
    }
    try (Store store = Store.open(folder, Clock.systemUTC())) {
      TraceMarks marks = store.traceMarks();
      assertThat(marks.of("a"))
          .isEqualTo(new Marked(List.of(3L, 9L), List.of("proc 1", "group FUNCTION 日本")));
      marks.keep("a", new Marked(List.of(), List.of("proc 2")));
      assertThat(marks.of("a")).isEqualTo(new Marked(List.of(), List.of("proc 2")));
      assertThat(marks.of("b").nanos()).containsExactly(1L);
    }
  }
}
