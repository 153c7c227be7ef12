package initscope.layout;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import initscope.model.testing.OrdersdIncident;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FlameLayoutTest {
  @Provide
  Arbitrary<Profile> profiles() {
    Arbitrary<List<Frame>> stacks =
        Arbitraries.of("a.A", "b.B", "c.C", "runtime.main").map(Frame::of).list().ofMaxSize(8);
    return stacks
        .map(s -> new Profile.Sample(s, 1 + s.size(), Selection.NONE))
        .list()
        .ofMaxSize(30)
        .map(s -> new Profile("p", "u", s));
  }

  @Property
  void noWeightIsLostOrInvented(@ForAll("profiles") Profile profile, @ForAll FlameOrder order) {
    FlameTree tree = FlameTree.of(profile, order, "all");
    assertThat(tree.weight(0)).isEqualTo(profile.total());
    for (int node = 0; node < tree.size(); node++) {
      long below = 0;
      long at = tree.start(node);
      for (int child : tree.children(node)) {
        assertThat(tree.parent(child)).isEqualTo(node);
        assertThat(tree.depth(child)).isEqualTo(tree.depth(node) + 1);
        assertThat(tree.start(child)).isEqualTo(at);
        at += tree.weight(child);
        below += tree.weight(child);
      }
      assertThat(below).isLessThanOrEqualTo(tree.weight(node));
    }
  }

  @Property
  void boxesStayInsideAndOnlyTouch(@ForAll("profiles") Profile profile, @ForAll boolean bottom) {
    FlameTree tree = FlameTree.of(profile, FlameOrder.LEFT_HEAVY, "all");
    FlameLayout layout = FlameLayout.of(tree, tree.whole(), 640, "b.b", bottom);
    for (FlameLayout.Box box : layout.boxes()) {
      assertThat(box.x()).isBetween(0.0, 640.0);
      assertThat(box.x() + box.width()).isLessThanOrEqualTo(641.01);
      assertThat(box.y()).isBetween(0.0, layout.height() - FlameLayout.ROW);
      FlameLayout.Box hit = layout.hit(box.x() + box.width() / 2, box.y() + 1).orElseThrow();
      assertThat(hit.node()).isEqualTo(box.node());
      assertThat(box.match()).isEqualTo(tree.frame(box.node()).function().equals("b.B"));
    }
  }

  @Property
  void aSandwichCountsEachStackOnce(@ForAll("profiles") Profile profile) {
    long expected =
        profile.samples().stream()
            .filter(s -> s.stack().contains(Frame.of("b.B")))
            .mapToLong(Profile.Sample::weight)
            .sum();
    assertThat(FlameTree.callees(profile, "b.B").weight(0)).isEqualTo(expected);
    assertThat(FlameTree.callers(profile, "b.B").weight(0)).isEqualTo(expected);
  }

  @Test
  void timeOrderKeepsTheOrderAndMergesNeighboursOnly() {
    Profile profile =
        new Profile("p", "u", List.of(sample("a.A"), sample("a.A"), sample("b.B"), sample("a.A")));
    FlameTree tree = FlameTree.of(profile, FlameOrder.TIME, "all");
    List<String> order = new ArrayList<>();
    for (int child : tree.children(0)) {
      order.add(tree.frame(child).function() + tree.weight(child));
    }
    assertThat(order).containsExactly("a.A2", "b.B1", "a.A1");
  }

  private static Profile.Sample sample(String function) {
    return new Profile.Sample(List.of(Frame.of(function)), 1, Selection.NONE);
  }

  @Test
  void aVeryDeepStackNeedsNoRecursion() {
    List<Frame> deep = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      deep.add(Frame.of("a.F" + i % 7));
    }
    Profile profile = new Profile("p", "u", List.of(new Profile.Sample(deep, 1, Selection.NONE)));
    FlameTree tree = FlameTree.of(profile, FlameOrder.LEFT_HEAVY, "all");
    assertThat(tree.deepest()).isEqualTo(50_000);
    assertThat(FlameLayout.of(tree, tree.whole(), 100, "", false).boxes()).hasSize(50_001);
  }

  @Test
  void manyNarrowFramesBecomeAFewBoxesAndSearchStillCountsThem() {
    List<Profile.Sample> samples = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      samples.add(sample("a.F" + i));
    }
    FlameTree tree = FlameTree.of(new Profile("p", "u", samples), FlameOrder.LEFT_HEAVY, "all");
    FlameLayout layout = FlameLayout.of(tree, tree.whole(), 500, "a.f1999", false);
    assertThat(layout.boxes().size()).isLessThan(600);
    assertThat(layout.matches()).isEqualTo(11);
  }

  @Test
  void goroutinesEndInWhatTheyWaitFor() {
    Profile profile = Profiles.goroutines(OrdersdIncident.incident());
    assertThat(profile.total()).isEqualTo(7);
    Profile.Sample first = profile.samples().getFirst();
    assertThat(first.stack().getFirst().function()).isEqualTo("runtime.main");
    assertThat(first.stack().getLast().function()).isEqualTo("[IO wait]");
    assertThat(first.selects().goroutine()).hasValue(1);
    assertThat(Profiles.sentence(profile, Words.of(Locale.ENGLISH)))
        .contains("7 goroutines with 6 different stacks");
    assertThat(Profiles.threads(OrdersdIncident.incident()).total()).isEqualTo(5);
  }
}
