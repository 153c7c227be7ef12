package initscope.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.evidence.NamedInput;
import initscope.model.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the exit status must tell of an execution trace.
final class DamagedTraceTest {
  private static final String WHOLE =
      """
      Trace Go1.22
      EventBatch gen=1 m=100 time=1000 size=9
      ProcStatus dt=1 p=0 pstatus=1
      GoStatus dt=1 g=1 m=100 gstatus=2
      EventBatch gen=1 m=18446744073709551615 time=1000 size=6
      Frequency freq=1000000000
      """;

  private static boolean isDamaged(String trace) {
    return Analyze.isDamaged(
        Analyze.of(List.of(new NamedInput("x.trace", Bytes.of(trace)))).incident());
  }

  @Test
  void aWholeTraceIsNotDamaged() {
    assertThat(isDamaged(WHOLE)).isFalse();
  }

  @Test
  void aTraceThatLacksOnePieceIs() {
    assertThat(isDamaged(WHOLE + "NoSuchEvent dt=1\n")).isTrue();
  }
}
