package initscope.layout.flame;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FlameTreeTest {
  @Provide
  Arbitrary<Profile> profiles() {
    return FlameArbitraries.profiles();
  }

  @Provide
  Arbitrary<FlameQuery> queries() {
    return FlameArbitraries.queries();
  }

  private static FlamePicture picture(Profile profile, FlameQuery query) {
    return FlamePicture.of(FlameStacks.of(profile), query, "all");
  }

  @Property
  void noWeightIsLostOrInvented(
      @ForAll("profiles") Profile profile, @ForAll("queries") FlameQuery query) {
    FlamePicture picture = picture(profile, query);
    long expected =
        profile.samples().stream()
            .filter(
                s ->
                    query.through().stream()
                        .allMatch(f -> s.stack().stream().anyMatch(x -> x.function().equals(f))))
            .mapToLong(Profile.Sample::weight)
            .sum();
    assertThat(picture.total()).isEqualTo(expected);
    assertThat(picture.tree().weight(0)).isEqualTo(expected);
    checkColumns(picture.tree());
  }

  private static void checkColumns(FlameTree tree) {
    for (int node = 0; node < tree.size(); node++) {
      long below = tree.self(node);
      long at = tree.start(node);
      for (int child = tree.firstChild(node); child < tree.endOfChildren(node); child++) {
        assertThat(tree.parent(child)).isEqualTo(node);
        assertThat(tree.depth(child)).isEqualTo(tree.depth(node) + 1);
        assertThat(tree.start(child)).isGreaterThanOrEqualTo(at);
        assertThat(tree.child(node, tree.position(child))).hasValue(child);
        at = tree.start(child) + tree.weight(child);
        below += tree.weight(child);
      }
      assertThat(below).as("self and children of %s", node).isEqualTo(tree.weight(node));
      assertThat(at).isLessThanOrEqualTo(tree.start(node) + tree.weight(node));
    }
  }

  @Property
  void aSandwichCountsEachStackOnce(
      @ForAll("profiles") Profile profile, @ForAll("queries") FlameQuery query) {
    FlamePicture picture =
        picture(profile, query.withThrough(List.of()).withSandwich(Optional.of("b.B")));
    long expected =
        profile.samples().stream()
            .filter(s -> s.stack().contains(Frame.of("b.B")))
            .mapToLong(Profile.Sample::weight)
            .sum();
    assertThat(picture.tree().weight(0)).isEqualTo(expected);
    assertThat(picture.callers().orElseThrow().weight(0)).isEqualTo(expected);
    checkColumns(picture.tree());
    checkColumns(picture.callers().orElseThrow());
  }

  @Property
  void orderDoesNotChangeWhatAFunctionCosts(
      @ForAll("profiles") Profile profile, @ForAll("queries") FlameQuery query) {
    FlamePicture time = picture(profile, query.withOrder(FlameOrder.TIME));
    FlamePicture heavy = picture(profile, query.withOrder(FlameOrder.LEFT_HEAVY));
    assertThat(FlameRows.of(time)).isEqualTo(FlameRows.of(heavy));
    for (int f = 0; f < time.stacks().functions(); f++) {
      assertThat(sum(time.tree(), f)).isEqualTo(sum(heavy.tree(), f));
    }
  }

  private static long sum(FlameTree tree, int function) {
    long sum = 0;
    for (int node = 0; node < tree.size(); node++) {
      sum += tree.function(node) == function ? tree.weight(node) : 0;
    }
    return sum;
  }

  @Property
  void theTableAgreesWithThePicture(
      @ForAll("profiles") Profile profile, @ForAll("queries") FlameQuery query) {
    FlamePicture picture = picture(profile, query);
    long selves = 0;
    for (FlameRow row : FlameRows.of(picture)) {
      selves += row.self();
      assertThat(row.total()).isBetween(row.self(), picture.total());
      FlameSearch one = FlameSearch.of(picture, row.frame().function());
      assertThat(one.weight()).isEqualTo(row.total());
    }
    assertThat(selves).isLessThanOrEqualTo(picture.total());
  }

  @Property
  void noSearchFindsMoreThanAll(
      @ForAll("profiles") Profile profile, @ForAll("queries") FlameQuery query) {
    FlamePicture picture = picture(profile, query);
    for (String text : List.of("a", ".", "B", "runtime.main", "nowhere")) {
      FlameSearch search = FlameSearch.of(picture, text);
      assertThat(search.weight()).isBetween(0L, picture.total());
      assertThat(search.frames()).isBetween(0, picture.tree().size() - 1);
    }
  }

  @Property
  void everySampleEndsInItsLeaf(@ForAll("profiles") Profile profile, @ForAll FlameOrder order) {
    FlamePicture picture = picture(profile, FlameQuery.DEFAULT.withOrder(order));
    FlameTree tree = picture.tree();
    for (int sample = 0; sample < profile.samples().size(); sample++) {
      List<String> up = new ArrayList<>();
      for (int at = tree.leaf(sample).orElseThrow(); at > 0; at = tree.parent(at)) {
        up.addFirst(tree.frame(at).function());
      }
      assertThat(up)
          .isEqualTo(profile.samples().get(sample).stack().stream().map(Frame::function).toList());
    }
  }

  private static Profile.Sample sample(long weight, String... functions) {
    return new Profile.Sample(
        List.of(functions).stream().map(Frame::of).toList(), weight, Selection.NONE);
  }

  private static List<String> nodes(FlameTree tree) {
    List<String> all = new ArrayList<>();
    for (int node = 1; node < tree.size(); node++) {
      all.add(
          tree.depth(node)
              + tree.frame(node).function()
              + tree.start(node)
              + "+"
              + tree.weight(node));
    }
    return all;
  }

  @Test
  void timeOrderKeepsTimeAndMergesNeighboursOnly() {
    Profile profile =
        new Profile(
            "p",
            "u",
            List.of(
                sample(1, "a", "x"),
                sample(1, "a"),
                sample(1, "a", "x"),
                sample(2, "b"),
                sample(1, "a")));
    assertThat(nodes(picture(profile, FlameQuery.DEFAULT.withOrder(FlameOrder.TIME)).tree()))
        .containsExactly("1a0+3", "1b3+2", "1a5+1", "2x0+1", "2x2+1");
    assertThat(nodes(picture(profile, FlameQuery.DEFAULT).tree()))
        .containsExactly("1a0+4", "1b4+2", "2x0+2");
  }

  @Test
  void invertedTheInnermostFrameIsTheRoot() {
    Profile profile = new Profile("p", "u", List.of(sample(1, "a", "x"), sample(2, "b", "x")));
    assertThat(nodes(picture(profile, FlameQuery.DEFAULT.withInverted(true)).tree()))
        .containsExactly("1x0+3", "2b0+2", "2a2+1");
  }

  @Test
  void recursionIsMerged() {
    Profile profile = new Profile("p", "u", List.of(sample(1, "a", "b", "b", "c", "b", "d")));
    assertThat(functions(profile, Recursion.KEEP)).containsExactly("a", "b", "b", "c", "b", "d");
    assertThat(functions(profile, Recursion.DIRECT)).containsExactly("a", "b", "c", "b", "d");
    assertThat(functions(profile, Recursion.CYCLES)).containsExactly("a", "b", "d");
  }

  private static List<String> functions(Profile profile, Recursion recursion) {
    FlameTree tree = picture(profile, FlameQuery.DEFAULT.withRecursion(recursion)).tree();
    List<String> all = new ArrayList<>();
    for (int node = 1; node < tree.size(); node++) {
      all.add(tree.frame(node).function());
    }
    return all;
  }

  @Test
  void whatIsHiddenLeavesItsWeightWithItsCaller() {
    Profile profile =
        new Profile(
            "p", "u", List.of(sample(1, "a", "runtime.b", "c"), sample(2, "a", "runtime.b")));
    FlameQuery query = FlameQuery.DEFAULT.hiding(HideRule.parse("-runtime.").orElseThrow());
    FlameTree tree = picture(profile, query).tree();
    assertThat(nodes(tree)).containsExactly("1a0+3", "2c0+1");
    assertThat(tree.self(1)).isEqualTo(2);
  }

  @Test
  void rulesAreReadAsTheyAreWritten() {
    for (String term : List.of("-runtime.", "-[k]", "-=net.Dial", "-module:libc")) {
      assertThat(HideRule.parse(term).orElseThrow().term()).isEqualTo(term);
      assertThat(HideRule.parse(term.substring(1)).orElseThrow().term()).isEqualTo(term);
    }
    assertThat(HideRule.parse("-")).isEmpty();
    assertThat(HideRule.parse("-=")).isEmpty();
    assertThat(HideRule.parse("-[k]").orElseThrow().hides(Frame.of("futex_[k]"))).isTrue();
    assertThat(HideRule.parse("-[k]").orElseThrow().hides(Frame.of("[k] futex"))).isTrue();
    assertThat(HideRule.parse("-=net.Dial").orElseThrow().hides(Frame.of("net.DialTCP"))).isFalse();
  }

  @Test
  void aStackWithTwoMatchesCountsOnce() {
    Profile profile = new Profile("p", "u", List.of(sample(3, "a.A", "a.B"), sample(1, "b.B")));
    FlamePicture picture = picture(profile, FlameQuery.DEFAULT);
    FlameSearch search = FlameSearch.of(picture, "A.");
    assertThat(search.frames()).isEqualTo(2);
    assertThat(search.weight()).isEqualTo(3);
  }
}
