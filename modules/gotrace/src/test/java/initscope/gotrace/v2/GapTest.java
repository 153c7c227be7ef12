package initscope.gotrace.v2;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.gotrace.EventLocator;
import initscope.gotrace.GoTrace;
import initscope.gotrace.Told;
import initscope.gotrace.facts.TraceFacts;
import initscope.model.Bytes;
import initscope.model.go.GoTraceFacts;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Facts of a trace of which a part is missing: what began before it, and what may have ended in it.
class GapTest {
  private static final long NANOS_PER_TICK = 64;

  private static final int RUNNABLE = 1;
  private static final int WAITING = 4;

  private static WireBytes generation(WireBytes trace, long number, long... states) {
    trace.tables(number);
    trace.event(EventType.PROC_STATUS, 1, 0, 1).event(EventType.GO_STATUS, 1, 1, 7, 2);
    for (int i = 0; i < states.length; i += 2) {
      trace.event(EventType.GO_STATUS, 1, states[i], -1, states[i + 1]);
    }
    return trace.batch(number, 7, number * 1000);
  }

  private static GoTraceFacts facts(WireBytes bytes) {
    GoTrace trace = Told.decode(bytes.build()).value();
    return TraceFacts.of(trace, 0, new EventLocator(Bytes.EMPTY));
  }

  @Test
  void aWaitLastsUpToALostGenerationAndBeginsAnewAfterIt() {
    WireBytes trace = new WireBytes(22);
    generation(trace, 1, 2, WAITING, 3, WAITING, 4, WAITING);
    // the second is missing: in it goroutine 2 was woken, and goroutine 3 ended
    generation(trace, 3, 2, RUNNABLE, 4, WAITING);
    generation(trace, 4, 2, RUNNABLE, 4, WAITING);
    generation(trace, 5, 2, RUNNABLE, 4, WAITING);
    GoTraceFacts.Total blocked = facts(trace).blocked().getFirst();
    long gap = 1005 * NANOS_PER_TICK;
    // goroutine 4 may have been woken in it too, and wait for something else since
    long anew = (5004 - 3004) * NANOS_PER_TICK;
    assertThat(blocked.count()).isEqualTo(4);
    assertThat(blocked.totalNanos()).isEqualTo(3 * gap + anew);
    assertThat(blocked.longestNanos()).isEqualTo(anew);
  }

  @Test
  void aRegionThatBeganBeforeTheTraceIsListedWithoutABeginning() {
    WireBytes trace = new WireBytes(22);
    trace.event(EventType.FREQUENCY, 15_625_000).batch(1, -1, 0);
    trace.event(EventType.STACKS).batch(1, -1, 0);
    trace.event(EventType.STRINGS).string(1, "outer").string(2, "inner").batch(1, -1, 0);
    trace.event(EventType.PROC_STATUS, 1, 0, 1).event(EventType.GO_STATUS, 1, 1, 7, 2);
    trace.event(EventType.USER_REGION_BEGIN, 1, 0, 2, 0);
    trace.event(EventType.USER_REGION_END, 1, 0, 2, 0);
    trace.event(EventType.USER_REGION_END, 1, 0, 1, 0);
    GoTraceFacts facts = facts(trace.batch(1, 7, 1000));
    assertThat(facts.regions())
        .containsExactly(
            new GoTraceFacts.Region("outer", 1, OptionalLong.empty(), at(1005)),
            new GoTraceFacts.Region("inner", 1, at(1003), at(1004)));
    assertThat(facts.regionTypes())
        .extracting(GoTraceFacts.Total::name)
        .containsExactly("outer", "inner");
  }

  private static OptionalLong at(long ticks) {
    return OptionalLong.of(ticks * NANOS_PER_TICK);
  }
}
