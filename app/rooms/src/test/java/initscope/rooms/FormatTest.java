package initscope.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every source is as google-java-format writes it. {@code mvn -Pformat test} rewrites those that are not.
class FormatTest {
  private static final boolean WRITE = Boolean.getBoolean("initscope.format.write");

  @Test
  void everySourceIsFormatted() {
    List<Path> sources =
        Stream.of("src/main/java", "src/test/java")
            .flatMap(f -> Rooms.sources(f).stream())
            .toList();
    assertThat(sources).isNotEmpty();
    List<String> words = new ArrayList<>(List.of("--skip-javadoc-formatting"));
    words.addAll(WRITE ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    sources.forEach(s -> words.add(s.toString()));

    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        ToolProvider.findFirst("google-java-format")
            .orElseThrow(() -> new AssertionError("google-java-format is not on the class path"))
            .run(new PrintWriter(out), new PrintWriter(err), words.toArray(String[]::new));

    String unformatted = out.toString().replace(Rooms.ROOT + "/", "");
    assertThat(status).as("mvn -Pformat test mends these:\n%s%s", unformatted, err).isZero();
  }
}
