package initscope.formats.firefox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.formats.AnyProfiles;
import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import initscope.model.testing.Golden;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

final class FirefoxProfileWriterTest {
  private static final Profile SMALL =
      new Profile(
          "off-CPU",
          "nanoseconds",
          List.of(
              new Profile.Sample(
                  List.of(
                      Frame.of("runtime.main", "/go/proc.go", 250),
                      Frame.of("shop/db.init.0", "/src/db.go", 12),
                      new Frame(
                          "net.Dial", Optional.of("/go/net/dial.go"), OptionalInt.of(4), 0, true),
                      Frame.of("sys_connect_[k]")),
                  1_500_000,
                  Selection.NONE.withThread(42)),
              new Profile.Sample(
                  List.of(Frame.of("runtime.main", "/go/proc.go", 250)),
                  250,
                  Selection.NONE.withThread(42)),
              new Profile.Sample(List.of(), 1000, Selection.NONE)));

  @Test
  void isWrittenAsExpected() {
    Golden.compare(
        Path.of("src/test/resources/readers/small.firefox.expected"),
        FirefoxProfileWriter.write(List.of(SMALL), "web.service", "initscope 1.0"));
  }

  @Property(tries = 300)
  @Domain(AnyProfiles.class)
  void everyColumnIsAsLongAsItsTableAndSumsAreKept(@ForAll Profile one, @ForAll Profile other) {
    JsonNode file =
        new ObjectMapper().readTree(FirefoxProfileWriter.write(List.of(one, other), "t", "e"));

    double sum = 0;
    for (JsonNode thread : file.path("threads")) {
      for (String table :
          List.of(
              "samples",
              "markers",
              "stackTable",
              "frameTable",
              "funcTable",
              "resourceTable",
              "nativeSymbols")) {
        int length = thread.path(table).path("length").asInt();
        thread.path(table).forEach(c -> assertThat(!c.isArray() || c.size() == length).isTrue());
      }
      numbersAreWithin(thread, "stackTable", "prefix", thread.path("stackTable"));
      numbersAreWithin(thread, "stackTable", "frame", thread.path("frameTable"));
      numbersAreWithin(thread, "frameTable", "func", thread.path("funcTable"));
      numbersAreWithin(thread, "samples", "stack", thread.path("stackTable"));
      for (String text : List.of("name", "fileName")) {
        for (JsonNode at : thread.path("funcTable").path(text)) {
          assertThat(at.isNull() || thread.path("stringArray").has(at.asInt())).isTrue();
        }
      }
      boolean millis = thread.path("samples").path("weightType").asString().equals("tracing-ms");
      for (JsonNode weight : thread.path("samples").path("weight")) {
        sum += weight.asDouble() * (millis ? 1e6 : 1);
      }
      double before = -1;
      for (JsonNode time : thread.path("samples").path("time")) {
        assertThat(time.asDouble()).isGreaterThanOrEqualTo(before);
        before = time.asDouble();
      }
    }
    assertThat(Math.round(sum)).isEqualTo(one.total() + other.total());
  }

  private static void numbersAreWithin(
      JsonNode thread, String table, String column, JsonNode target) {
    for (JsonNode at : thread.path(table).path(column)) {
      assertThat(at.isNull() || at.asInt() < target.path("length").asInt()).isTrue();
    }
  }

  @Test
  void manyThreadsAreOneTrack() {
    List<Profile.Sample> samples = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      samples.add(new Profile.Sample(List.of(Frame.of("f")), 1, Selection.NONE.withThread(i)));
    }
    JsonNode file =
        new ObjectMapper()
            .readTree(
                FirefoxProfileWriter.write(List.of(new Profile("t", "threads", samples)), "", ""));

    assertThat(file.path("threads")).hasSize(1);
    assertThat(file.path("threads").path(0).path("samples").path("length").asInt()).isEqualTo(200);
  }

  /// The profiler's own command line opens the file: {@code npm install @firefox-devtools/profiler-cli}, and
  /// {@code INITSCOPE_TEST_FIREFOX} names the package's folder.
  @Test
  void theProfilerOpensIt(@TempDir Path folder) throws IOException, InterruptedException {
    Profile counts = counts(new Random(9));
    Path file = folder.resolve("p.json");
    Files.writeString(
        file, FirefoxProfileWriter.write(List.of(counts, SMALL), "web.service", "initscope 1"));
    Profiler profiler = new Profiler(folder);
    try {
      profiler.run("load", file.toString());
      holds(profiler.functions(0), counts, 1);
      Profile thread = new Profile("", "", SMALL.samples().subList(0, 2));
      holds(profiler.functions(1), thread, 1e6);
      assertThat(profiler.run("thread", "list")).contains("goroutines", "thread 42");
    } finally {
      profiler.run("stop", "--all");
    }
  }

  private static void holds(JsonNode seen, Profile profile, double unit) {
    Map<String, double[]> want = new HashMap<>();
    for (Profile.Sample sample : profile.samples()) {
      List<String> names =
          sample.stack().stream().map(f -> AnyProfiles.shown(f.function())).toList();
      for (String name : new HashSet<>(names)) {
        double[] both = want.computeIfAbsent(name, n -> new double[2]);
        both[0] += sample.weight() / unit;
        both[1] += names.getLast().equals(name) ? sample.weight() / unit : 0;
      }
    }
    Map<String, double[]> found = new HashMap<>();
    for (JsonNode function : seen.path("functions")) {
      double[] both = found.computeIfAbsent(function.path("name").asString(), n -> new double[2]);
      both[0] += function.path("totalSamples").asDouble();
      both[1] += function.path("selfSamples").asDouble();
    }
    assertThat(found.keySet()).isEqualTo(want.keySet());
    found.forEach(
        (name, both) ->
            assertThat(Arrays.equals(both, want.get(name)))
                .as(name + " " + Arrays.toString(both) + Arrays.toString(want.get(name)))
                .isTrue());
  }

  /// Names that a terminal or JSON may stumble over; no recursion, so that sums are those of functions.
  private static Profile counts(Random random) {
    List<String> names =
        List.of(
            "main.main", "a;b", "\"q\\\"", "汉字.函数", "𝔾𝕠", "\u001b[31mred", "x_[k]", "os.init.0");
    List<Profile.Sample> samples = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      List<Frame> stack = new ArrayList<>();
      for (int at = 0; at < names.size(); at++) {
        if (random.nextBoolean() || at == names.size() - 1) {
          stack.add(Frame.of(names.get(at), "/src/" + at + ".go", at + 1));
        }
      }
      samples.add(new Profile.Sample(stack, random.nextInt(1, 1000), Selection.NONE));
    }
    return new Profile("goroutines", "goroutines", samples);
  }

  /// The command line of the profiler, which talks to a process of its own that {@code stop} ends.
  private record Profiler(Path folder) {
    String run(String... words) throws IOException, InterruptedException {
      String tool = System.getenv().getOrDefault("INITSCOPE_TEST_FIREFOX", "");
      assumeTrue(!tool.isEmpty(), "no profiler-cli: INITSCOPE_TEST_FIREFOX may name its folder");
      boolean node =
          Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
              .anyMatch(bin -> Files.isExecutable(Path.of(bin, "node")));
      assumeTrue(node, "no node to run the profiler with");
      List<String> argv = new ArrayList<>(List.of("node", tool + "/dist/profiler-cli.js"));
      argv.addAll(List.of(words));
      // a daemon may keep a pipe open: its words go to a file
      Path said = folder.resolve("said");
      ProcessBuilder builder =
          new ProcessBuilder(argv)
              .redirectError(folder.resolve("errors").toFile())
              .redirectOutput(said.toFile());
      builder.environment().put("PROFILER_CLI_SESSION_DIR", folder.resolve("s").toString());
      int status = builder.start().waitFor();
      // a slow machine: the tool itself says that asking again helps
      for (int again = 0; status != 0 && again < 20 && !words[0].equals("stop"); again++) {
        Thread.sleep(500);
        status = builder.start().waitFor();
      }
      assertThat(status).as(Files.readString(folder.resolve("errors"))).isZero();
      return Files.readString(said, StandardCharsets.UTF_8);
    }

    JsonNode functions(int thread) throws IOException, InterruptedException {
      return new ObjectMapper()
          .readTree(
              run("thread", "functions", "--include-idle", "--thread", "t-" + thread, "--json"));
    }
  }
}
