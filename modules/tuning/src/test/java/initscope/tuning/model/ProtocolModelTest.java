package initscope.tuning.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The protocol as specified holds under every budget tried, and every rule of it is needed.
class ProtocolModelTest {
  private static ProtocolModel.Result explore(Set<Rule> dropped, boolean lasting, Budget budget) {
    long start = System.nanoTime();
    ProtocolModel.Result result = new ProtocolModel(dropped, lasting).explore(budget);
    System.err.println(
        (dropped.isEmpty() ? "as specified" : "without " + dropped)
            + (lasting ? "" : ", until the next boot")
            + ", faults "
            + budget
            + ": "
            + result.states()
            + " states, "
            + (System.nanoTime() - start) / 1_000_000
            + " ms"
            + result.violation().map(v -> ", " + v).orElse(""));
    return result;
  }

  /// The counts are those of the model from which this one was ported: another count is another protocol.
  @ParameterizedTest
  @CsvSource({
    "000000, 523",
    "100000, 4181",
    "010000, 2218",
    "001000, 1725",
    "000100, 1737",
    "000010, 1964",
    "000001, 3050",
    "110000, 18291",
    "010100, 6644",
    "011010, 28406"
  })
  void asSpecifiedNothingIsViolated(String budget, int states) {
    ProtocolModel.Result result = explore(Set.of(), true, Budget.of(budget));
    assertThat(result.violation()).isEmpty();
    assertThat(result.states()).isEqualTo(states);
    assertThat(result.endings()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"110000", "001110", "010011", "100100"})
  void untilTheNextBootNothingIsViolated(String budget) {
    assertThat(explore(Set.of(), false, Budget.of(budget)).violation()).isEmpty();
  }

  /// Minutes. `-Dinitscope.tuning.everyMark=true` runs it.
  @ParameterizedTest
  @CsvSource({"011110, 82193", "110110, 215920", "110011, 404061", "111111, 3338695"})
  void asSpecifiedUnderManyFaults(String budget, int states) {
    Assumptions.assumeTrue(
        Boolean.getBoolean("initscope.tuning.everyMark"), "minutes: not asked for");
    ProtocolModel.Result result = explore(Set.of(), true, Budget.of(budget));
    assertThat(result.violation()).isEmpty();
    assertThat(result.states()).isEqualTo(states);
  }

  private static Budget found(Rule rule) {
    return Budget.of(
        switch (rule) {
          case TIMER_BEFORE_APPLY, BEGIN_MARKER, DISARM_LAST, TIMER_REPEATS, LOCK -> "010000";
          case COMPARE_BEFORE_RESTORE -> "000010";
          case BOOT_GUARD, RESET_RUNTIME_AFTER_BOOT -> "001000";
          case SYNC_OF_CONFIRMED, SYNC_OF_BEGIN -> "000100";
          case CONFIRM_CHECKS_STATE -> "100000";
          case INTENT_BEFORE_EFFECT -> "000000";
          case SYNC_BEFORE_DISARM, SYNC_BEFORE_REPORT -> "010100";
          case BOOT_ID_FENCE -> "001010";
        });
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void everyRuleIsNeeded(Rule rule) {
    Budget budget = found(rule);
    assertThat(explore(EnumSet.of(rule), true, budget).violation()).isPresent();
    assertThat(explore(Set.of(), true, budget).violation()).isEmpty();
  }

  @Test
  void withoutFaultsAllEndsKeptOrRolledBack() {
    Set<Ending> endings = explore(Set.of(), true, Budget.NONE).endings();
    assertThat(endings)
        .containsAll(
            List.of(
                new Ending(true, "CONFIRMED", Value.OURS, Value.OURS, false),
                new Ending(false, "ROLLED", Value.OLD, Value.OLD, false)));
    assertThat(endings).allMatch(e -> e.journal().equals("CONFIRMED") || e.runtime() == Value.OLD);
  }
}
