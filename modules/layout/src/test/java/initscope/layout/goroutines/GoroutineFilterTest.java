package initscope.layout.goroutines;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.layout.waits.WaitIndex;
import initscope.model.Incident;
import initscope.model.go.Goroutine;
import initscope.model.testing.Goroutines;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoroutineFilterTest {
  private static final Incident DEADLOCK = Goroutines.deadlock();
  private static final WaitIndex WAITS = new WaitIndex(DEADLOCK.go().orElseThrow().waits());

  private static List<Long> passing(String text) {
    GoroutineFilter.Parsed parsed = GoroutineFilter.parse(text);
    assertThat(parsed.faults()).isEmpty();
    return DEADLOCK.goroutines().stream()
        .filter(g -> parsed.filter().passes(g, WAITS))
        .map(Goroutine::id)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "state:wait|9",
        "state:running|0",
        "reason:\"chan receive\"|1",
        "reason:chan|1",
        "-reason:chan|8",
        "fn:refresh|1",
        "pkg:registry|8",
        "pkg:shop.example|9",
        "pkg:regis|0",
        "file:store.go fn:Get|6",
        "created:registry.init|8",
        "by:1|8",
        "start:flushLoop|1",
        "id:1|1",
        "id:18,20-22|4",
        "thread:4711|1",
        "waits:mutex|8",
        "waits:chan|1",
        "label:request=reload|1",
        "label:request|1",
        "torn:yes|1",
        "torn:no|8",
        "partial:yes|1",
        "locked:yes|1",
        "wait>60s|1",
        "wait>=60s|2",
        "wait<1m|7",
        "wait<=1m|8",
        "mutex|8",
        "MUTEX get|6",
        "18|1",
        "''|9"
      })
  void everyKey(String text, int count) {
    assertThat(passing(text)).hasSize(count);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "id:1 sate:waiting|5|filter.key",
        "state:asleep|0|filter.oneOf",
        "mutex waits:lock|6|filter.oneOf",
        "torn:perhaps|0|filter.oneOf",
        "id:x|0|filter.number",
        "id:99999999999999999999|0|filter.number",
        "wait>10|0|filter.duration",
        "wait>1.2.3s|0|filter.duration",
        "wait:10s|0|filter.duration",
        "reason:\"chan|0|filter.quote"
      })
  void whatMakesNoSenseIsToldWithItsPlace(String text, int at, String key) {
    List<GoroutineFilter.Fault> faults = GoroutineFilter.parse(text).faults();
    assertThat(faults).hasSize(1);
    assertThat(faults.getFirst().at()).isEqualTo(at);
    assertThat(faults.getFirst().key()).isEqualTo(key);
  }

  @Property
  void anyTextIsAFilterOrAFault(@ForAll String text) {
    GoroutineFilter.Parsed parsed = GoroutineFilter.parse(text);
    for (Goroutine one : DEADLOCK.goroutines()) {
      parsed.filter().passes(one, WAITS);
    }
    assertThat(parsed.faults()).allMatch(f -> text.startsWith(f.word(), f.at()));
  }
}
