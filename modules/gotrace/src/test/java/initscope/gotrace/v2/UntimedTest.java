package initscope.gotrace.v2;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.gotrace.GoTrace;
import initscope.gotrace.GoTraceDecoder;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem;
import org.junit.jupiter.api.Test;

/// A generation that was cut before it told its clock.
final class UntimedTest {
  /// Ticks of one nanosecond in the first generation; nothing said in the second.
  private static final String CUT =
      """
      Trace Go1.22
      EventBatch gen=1 m=100 time=1000 size=9
      ProcStatus dt=1 p=0 pstatus=1
      GoStatus dt=1 g=1 m=100 gstatus=2
      EventBatch gen=1 m=18446744073709551615 time=1000 size=6
      Frequency freq=1000000000
      EventBatch gen=2 m=100 time=5000 size=13
      ProcStatus dt=1 p=0 pstatus=1
      GoStatus dt=1 g=1 m=100 gstatus=2
      GoStop dt=7 reason_string=0 stack=0
      """;

  @Test
  void hasTheClockOfTheOthers() {
    Decoded<GoTrace> decoded = new GoTraceDecoder().decode(Bytes.of(CUT));
    assertThat(decoded.problems())
        .extracting(Problem::id)
        .containsExactly("gotrace.frequency.missing");
    assertThat(decoded.value().startNanos()).isEqualTo(1000);
    assertThat(decoded.value().endNanos()).isEqualTo(5009);
  }
}
