package initscope.diagnosis.binary;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.diagnosis.binary.BinaryDiff.InitChange;
import initscope.diagnosis.binary.BinaryDiff.Way;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class BinaryDiffTest {
  @Test
  void anExecutableDoesNotDifferFromItself() {
    var facts = Binaries.go("go1.24.4", true, "a", "b");
    BinaryDiff diff = BinaryDiff.of(facts, facts);
    assertThat(diff.facts()).isEmpty();
    assertThat(diff.modules()).isEmpty();
    assertThat(diff.relocations()).isEmpty();
    assertThat(diff.inits()).isEmpty();
    assertThat(diff.parts().values()).allMatch(BinaryDiff.Sides::same);
  }

  @Test
  void tellsReleaseModeAndModules() {
    BinaryDiff diff = BinaryDiff.of(Binaries.go("go1.24.4", false), Binaries.go("go1.26.1", true));
    assertThat(diff.facts()).containsKeys("goVersion", "buildMode", "interpreter");
    assertThat(diff.modules()).containsOnlyKeys("x/dep");
    assertThat(diff.relocations().values())
        .allMatch(sides -> sides.before().isEmpty() && sides.after().isPresent());
  }

  @Test
  void tellsInitsThatAreNewGoneOrElsewhere() {
    BinaryDiff diff =
        BinaryDiff.of(
            Binaries.go("go1.24.4", false, "a", "b", "c", "d"),
            Binaries.go("go1.24.4", false, "a", "e", "c", "d", "b"));
    assertThat(diff.inits())
        .containsExactlyInAnyOrder(
            new InitChange("e", Way.ADDED, -1, 1), new InitChange("b", Way.MOVED, 1, 4));
  }

  @Property(tries = 200)
  void whatDidNotMoveStandsInTheSameOrder(
      @ForAll @Size(max = 12) @UniqueElements List<@IntRange(max = 20) Integer> before,
      @ForAll @Size(max = 12) @UniqueElements List<@IntRange(max = 20) Integer> after) {
    BinaryDiff diff =
        BinaryDiff.of(
            Binaries.go("go1.24.4", false, names(before)),
            Binaries.go("go1.24.4", false, names(after)));
    List<String> changed = diff.inits().stream().map(InitChange::packagePath).toList();
    assertThat(left(before, changed)).isEqualTo(left(after, changed));
  }

  private static String[] names(List<Integer> numbers) {
    return numbers.stream().map(n -> "p" + n).toArray(String[]::new);
  }

  private static List<String> left(List<Integer> numbers, List<String> changed) {
    return List.of(names(numbers)).stream().filter(name -> !changed.contains(name)).toList();
  }

  @Test
  void tellsSlowWorkThatIsNewGoneOrOfAnotherNumber() {
    BinaryDiff diff =
        BinaryDiff.of(
            Binaries.reaching(
                Binaries.call("regexp.MustCompile", 2), Binaries.call("time.Sleep", 1)),
            Binaries.reaching(
                Binaries.call("regexp.MustCompile", 5), Binaries.call("os.ReadFile", 1)));
    assertThat(diff.slow())
        .extracting(change -> change.either().work())
        .containsExactlyInAnyOrder(SlowWork.REGEXP, SlowWork.FILE, SlowWork.SLEEP);
  }
}
