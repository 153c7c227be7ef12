package initscope.layout.inits;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.layout.inits.InitProfiles.Measure;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.go.InitTask;
import initscope.model.profile.Profile;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InitProfilesTest {
  private static InitTask task(int order, String path, long wallNanos, long bytes) {
    return new InitTask(
        OptionalInt.of(order),
        path,
        InitTask.State.DONE,
        List.of(path + ".init"),
        OptionalLong.of(order * 1_000_000L),
        OptionalLong.of(wallNanos),
        OptionalLong.of(bytes),
        OptionalLong.empty(),
        List.of());
  }

  private static final Incident THREE =
      Incident.EMPTY.withInits(
          List.of(
              task(2, "main", 500, 0),
              task(0, "github.com/acme/api/cache", 3_000, 64),
              task(1, "github.com/acme/log", 1_000, 16)));

  private static List<String> stacks(Profile profile) {
    return profile.samples().stream()
        .map(
            s ->
                String.join(";", s.stack().stream().map(Frame::function).toList())
                    + " "
                    + s.weight())
        .toList();
  }

  @Test
  void packagesStandInTheOrderTheyRan() {
    assertThat(stacks(InitProfiles.of(THREE, Measure.WALL, InitPlaces.inOrder())))
        .containsExactly(
            "github.com/acme/api/cache.init 3000",
            "github.com/acme/log.init 1000",
            "main.init 500");
  }

  @Test
  void packagesStandBelowTheFoldersOfTheirPaths() {
    assertThat(stacks(InitProfiles.of(THREE, Measure.BYTES, InitPlaces.byPath())))
        .containsExactly(
            "{github.com/};{github.com/acme/};{github.com/acme/api/};github.com/acme/api/cache.init"
                + " 64",
            "{github.com/};{github.com/acme/};github.com/acme/log.init 16");
  }

  @Test
  void aMeasureThatNothingTellsIsNotOffered() {
    assertThat(InitProfiles.has(THREE, Measure.BYTES)).isTrue();
    assertThat(InitProfiles.has(THREE, Measure.ALLOCATIONS)).isFalse();
    assertThat(InitPlaces.knowledge(THREE)).isEqualTo(InitPlaces.Knowledge.NONE);
  }

  @Test
  void allWeightIsThere() {
    Incident many =
        Incident.EMPTY.withInits(
            IntStream.range(0, 300).mapToObj(i -> task(i, "p" + i, i + 1, i)).toList());

    assertThat(InitProfiles.of(many, Measure.WALL, InitPlaces.inOrder()).total())
        .isEqualTo(300 * 301 / 2);
    assertThat(InitProfiles.of(many, Measure.WALL, InitPlaces.byPath()).total())
        .isEqualTo(300 * 301 / 2);
  }
}
