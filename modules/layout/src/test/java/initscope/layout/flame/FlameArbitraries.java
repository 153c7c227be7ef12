package initscope.layout.flame;

import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Stacks and ways of looking at them.
final class FlameArbitraries {
  private static final List<String> NAMES =
      List.of("a.A", "b.B", "c.C", "runtime.main", "[k] futex", "write_[k]");

  private FlameArbitraries() {}

  static Arbitrary<Profile> profiles() {
    Arbitrary<List<Frame>> stacks = Arbitraries.of(NAMES).map(Frame::of).list().ofMaxSize(8);
    return Combinators.combine(stacks, Arbitraries.longs().between(0, 9))
        .as((s, w) -> new Profile.Sample(s, w, Selection.NONE))
        .list()
        .ofMaxSize(30)
        .map(s -> new Profile("p", "u", s));
  }

  static Arbitrary<FlameQuery> queries() {
    Arbitrary<List<HideRule>> rules =
        Arbitraries.of("-runtime.", "-[k]", "-=a.A", "-b")
            .list()
            .ofMaxSize(2)
            .map(FlameArbitraries::parsed);
    Arbitrary<List<String>> through = Arbitraries.of(NAMES).list().ofMaxSize(1);
    return Combinators.combine(
            Arbitraries.of(FlameOrder.values()),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.of(Recursion.values()),
            rules,
            through)
        .as((order, b, i, r, h, t) -> new FlameQuery(order, b, i, r, h, t, Optional.empty()));
  }

  private static List<HideRule> parsed(List<String> terms) {
    return terms.stream().map(t -> HideRule.parse(t).orElseThrow()).toList();
  }
}
