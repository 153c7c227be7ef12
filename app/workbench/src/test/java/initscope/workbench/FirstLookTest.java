package initscope.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.views.Desk;
import initscope.views.TraceOutlineView;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// What a large trace shows while it is read.
class FirstLookTest extends ApplicationTest {
  private static final Path TRACE =
      Path.of("../../modules/gotrace/src/test/resources/gotrace/v2/go1.26-generations.trace");

  @TempDir Path folder;

  private final List<Node> shown = new ArrayList<>();
  private final Desk desk = new Desk((sentence, l) -> sentence.key(), Locale.ENGLISH);
  private final FirstLook look = new FirstLook(new Jobs(), () -> desk, shown::add);

  /// The trace with a hole of nothing after it.
  private Path large() throws IOException {
    Path file = folder.resolve("large.trace");
    Files.copy(TRACE, file, StandardCopyOption.REPLACE_EXISTING);
    try (RandomAccessFile longer = new RandomAccessFile(file.toFile(), "rw")) {
      longer.setLength(33L << 20);
    }
    return file;
  }

  @Test
  void aLargeTraceShowsItsOutline() throws Exception {
    Path file = large();
    interact(() -> look.begin(List.of(file)));
    WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> !shown.isEmpty());
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(shown).singleElement().isInstanceOf(TraceOutlineView.class);
    boolean[] left = new boolean[2];
    interact(
        () -> {
          left[0] = look.end();
          left[1] = look.end();
        });
    assertThat(left).containsExactly(true, false);
  }

  @Test
  void whatEndedOrIsSmallShowsNothing() throws Exception {
    Path file = large();
    boolean[] left = {true};
    interact(
        () -> {
          look.begin(List.of(file));
          left[0] = look.end();
          look.begin(List.of(TRACE));
        });
    WaitForAsyncUtils.sleep(300, TimeUnit.MILLISECONDS);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(left[0]).isFalse();
    assertThat(shown).isEmpty();
  }
}
