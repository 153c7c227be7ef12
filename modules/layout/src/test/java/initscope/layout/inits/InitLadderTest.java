package initscope.layout.inits;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.go.InitTask;
import initscope.model.testing.OrdersdIncident;
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
