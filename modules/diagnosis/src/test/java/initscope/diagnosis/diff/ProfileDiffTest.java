package initscope.diagnosis.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProfileDiffTest {
  private static final long SECOND = 1_000_000_000L;
  private static final List<Normalised> SAMPLED = List.of(Normalised.SAMPLES, Normalised.DURATION);

  /// A load of 60 functions, some heavy and many rare.
  private static double[] load() {
    return IntStream.range(0, 60).mapToDouble(i -> 1.0 / (i + 1)).toArray();
  }

  /// What a sampler of a rate sees of a load.
  private static DiffCapture sampled(double[] load, int hertz, int seconds, Random random) {
    double sum = 0;
    for (double one : load) {
      sum += one;
    }
    int samples = hertz * seconds;
    long[] counts = new long[load.length];
    for (int i = 0; i < samples; i++) {
      double at = random.nextDouble() * sum;
      int function = 0;
      while (function < load.length - 1 && (at -= load[function]) > 0) {
        function++;
      }
      counts[function]++;
    }
    return capture(counts, SECOND / hertz, samples, seconds * SECOND);
  }

  private static DiffCapture capture(long[] counts, long weight, long samples, long nanos) {
    List<Profile.Sample> all = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        List<Frame> stack = List.of(Frame.of("main.main"), Frame.of("f" + i));
        all.add(new Profile.Sample(stack, counts[i] * weight, Selection.NONE));
      }
    }
    return new DiffCapture(
        new Profile("perf", "nanoseconds", all), samples, OptionalLong.of(nanos));
  }

  private static ProfileDiff diff(DiffCapture before, DiffCapture after, Normalised how) {
    return ProfileDiff.of(List.of(before), List.of(after), how);
  }

  @Test
  void theSameLoadAtTwoRatesDiffersNowhereBeyondNoise() {
    Random random = new Random(7);
    for (Normalised how : SAMPLED) {
      int wrong = 0;
      for (int run = 0; run < 200; run++) {
        ProfileDiff diff =
            diff(sampled(load(), 100, 10, random), sampled(load(), 1000, 10, random), how);
        wrong += diff.significantCount() > 0 ? 1 : 0;
      }
      // 5 % are allowed by the bound's own promise; Bonferroni and the half sample keep it below
      // that
      assertThat(wrong).as("%s", how).isLessThanOrEqualTo(10);
    }
  }

  @Test
  void aChangeThatMattersIsFound() {
    Random random = new Random(8);
    double[] slower = load();
    slower[5] *= 3;
    int found = 0;
    for (int run = 0; run < 50; run++) {
      ProfileDiff diff =
          diff(
              sampled(load(), 100, 30, random),
              sampled(slower, 1000, 30, random),
              Normalised.SAMPLES);
      int path = path(diff, "f5");
      found += diff.isSignificant(path) && diff.delta(path) > 0 ? 1 : 0;
    }
    assertThat(found).isEqualTo(50);
  }

  private static int path(ProfileDiff diff, String function) {
    return IntStream.range(0, diff.size())
        .filter(i -> diff.frame(i).function().equals(function))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aLongerRecordingIsNotASlowerProgram() {
    long[] counts = {300, 700};
    long[] thrice = {900, 2100};

    for (Normalised how : SAMPLED) {
      ProfileDiff diff =
          diff(
              capture(counts, 1_000_000, 1000, SECOND),
              capture(thrice, 1_000_000, 3000, 3 * SECOND),
              how);
      for (int path = 0; path < diff.size(); path++) {
        assertThat(diff.delta(path)).isCloseTo(0, within(1e-12));
      }
    }
  }

  @Test
  void newAndGonePathsAreTold() {
    ProfileDiff diff =
        diff(
            capture(new long[] {500, 500, 0}, 1, 1000, SECOND),
            capture(new long[] {500, 0, 500}, 1, 1000, SECOND),
            Normalised.SAMPLES);

    assertThat(diff.state(path(diff, "f0"))).isEqualTo(DiffState.BOTH);
    assertThat(diff.state(path(diff, "f1"))).isEqualTo(DiffState.GONE);
    assertThat(diff.state(path(diff, "f2"))).isEqualTo(DiffState.NEW);
    assertThat(diff.isSignificant(path(diff, "f1"))).isTrue();
    assertThat(diff.isSignificant(path(diff, "f0"))).isFalse();
    assertThat(diff.delta(path(diff, "f2"))).isEqualTo(0.5);
  }

  @Test
  void twoNewSamplesAreNoNews() {
    ProfileDiff diff =
        diff(
            capture(new long[] {1000, 0}, 1, 1000, SECOND),
            capture(new long[] {998, 2}, 1, 1000, SECOND),
            Normalised.SAMPLES);

    assertThat(diff.state(path(diff, "f1"))).isEqualTo(DiffState.NEW);
    assertThat(diff.isSignificant(path(diff, "f1"))).isFalse();
  }

  @Test
  void oneSampleOfAFewIsNoNewsHoweverItsShareIsRounded() {
    for (int all = 50; all < 400; all++) {
      ProfileDiff diff =
          diff(
              capture(new long[] {all - 1, 1}, 10_000_000, all, SECOND),
              capture(new long[] {8 * all}, 1_000_000, 8L * all, SECOND),
              Normalised.SAMPLES);
      assertThat(diff.significantCount()).as("%d samples", all).isZero();
    }
  }

  @Test
  void runsThatDifferAmongThemselvesProveLess() {
    List<DiffCapture> before = new ArrayList<>();
    List<DiffCapture> after = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      before.add(capture(new long[] {1000 + 900 * i, 5000}, 1, 6000 + 900L * i, SECOND));
      after.add(capture(new long[] {1800 + 900 * i, 5000}, 1, 6800 + 900L * i, SECOND));
    }

    ProfileDiff several = ProfileDiff.of(before, after, Normalised.SAMPLES);
    ProfileDiff one = diff(before.getFirst(), after.getFirst(), Normalised.SAMPLES);

    assertThat(one.isSignificant(path(one, "f0"))).isTrue();
    assertThat(several.isSignificant(path(several, "f0"))).isFalse();
  }

  @Test
  void nothingRecordedProvesNothing() {
    DiffCapture empty = new DiffCapture(Profile.EMPTY, 0, OptionalLong.empty());
    ProfileDiff diff = diff(empty, capture(new long[] {10}, 1, 10, SECOND), Normalised.SAMPLES);

    assertThat(diff.significantCount()).isZero();
    assertThatThrownBy(() -> diff(empty, empty, Normalised.DURATION))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
