package initscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The words of how stacks are looked at, through the program.
final class LookWordsTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private String export(String to, int status, String... options) throws Exception {
    Path file = folder.resolve("stacks.folded");
    Files.writeString(file, "main;a;a;b 3\nmain;runtime.gc;[vdso]_[k] 2\nmain;a 5\n");
    return exportOf(file, to, status, options);
  }

  private String exportOf(Path file, String to, int status, String... options) {
    List<String> words = new ArrayList<>(List.of("export", file.toString(), "--to", to));
    words.addAll(List.of(options));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    said.reset();
    int ended =
        Main.run(
            words.toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(said, true, StandardCharsets.UTF_8));
    assertThat(ended).as(said.toString(StandardCharsets.UTF_8)).isEqualTo(status);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void eachChangesThePicture() throws Exception {
    String plain = export("svg-flame", 0);
    assertThat(plain).contains("<title>runtime.gc");
    assertThat(export("svg-flame", 0, "--recursion", "keep")).isEqualTo(plain);
    for (List<String> options :
        List.of(
            List.of("--flame"),
            List.of("--inverted"),
            List.of("--as-seen"),
            List.of("--recursion", "merged"),
            List.of("--recursion", "cut"),
            List.of("--hide", "=a"))) {
      assertThat(export("svg-flame", 0, options.toArray(String[]::new)))
          .as(options.toString())
          .startsWith("<svg")
          .isNotEqualTo(plain);
    }
    assertThat(export("svg-flame", 0, "--hide", "runtime.,=b"))
        .doesNotContain("<title>runtime.gc", "<title>b ");
  }

  /// Type parameters have commas between.
  @Test
  void rulesAreRepeatedOrJoinedAndACommaOfANameIsMarked() throws Exception {
    Path file = folder.resolve("generic.folded");
    Files.writeString(file, "main;Map[int,string];b 3\nmain;Map[int] 2\nmain;c 5\n");
    List<String> shown = List.of("<title>Map[int,string] ", "<title>Map[int] ", "<title>c ");
    assertThat(exportOf(file, "svg-flame", 0)).contains(shown);
    assertThat(exportOf(file, "svg-flame", 0, "--hide", "=Map[int\\,string]", "--hide", "=c"))
        .contains("<title>Map[int] ")
        .doesNotContain("<title>Map[int,string] ", "<title>c ");
    assertThat(exportOf(file, "svg-flame", 0, "--hide", "=c,=Map[int\\,string]"))
        .contains("<title>Map[int] ")
        .doesNotContain("<title>Map[int,string] ", "<title>c ");
  }

  @Test
  void whatIsNotKnownIsSaid() throws Exception {
    export("svg-flame", 2, "--recursion", "none");
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("keep, merged or cut");
    export("folded", 2, "--inverted");
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("svg-flame");
  }
}
