package initscope.collect;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.ClockFit;
import org.junit.jupiter.api.Test;

class PerfFactsTest {
  @Test
  void whatPerfStampsWithTheHostsClockNeedsNoOffset() {
    assertThat(new PerfFacts("clock=mono\n").clock()).contains(new ClockFit("perf", 0, 1_000));
  }

  /// As sched_debug of Linux 3.10 prints them: milliseconds with six decimals, here after 400 days.
  @Test
  void bothClocksReadAtOneMomentGiveTheOffset() {
    String text =
        """
        clock=offset
        clocks.before=34560000123.500000 34560000100.000000
        clocks.after=34560010123.500400 34560010100.000000
        """;
    assertThat(new PerfFacts(text).clock()).contains(new ClockFit("perf", 23_500_200L, 1_000_200L));
  }

  @Test
  void aSampledProgramThatReadTheTimeBoundsTheOffset() {
    String text = "clock=offset\nmarks=100.00 100.03 90.005000: 90.020000:\n";
    // after 100.00 came the sample at 90.02, before 100.04 the one at 90.005
    assertThat(new PerfFacts(text).clock())
        .contains(new ClockFit("perf", 10_007_500_000L, 27_501_000L));
  }

  @Test
  void whatWasNotToldIsNamed() {
    assertThat(new PerfFacts("untold=buildids\n").untold()).isEqualTo("build ids");
    assertThat(new PerfFacts("untold=header rm buildids\n").untold())
        .isEqualTo("perf's header, build ids");
    assertThat(new PerfFacts("untold=\n").untold() + new PerfFacts("").untold()).isEmpty();
  }

  @Test
  void nothingIsGuessed() {
    for (String marks :
        new String[] {"", "1 2 3", "a b c d", "1 2 9 99999999999999999999", "5 1 1 1"}) {
      assertThat(new PerfFacts("clock=offset\nmarks=" + marks + "\n").clock()).as(marks).isEmpty();
    }
  }
}
