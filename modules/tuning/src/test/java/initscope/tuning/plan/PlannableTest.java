package initscope.tuning.plan;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.diagnosis.units.Plannable;
import org.junit.jupiter.api.Test;

/// What the rules for mistakes offer as a plan can be planned.
class PlannableTest {
  @Test
  void theTableHasEverySettingThatTheRulesMayOffer() {
    assertThat(Tables.rows("unit-settings.tsv", 6))
        .extracting(row -> row.get(0) + "." + row.get(1))
        .containsAll(Plannable.SETTINGS);
  }
}
