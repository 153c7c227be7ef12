package initscope.gotrace.profile;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.testing.GoToolchains;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What {@code go tool trace -pprof} says of a trace.
final class GoProfile {
  private GoProfile() {}

  /// Counts and nanoseconds by the functions of a stack, leaf first and joined by blanks.
  static Map<String, List<Long>> of(Path go, Path folder, Path trace, String kind)
      throws IOException {
    Path file = folder.resolve("out.pb.gz");
    ProcessBuilder tool =
        new ProcessBuilder(go.toString(), "tool", "trace", "-pprof=" + kind, trace.toString());
    tool.environment().put("GOTOOLCHAIN", "local");
    tool.redirectOutput(file.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      assertThat(tool.start().waitFor()).as(go + " reads " + trace).isZero();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return read(GoToolchains.run(go, folder, "tool", "pprof", "-raw", file.toString()));
  }

  private static Map<String, List<Long>> read(String raw) {
    Map<List<String>, List<Long>> samples = new HashMap<>();
    Map<String, String> functions = new HashMap<>();
    String part = "";
    for (String line : raw.lines().toList()) {
      if (!line.startsWith(" ")) {
        part = line;
      } else if (part.startsWith("contentions/")) {
        int colon = line.indexOf(':');
        List<Long> values = numbers(line.substring(0, colon));
        samples.put(words(line.substring(colon + 1)), values);
      } else if (part.equals("Locations")) {
        List<String> words = words(line);
        functions.put(words.getFirst().replace(":", ""), words.get(3));
      }
    }
    Map<String, List<Long>> sums = new TreeMap<>();
    samples.forEach(
        (stack, values) ->
            sums.merge(
                String.join(" ", stack.stream().map(functions::get).toList()),
                values,
                GoProfile::plus));
    return sums;
  }

  /// Both numbers added.
  static List<Long> plus(List<Long> a, List<Long> b) {
    return List.of(a.get(0) + b.get(0), a.get(1) + b.get(1));
  }

  private static List<String> words(String line) {
    return new ArrayList<>(List.of(line.strip().split(" +", -1)));
  }

  private static List<Long> numbers(String text) {
    return words(text).stream().map(Long::valueOf).toList();
  }
}
