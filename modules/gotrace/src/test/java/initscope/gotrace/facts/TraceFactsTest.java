package initscope.gotrace.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.gotrace.EventLocator;
import initscope.gotrace.GoTrace;
import initscope.gotrace.GoTraceDecoder;
import initscope.model.Bytes;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceFactsTest {
  private static final Path RECORDED = Path.of("src/test/resources/gotrace");

  /// Listens, and cancels at a report.
  private static final class Listener implements Progress {
    private final int cancelAt;
    private final List<String> heard = new ArrayList<>();

    Listener(int cancelAt) {
      this.cancelAt = cancelAt;
    }

    @Override
    public void report(long done, long total, String what) throws CancelledException {
      assertThat(done).isBetween(0L, total);
      heard.add(what);
      if (heard.size() == cancelAt) {
        throw new CancelledException();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1/small-1.19.trace", "profile/mixed-1.26.trace", "v2/go1.26.trace"})
  void stopsAtWhicheverReportIsCancelled(String name) throws IOException, CancelledException {
    Bytes bytes = Bytes.of(Files.readAllBytes(RECORDED.resolve(name)));
    GoTrace trace = new GoTraceDecoder().decode(bytes).value();
    EventLocator locator = new EventLocator(bytes);
    Listener all = new Listener(-1);
    assertThat(TraceFacts.of(trace, 0, locator, all)).isEqualTo(TraceFacts.of(trace, 0, locator));
    assertThat(all.heard).hasSizeGreaterThan(4);

    for (int at = 1; at <= all.heard.size(); at++) {
      Listener one = new Listener(at);
      assertThatThrownBy(() -> TraceFacts.of(trace, 0, locator, one))
          .isInstanceOf(CancelledException.class);
      assertThat(one.heard).isEqualTo(all.heard.subList(0, at));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1/small-1.19.trace", "v1/small-1.21.trace"})
  void lookingForPlacesInTheFileIsToldToo(String name) throws IOException, CancelledException {
    Bytes bytes = Bytes.of(Files.readAllBytes(RECORDED.resolve(name)));
    Listener all = new Listener(-1);
    TraceFacts.of(new GoTraceDecoder().decode(bytes).value(), 0, new EventLocator(bytes), all);
    assertThat(all.heard).contains("finding batches of the trace", "adding up the trace");
  }
}
