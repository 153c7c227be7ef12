package initscope.layout.flame;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.gotrace.GoTrace;
import initscope.gotrace.GoTraceDecoder;
import initscope.layout.Words;
import initscope.model.Bytes;
import initscope.model.Incident;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.profile.Profile;
import initscope.model.testing.OrdersdIncident;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlameSourcesTest {
  private static final Words WORDS = Words.of(Locale.ENGLISH);

  private static GoTrace trace(String name) throws IOException {
    try (InputStream in = FlameSourcesTest.class.getResourceAsStream("/trace/" + name)) {
      return new GoTraceDecoder()
          .decode(Bytes.of(Objects.requireNonNull(in).readAllBytes()))
          .value();
    }
  }

  private static List<String> ids(List<FlameSource> sources) {
    return sources.stream().map(FlameSource::id).toList();
  }

  @Test
  void theFirstIsWhatTellsMost() throws IOException {
    Incident incident = OrdersdIncident.incident();
    assertThat(ids(FlameSources.of(incident, Optional.empty(), WORDS)))
        .containsExactly("goroutines", "threads");
    assertThat(ids(FlameSources.of(Incident.EMPTY, Optional.of(trace("steps.trace")), WORDS)))
        .startsWith("trace.off-cpu", "trace.cpu")
        .hasSize(6);
    assertThat(FlameSources.of(Incident.EMPTY, Optional.empty(), WORDS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void everySourceHasATitleAndGivesItsUnitHoweverGrouped(String language)
      throws IOException, CancelledException {
    Words words = Words.of(Locale.of(language));
    for (FlameSource source :
        FlameSources.of(OrdersdIncident.incident(), Optional.of(trace("notes.trace")), words)) {
      assertThat(source.title()).isNotBlank();
      long total = source.profile(source.groupings().getFirst(), Progress.NONE).total();
      for (FlameGrouping by : source.groupings()) {
        Profile profile = source.profile(by, Progress.NONE);
        assertThat(profile.unit()).as(source.id()).isEqualTo(source.unit());
        assertThat(profile.total()).as(source.id() + " " + by).isEqualTo(total);
        assertThat(words.say(by.key())).isNotBlank();
        assertThat(Profiles.sentence(profile, words)).isNotBlank();
      }
    }
  }

  @Test
  void aGroupIsTheRootFrame() throws CancelledException {
    FlameSource goroutines =
        FlameSources.of(OrdersdIncident.incident(), Optional.empty(), WORDS).getFirst();
    assertThat(
            goroutines.profile(FlameGrouping.PHASE, Progress.NONE).samples().stream()
                .map(s -> s.stack().getFirst().function())
                .distinct())
        .containsExactlyInAnyOrder("{package init}", "{other}");
    Profile single = goroutines.profile(FlameGrouping.GOROUTINE, Progress.NONE);
    assertThat(single.samples().getFirst().stack().getFirst().function())
        .isEqualTo("{goroutine 1}");
  }
}
