package initscope.layout.inits;

import static initscope.model.go.InitTask.State.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.go.InitTask;
import initscope.model.go.TimeLapse;
import initscope.model.testing.OrdersdIncident;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class InitLadderTest {
  @Test
  void theRunningRungKnowsItsPlace() {
    InitLadder ladder = InitLadder.of(OrdersdIncident.incident());
    InitLadder.Rung running = ladder.rungs().get(ladder.running().orElseThrow());
    assertThat(running.task().packagePath()).endsWith("ledgerclient");
    assertThat(running.inside().orElseThrow().initFunction()).endsWith("ledgerclient.init.0");
    assertThat(running.place().orElseThrow().line()).hasValue(27);
    assertThat(running.atMostNanos().orElseThrow()).isPositive();
    assertThat(ladder.indexOf(running.task().packagePath())).isEqualTo(ladder.running());
    assertThat(ladder.indexOf("no/such")).isEmpty();
  }

  @Test
  void whatInittraceDidNotTimeHasTheTimesOfTheSamples() {
    Incident incident = OrdersdIncident.incident();
    InitTask done = incident.inits().getFirst();
    InitTask running =
        incident.inits().stream().filter(t -> t.state() == RUNNING).findFirst().orElseThrow();
    TimeLapse lapse = lapse(incident, span(done, 1_000, 9_000, 20, true));
    InitLadder ladder = InitLadder.of(incident.withTimeLapse(lapse));
    InitTime time = ladder.rungs().getFirst().time();
    if (done.wallNanos().isPresent()) {
      assertThat(time.sampled()).isEmpty();
      assertThat(time.wallNanos()).isEqualTo(done.wallNanos());
    } else {
      assertThat(time.wallNanos()).hasValue(8_000);
      assertThat(time.boundNanos()).hasValue(40);
      assertThat(time.startNanos()).hasValue(900);
      assertThat(time.startBoundNanos()).hasValue(20);
      assertThat(ladder.slowestNanos()).isEqualTo(8_000);
      assertThat(time.open()).isFalse();
    }
    TimeLapse open = lapse(incident, span(running, 1_000, 5_000, 20, false));
    InitLadder other = InitLadder.of(incident.withTimeLapse(open));
    assertThat(other.rungs().get(other.running().orElseThrow()).time().open()).isTrue();
    assertThat(InitLadder.of(incident).rungs().get(other.running().orElseThrow()).time())
        .isEqualTo(InitTime.UNKNOWN);
  }

  private static TimeLapse.Span span(
      InitTask task, long from, long to, long bound, boolean finished) {
    return new TimeLapse.Span(
        task.packagePath(),
        new TimeLapse.Moment(from, bound),
        new TimeLapse.Moment(to, bound),
        finished,
        3,
        OptionalLong.empty(),
        0,
        List.of(),
        List.of(),
        EvidenceRef.whole("raw/xray/lapse/0", "sample"));
  }

  /// Its process began at 100.
  private static TimeLapse lapse(Incident incident, TimeLapse.Span span) {
    return new TimeLapse(
        incident.go().orElseThrow().binary(),
        7,
        OptionalLong.of(100),
        20,
        List.of(),
        List.of(span),
        incident.inits(),
        0,
        TimeLapse.Ending.CANCELLED,
        "uptime",
        5,
        TimeLapse.Cost.UNKNOWN);
  }

  @Test
  void rungsStandInTheOrderOfTheRuntime() {
    InitLadder ladder = InitLadder.of(OrdersdIncident.incident());
    int before = -1;
    for (InitLadder.Rung rung : ladder.rungs()) {
      InitTask task = rung.task();
      assertThat(task.order().orElse(Integer.MAX_VALUE)).isGreaterThanOrEqualTo(before);
      before = task.order().orElse(Integer.MAX_VALUE);
      assertThat(rung.inside().isPresent()).isEqualTo(rung.runs());
    }
  }
}
