package initscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of exports.
final class ExportVerbTest {
  @TempDir private Path folder;

  @Test
  void whatIsCancelledLeavesWhatWasThere() throws Exception {
    Path file = folder.resolve("out.pb");
    Files.writeString(file, "before");
    assertThatThrownBy(
            () ->
                ExportVerb.save(
                    (out, progress) -> {
                      out.write(new byte[1 << 20]);
                      throw new CancelledException();
                    },
                    file,
                    Progress.NONE))
        .isInstanceOf(CancelledException.class);
    assertThat(file).hasContent("before");
    assertThat(names()).containsExactly("out.pb");
  }

  @Test
  void aWholeFileTakesThePlaceAlsoBehindALink() throws Exception {
    Path file = folder.resolve("out.pb");
    Files.writeString(file, "before");
    Path link = Files.createSymbolicLink(folder.resolve("link.pb"), file);
    ExportVerb.save((out, progress) -> out.write('x'), link, Progress.NONE);
    assertThat(file).hasContent("x");
    assertThat(link).isSymbolicLink();
    assertThat(names()).containsExactly("link.pb", "out.pb");
  }

  private List<String> names() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
