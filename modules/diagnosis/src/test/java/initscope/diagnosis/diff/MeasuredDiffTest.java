package initscope.diagnosis.diff;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasuredDiffTest {
  private static DiffCapture start(Map<String, Long> nanos, long error) {
    List<Profile.Sample> samples = new ArrayList<>();
    List<Profile.Sample> errors = new ArrayList<>();
    nanos.forEach(
        (name, weight) -> {
          List<Frame> stack = List.of(Frame.of("{x/}"), Frame.of(name));
          samples.add(new Profile.Sample(stack, weight, Selection.NONE));
          errors.add(new Profile.Sample(stack, error, Selection.NONE));
        });
    return DiffCapture.measured(
        new Profile("inits", "nanoseconds", samples),
        new Profile("inits", "nanoseconds", errors),
        false);
  }

  private static ProfileDiff diff(List<DiffCapture> before, List<DiffCapture> after) {
    return ProfileDiff.of(before, after, Normalised.MEASURED);
  }

  private static int path(ProfileDiff diff, String function) {
    return IntStream.range(0, diff.size())
        .filter(i -> diff.frame(i).function().equals(function))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void sumsThatOverflowStayTheLargest() {
    DiffCapture many = start(Map.of("a", Long.MAX_VALUE, "b", Long.MAX_VALUE), Long.MAX_VALUE);
    ProfileDiff diff = diff(List.of(many), List.of(start(Map.of("a", 1L), 0)));

    assertThat(diff.before(0)).isEqualTo((double) Long.MAX_VALUE);
    assertThat(diff.isUnmeasured(0, false)).isTrue();
    assertThat(diff.isUnmeasured(0, true)).isFalse();
    assertThat(diff.isUnmeasured(0)).isTrue();
  }

  @Test
  void oneStartOfEachSideBoundsItsRoundingOnly() {
    ProfileDiff diff =
        diff(
            List.of(start(Map.of("a", 1_000L, "b", 5_000L, "old", 0L), 100)),
            List.of(start(Map.of("a", 1_200L, "b", 5_201L, "new", 0L), 100)));

    assertThat(diff.isRepeated()).isFalse();
    assertThat(diff.unit()).isEqualTo("nanoseconds");
    assertThat(diff.before(0)).isEqualTo(6_000);
    assertThat(diff.delta(path(diff, "b"))).isEqualTo(201);
    assertThat(diff.bound(path(diff, "b"))).isEqualTo(200);
    assertThat(diff.isSignificant(path(diff, "b"))).isTrue();
    assertThat(diff.isSignificant(path(diff, "a"))).isFalse();
    assertThat(diff.bound(path(diff, "{x/}"))).isEqualTo(600);
    assertThat(diff.state(path(diff, "new"))).isEqualTo(DiffState.NEW);
    assertThat(diff.state(path(diff, "old"))).isEqualTo(DiffState.GONE);
    assertThat(diff.isSignificant(path(diff, "new"))).isTrue();
  }

  private static List<DiffCapture> starts(double slower, int starts, Random random) {
    List<DiffCapture> all = new ArrayList<>();
    for (int i = 0; i < starts; i++) {
      Map<String, Long> nanos = new TreeMap<>();
      for (int p = 0; p < 40; p++) {
        double mean = 10_000.0 * (p + 1) * (p == 7 ? slower : 1);
        nanos.put("p" + p, Math.round(mean * (1 + 0.1 * random.nextGaussian())));
      }
      all.add(start(nanos, 0));
    }
    return all;
  }

  @Test
  void equalBuildsDifferNowhereBeyondTheirOwnSpread() {
    Random random = new Random(3);
    for (int starts : new int[] {2, 3, 5, 10}) {
      int wrong = 0;
      for (int run = 0; run < 200; run++) {
        ProfileDiff diff = diff(starts(1, starts, random), starts(1, starts, random));
        wrong += diff.significantCount() > 0 ? 1 : 0;
      }
      assertThat(wrong).as("%d starts", starts).isLessThanOrEqualTo(16);
    }
  }

  @Test
  void aSlowerPackageIsFoundInFiveStarts() {
    Random random = new Random(4);
    int found = 0;
    for (int run = 0; run < 50; run++) {
      ProfileDiff diff = diff(starts(1, 5, random), starts(2, 5, random));
      found += diff.isSignificant(path(diff, "p7")) ? 1 : 0;
    }
    assertThat(found).isGreaterThan(45);
  }

  @Test
  void countsThatNeverDifferProveTheirChange() {
    DiffCapture before = start(Map.of("a", 100L), 0);
    DiffCapture after = start(Map.of("a", 101L), 0);
    ProfileDiff diff = diff(List.of(before, before), List.of(after, after));

    assertThat(diff.isRepeated()).isTrue();
    assertThat(diff.isSignificant(path(diff, "a"))).isTrue();
  }

  @Test
  void aStartOfNothingCounts() {
    DiffCapture nothing = start(Map.of(), 0);
    ProfileDiff diff =
        diff(List.of(nothing, nothing), List.of(nothing, start(Map.of("a", 100L), 0)));

    assertThat(diff.after(path(diff, "a"))).isEqualTo(50);
  }
}
