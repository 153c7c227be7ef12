package initscope.layout.flame;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.layout.Symbols;
import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FlameStacksTest {
  @Provide
  Arbitrary<Profile> profiles() {
    return FlameArbitraries.profiles();
  }

  @Property
  void ownersAreThoseOfTheSamples(@ForAll("profiles") Profile profile) {
    List<Profile.Sample> owned = new ArrayList<>();
    for (int i = 0; i < profile.samples().size(); i++) {
      Selection owner = i % 3 == 0 ? Selection.NONE : Selection.NONE.withThread(i % 5);
      Profile.Sample sample = profile.samples().get(i);
      owned.add(new Profile.Sample(sample.stack(), sample.weight(), owner));
    }
    FlameStacks stacks = FlameStacks.of(new Profile("owned", "samples", owned));
    assertThat(stacks.owners())
        .containsExactlyElementsOf(
            owned.stream()
                .map(Profile.Sample::selects)
                .filter(s -> !s.equals(Selection.NONE))
                .distinct()
                .toList());
    for (int i = 0; i < owned.size(); i++) {
      assertThat(stacks.ownerOf(i)).isEqualTo(stacks.owners().indexOf(owned.get(i).selects()));
    }
  }

  @Property
  void theInitIsThatOfTheFirstSampleThatHasOne(@ForAll("profiles") Profile profile) {
    assertThat(FlameStacks.of(profile).init())
        .isEqualTo(
            profile.samples().stream()
                .flatMap(s -> s.stack().reversed().stream())
                .map(Frame::function)
                .filter(Symbols::isPackageInit)
                .findFirst());
  }

  @Test
  void theInnermostInitIsTaken() {
    List<Frame> stack =
        List.of(Frame.of("main.init.0"), Frame.of("net/http.init"), Frame.of("net.Dial"));
    Profile profile =
        new Profile("cpu", "samples", List.of(new Profile.Sample(stack, 1, Selection.NONE)));
    assertThat(FlameStacks.of(profile).init()).contains("net/http.init");
  }
}
