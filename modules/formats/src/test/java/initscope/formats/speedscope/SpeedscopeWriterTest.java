package initscope.formats.speedscope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import initscope.formats.AnyProfiles;
import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

final class SpeedscopeWriterTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void framesAreSharedAndSamplesReferToThem() {
    Frame main = Frame.of("main.main", "/src/main.go", 7);
    Profile profile =
        new Profile(
            "goroutines",
            "goroutines",
            List.of(
                new Profile.Sample(List.of(main, Frame.of("[IO wait]")), 3, Selection.NONE),
                new Profile.Sample(List.of(main), 1, Selection.NONE)));

    String file = SpeedscopeWriter.write(List.of(profile), "web.service", "initscope 1.0");

    assertThat(file)
        .isEqualTo(
            """
            {"$schema":"https://www.speedscope.app/file-format-schema.json","name":"web.service",\
            "exporter":"initscope 1.0","activeProfileIndex":0,\
            "shared":{"frames":[{"name":"main.main","file":"/src/main.go","line":7},{"name":"[IO wait]"}]},\
            "profiles":[{"type":"sampled","name":"goroutines","unit":"none","startValue":0,"endValue":4,\
            "samples":[[0,1],[0]],"weights":[3,1]}]}
            """);
  }

  @Property(tries = 300)
  @Domain(AnyProfiles.class)
  void everyStackAndWeightIsKept(@ForAll Profile one, @ForAll Profile other) {
    byte[] file = SpeedscopeWriter.write(List.of(one, other), "\"\n", "x").getBytes(UTF_8);

    JsonNode root = JSON.readTree(file);
    for (int i = 0; i < 2; i++) {
      Profile profile = i == 0 ? one : other;
      JsonNode written = root.path("profiles").path(i);
      assertThat(written.path("endValue").asLong()).isEqualTo(profile.total());
      assertThat(written.path("samples")).hasSameSizeAs(profile.samples());
      assertThat(written.path("weights")).hasSameSizeAs(profile.samples());
      for (int s = 0; s < profile.samples().size(); s++) {
        Profile.Sample sample = profile.samples().get(s);
        assertThat(written.path("weights").path(s).asLong()).isEqualTo(sample.weight());
        assertThat(names(root, written.path("samples").path(s)))
            .isEqualTo(sample.stack().stream().map(f -> AnyProfiles.shown(f.function())).toList());
      }
    }
  }

  private static List<String> names(JsonNode root, JsonNode stack) {
    List<String> names = new ArrayList<>();
    for (JsonNode index : stack) {
      names.add(root.path("shared").path("frames").path(index.asInt()).path("name").asString());
    }
    return names;
  }
}
