package initscope.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.collect.steps.StartSteps;
import initscope.model.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartEndTest {
  private static Optional<Long> linger(Map<String, String> facts) {
    return StartEnd.linger(key -> Optional.ofNullable(facts.get(key)), true);
  }

  @Test
  void aServiceThatTellsSystemdIsDoneSoonAfterItIsActive() {
    Map<String, String> facts = Map.of("type", "notify", "main", "7", "state", "active running");
    assertThat(linger(facts)).hasValue(500_000_000L);
    assertThat(StartEnd.linger(key -> Optional.ofNullable(facts.get(key)), false)).isEmpty();
  }

  @Test
  void oneThatDoesNotIsWatchedUntilItListensOrForAWhile() {
    Map<String, String> active = Map.of("type", "simple", "main", "7", "state", "active running");
    assertThat(linger(active)).hasValue(5_000_000_000L);
    Map<String, String> listens =
        Map.of("type", "simple", "main", "7", "state", "active running", "listen", "1F90");
    assertThat(linger(listens)).hasValue(1_000_000_000L);
  }

  @Test
  void whatRanBeforeIsNotTheStart() {
    assertThat(linger(Map.of("type", "notify", "state", "active running"))).isEmpty();
    assertThat(linger(Map.of("type", "notify", "state", "inactive dead"))).isEmpty();
    assertThat(linger(Map.of("type", "notify", "main", "7", "state", "activating start")))
        .isEmpty();
  }

  @Test
  void aFailedStartIsOver() {
    assertThat(linger(Map.of("begun", "1", "state", "failed failed"))).hasValue(0L);
    assertThat(linger(Map.of("main", "7", "state", "activating auto-restart"))).hasValue(0L);
    assertThat(linger(Map.of("type", "oneshot", "begun", "1", "state", "inactive dead")))
        .hasValue(0L);
  }

  private static Plan plan(StartOptions start, String... allow) throws Failure {
    CollectOptions options =
        new CollectOptions(
            "cold-start",
            List.of(),
            List.of(),
            List.of(allow),
            LapseOptions.DEFAULT,
            PerfOptions.DEFAULT,
            start,
            "test");
    return Plan.of(new Target.Unit("shop.service"), options);
  }

  @Test
  void stepsThatTouchTheHostNeedTheirConsent() throws Exception {
    Plan none = plan(StartOptions.DEFAULT);
    assertThat(none.runs(StartSteps.WATCH)).isTrue();
    assertThat(none.runs("time-lapse")).isTrue();
    assertThat(none.runs(StartSteps.RESTART)).isFalse();
    assertThat(none.runs(StartSteps.INITTRACE)).isFalse();
    Plan both = plan(StartOptions.DEFAULT, "restart", "change");
    assertThat(both.runs(StartSteps.RESTART)).isTrue();
    assertThat(both.runs(StartSteps.INITTRACE)).isTrue();
    assertThat(both.runs(StartSteps.CACHE)).as("nobody asked for a cold cache").isFalse();
    StartOptions cold = new StartOptions(false, StartOptions.Cache.ALL);
    assertThat(plan(cold, "restart").runs(StartSteps.CACHE)).isFalse();
    assertThat(plan(cold, "restart", "change").runs(StartSteps.CACHE)).isTrue();
  }

  @Test
  void onlyTheStartOfAUnitIsWatched() {
    CollectOptions options =
        new CollectOptions("cold-start", List.of(), List.of(), List.of("restart"), "test");
    assertThatThrownBy(() -> Plan.of(new Target.Pid(1), options))
        .isInstanceOf(Failure.Usage.class)
        .hasMessageContaining("--unit");
  }
}
