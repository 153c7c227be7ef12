package initscope.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.formats.folded.FoldedWriter;
import initscope.formats.pprof.PprofWriter;
import initscope.formats.speedscope.SpeedscopeWriter;
import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// speedscope itself opens the files: {@code npm install speedscope}, and {@code INITSCOPE_TEST_SPEEDSCOPE} names the package's folder.
final class SpeedscopeReaderTest {
  private static final Path SCRIPT =
      Path.of("src/test/resources/readers/speedscope.mjs").toAbsolutePath();
  private static final List<String> NAMES =
      List.of(
          "main.main",
          "net.(*Dialer).DialContext",
          "sort.Slice[go.shape.int]",
          "[force gc (idle)]",
          "a;b",
          "\"quoted\\\"",
          "\u001b[31mred",
          "two\nlines\r\t",
          "汉字.函数",
          "𝔾𝕠",
          "\u202eevil",
          "ends in 7");

  /// What speedscope says of a frame: its weight with all it calls, and alone.
  private record Weights(long total, long self) {}

  @Test
  void opensAllThreeFormats(@TempDir Path folder) throws IOException, InterruptedException {
    Profile profile = profile(new Random(5));
    Path own = folder.resolve("p.speedscope.json");
    Path folded = folder.resolve("p.folded");
    Path pprof = folder.resolve("p.pb.gz");
    Files.writeString(own, SpeedscopeWriter.write(List.of(profile), "web.service", "test"));
    Files.writeString(folded, FoldedWriter.write(profile));
    Files.write(pprof, PprofWriter.write(List.of(profile)));

    List<JsonNode> seen = read(own, folded, pprof);

    assertThat(seen).hasSize(3);
    assertThat(seen.getFirst().path("name").asString()).isEqualTo("web.service");
    holds(seen.get(0), profile, AnyProfiles::shown);
    holds(seen.get(1), profile, name -> AnyProfiles.shown(name).replace(';', ':'));
    holds(seen.get(2), profile, AnyProfiles::shown);
  }

  private static void holds(JsonNode file, Profile profile, UnaryOperator<String> written) {
    JsonNode only = file.path("profiles").path(0);
    assertThat(file.path("profiles")).hasSize(1);
    assertThat(only.path("total").asLong()).isEqualTo(profile.total());
    Map<String, Weights> seen = new HashMap<>();
    for (JsonNode frame : only.path("frames")) {
      Weights weights = new Weights(frame.path("total").asLong(), frame.path("self").asLong());
      assertThat(seen.put(frame.path("name").asString(), weights)).isNull();
    }
    Map<String, Weights> want = new HashMap<>();
    for (String name : NAMES) {
      want.put(written.apply(name), weights(profile, name));
    }
    assertThat(seen).isEqualTo(want);
  }

  private static Weights weights(Profile profile, String name) {
    long total = 0;
    long self = 0;
    for (Profile.Sample sample : profile.samples()) {
      List<String> names = sample.stack().stream().map(Frame::function).toList();
      total += new HashSet<>(names).contains(name) ? sample.weight() : 0;
      self += names.getLast().equals(name) ? sample.weight() : 0;
    }
    return new Weights(total, self);
  }

  /// Stacks of all names, with recursion, each function in one place of its source.
  private static Profile profile(Random random) {
    List<Profile.Sample> samples = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      List<Frame> stack = new ArrayList<>();
      for (int depth = random.nextInt(1, 12); depth > 0; depth--) {
        int at = random.nextInt(NAMES.size());
        stack.add(Frame.of(NAMES.get(at), "/src/\"" + at + "\".go", at + 1));
      }
      samples.add(new Profile.Sample(stack, random.nextLong(1, 1000), Selection.NONE));
    }
    return new Profile("goroutines", "goroutines", samples);
  }

  private static List<JsonNode> read(Path... files) throws IOException, InterruptedException {
    String folder = System.getenv().getOrDefault("INITSCOPE_TEST_SPEEDSCOPE", "");
    assumeTrue(!folder.isEmpty(), "no speedscope: INITSCOPE_TEST_SPEEDSCOPE may name its folder");
    boolean node =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(bin -> Files.isExecutable(Path.of(bin, "node")));
    assumeTrue(node, "no node to run speedscope with");
    List<String> argv = new ArrayList<>(List.of("node", SCRIPT.toString(), folder));
    for (Path file : files) {
      argv.add(file.toString());
    }
    Process reader =
        new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(reader.waitFor()).isZero();
    ObjectMapper json = new ObjectMapper();
    return said.lines().map(json::readTree).toList();
  }
}
