package initscope.layout.flame;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.layout.Viewport;
import initscope.layout.Words;
import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import initscope.model.testing.OrdersdIncident;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FlameLayoutTest {
  @Provide
  Arbitrary<Profile> profiles() {
    return FlameArbitraries.profiles();
  }

  @Provide
  Arbitrary<FlameQuery> queries() {
    return FlameArbitraries.queries();
  }

  private static FlameTree tree(Profile profile, FlameQuery query) {
    return FlamePicture.of(FlameStacks.of(profile), query, "all").tree();
  }

  @Property
  void boxesStayInsideAndAreHit(
      @ForAll("profiles") Profile profile,
      @ForAll("queries") FlameQuery query,
      @ForAll @DoubleRange(min = 3, max = 640) double width) {
    FlameTree tree = tree(profile, query);
    FlameLayout layout =
        FlameLayout.of(tree, FlameLayout.Asked.all(tree.whole(), width, query.rootAtBottom()));
    for (FlameLayout.Box box : layout.boxes()) {
      assertThat(box.x()).isBetween(0.0, width);
      assertThat(box.x() + box.width()).isLessThanOrEqualTo(width + 1.01);
      assertThat(box.y()).isBetween(0.0, layout.height() - FlameLayout.ROW);
      FlameLayout.Box hit = layout.hit(box.x(), box.y() + 1).orElseThrow();
      assertThat(hit.y()).isEqualTo(box.y());
      assertThat(hit.x()).isEqualTo(box.x());
    }
  }

  /// Every node is drawn by itself, or in a run of its row, or lies below such a run, or out of sight.
  @Property
  void nothingThatIsSeenIsLeftOut(
      @ForAll("profiles") Profile profile,
      @ForAll("queries") FlameQuery query,
      @ForAll @DoubleRange(min = 3, max = 60) double width,
      @ForAll @LongRange(min = 0, max = 20) long from,
      @ForAll @LongRange(min = 1, max = 50) long span) {
    FlameTree tree = tree(profile, query);
    Viewport seen = new Viewport(from, from + span);
    FlameLayout layout = FlameLayout.of(tree, FlameLayout.Asked.all(seen, width, false));
    boolean[] drawn = new boolean[tree.size()];
    boolean[] gone = new boolean[tree.size()];
    for (FlameLayout.Box box : layout.boxes()) {
      for (int node = box.node(); node < box.node() + Math.max(1, box.merged()); node++) {
        assertThat(drawn[node]).isFalse();
        drawn[node] = true;
        gone[node] = box.merged() > 0;
      }
    }
    gone[0] = tree.weight(0) * width / span < 1;
    for (int node = 1; node < tree.size(); node++) {
      gone[node] |= gone[tree.parent(node)];
      boolean inSight =
          tree.start(node) < seen.to()
              && tree.start(node) + tree.weight(node) > seen.from()
              && tree.weight(node) > 0;
      assertThat(drawn[node] || gone[node] || !inSight).as("node %s", node).isTrue();
      assertThat(drawn[node] && gone[tree.parent(node)]).isFalse();
      if (drawn[node] && !gone[node]) {
        assertThat(tree.weight(node) * width / span).isGreaterThanOrEqualTo(0.999);
      }
    }
  }

  @Property
  void onlyRowsThatAreSeenAreCut(
      @ForAll("profiles") Profile profile, @ForAll("queries") FlameQuery query) {
    FlameTree tree = tree(profile, query);
    boolean bottom = query.rootAtBottom();
    FlameLayout all = FlameLayout.of(tree, FlameLayout.Asked.all(tree.whole(), 300, bottom));
    FlameLayout part =
        FlameLayout.of(tree, new FlameLayout.Asked(tree.whole(), 300, bottom, 30, 70));
    assertThat(part.boxes())
        .isEqualTo(
            all.boxes().stream().filter(b -> b.y() + FlameLayout.ROW > 30 && b.y() < 70).toList());
    for (FlameLayout.Box box : part.boxes()) {
      assertThat(part.hit(box.x(), box.y() + 1)).isEqualTo(all.hit(box.x(), box.y() + 1));
    }
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
    FlameTree tree =
        tree(
            new Profile("p", "u", List.of(new Profile.Sample(deep, 1, Selection.NONE))),
            FlameQuery.DEFAULT);
    assertThat(tree.deepest()).isEqualTo(50_000);
    FlameLayout.Asked all = FlameLayout.Asked.all(tree.whole(), 100, false);
    assertThat(FlameLayout.of(tree, all).boxes()).hasSize(50_001);
    FlameLayout.Asked part = new FlameLayout.Asked(tree.whole(), 100, true, 0, 400);
    assertThat(FlameLayout.of(tree, part).boxes()).hasSize(20);
  }

  @Test
  void manyNarrowFramesBecomeAFewBoxesAndSearchStillCountsThem() {
    List<Profile.Sample> samples = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      samples.add(sample("a.F" + i));
    }
    Profile profile = new Profile("p", "u", samples);
    for (FlameOrder order : FlameOrder.values()) {
      FlamePicture picture =
          FlamePicture.of(FlameStacks.of(profile), FlameQuery.DEFAULT.withOrder(order), "all");
      FlameTree tree = picture.tree();
      FlameLayout layout = FlameLayout.of(tree, FlameLayout.Asked.all(tree.whole(), 500, false));
      assertThat(layout.boxes()).hasSize(2);
      assertThat(layout.boxes().getLast().merged()).isEqualTo(20_000);
      assertThat(FlameSearch.of(picture, "a.f1999").frames()).isEqualTo(11);
    }
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
