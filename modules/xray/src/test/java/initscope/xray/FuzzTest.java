package initscope.xray;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.xray.testing.Fixture;
import initscope.xray.testing.Fuzz;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Damage of every kind, from fixed seeds: an answer or a refusal, never an exception. {@link Fuzz} runs more of them by hand.
class FuzzTest {
  private static final int CASES = Integer.getInteger("initscope.xray.cases", 2_000);

  @ParameterizedTest
  @EnumSource(Fuzz.Target.class)
  void bearsDamage(Fuzz.Target target) {
    List<String> names = Fixture.NAMES;
    int refused = 0;
    int each = (CASES + names.size() - 1) / names.size();
    for (int i = 0; i < names.size(); i++) {
      Fuzz fuzz = new Fuzz(target, names.get(i));
      fuzz.run(1_000_000L * i, each);
      refused += fuzz.refused();
    }
    assertThat(refused).as("some damage does harm, not all").isBetween(1, each * names.size() - 1);
  }
}
