package initscope.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.views.Desk;
import initscope.views.TraceOutlineView;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// What a large trace shows while it is read.
class FirstLookTest extends ApplicationTest {
  private static final Path TRACE =
      Path.of("../../modules/gotrace/src/test/resources/gotrace/v2/go1.26-generations.trace");

  @TempDir Path folder;

  private final Region page = new Region();
  private final StackPane pages = new StackPane(page);
  private final Desk desk = new Desk((sentence, l) -> sentence.key(), Locale.ENGLISH);
  private final Jobs jobs = new Jobs();
  private final FirstLook look = new FirstLook(jobs, () -> desk, pages);
  private final CountDownLatch read = new CountDownLatch(1);

  /// The reading of a trace that takes as long as the test.
  @BeforeEach
  void beginToRead() {
    interact(
        () ->
            jobs.start(
                progress -> {
                  try {
                    return read.await(60, TimeUnit.SECONDS);
                  } catch (InterruptedException e) {
                    return false;
                  }
                },
                done -> {},
                failed -> {},
                () -> {}));
  }

  @AfterEach
  void endReading() {
    read.countDown();
  }

  /// The trace with a hole of nothing after it.
  private Path large() throws IOException {
    Path file = folder.resolve("large.trace");
    Files.copy(TRACE, file, StandardCopyOption.REPLACE_EXISTING);
    try (RandomAccessFile longer = new RandomAccessFile(file.toFile(), "rw")) {
      longer.setLength(33L << 20);
    }
    return file;
  }

  private void showOutline() throws Exception {
    Path file = large();
    interact(() -> look.begin(List.of(file)));
    WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> pages.getChildren().size() == 2);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(pages.getChildren().getLast()).isInstanceOf(TraceOutlineView.class);
    assertThat(page.isVisible()).isFalse();
  }

  @Test
  void thePageComesBackWhenTheReadingEnds() throws Exception {
    showOutline();
    interact(look::end);
    assertThat(pages.getChildren()).containsExactly(page);
    assertThat(page.isVisible()).isTrue();
  }

  @Test
  void anotherPageTakesItsPlace() throws Exception {
    showOutline();
    Region other = new Region();
    interact(() -> pages.getChildren().setAll(other));
    assertThat(page.isVisible()).isTrue();
    interact(look::end);
    assertThat(pages.getChildren()).containsExactly(other);
  }

  @Test
  void anotherOpeningTakesItAway() throws Exception {
    showOutline();
    interact(() -> look.begin(List.of(folder.resolve("missing.trace"))));
    assertThat(pages.getChildren()).containsExactly(page);
    assertThat(page.isVisible()).isTrue();
  }

  @Test
  void itDoesNotCoverAPageTheUserWentTo() throws Exception {
    Path file = large();
    Region other = new Region();
    interact(
        () -> {
          look.begin(List.of(file));
          pages.getChildren().setAll(other);
        });
    settle();
    assertThat(pages.getChildren()).containsExactly(other);
  }

  @Test
  void whatEndedOrIsSmallShowsNothing() throws Exception {
    Path file = large();
    interact(
        () -> {
          look.begin(List.of(file));
          look.end();
          look.begin(List.of(TRACE));
        });
    settle();
    assertThat(pages.getChildren()).containsExactly(page);
  }

  /// Long enough for an outline to come that should not.
  private static void settle() {
    WaitForAsyncUtils.sleep(500, TimeUnit.MILLISECONDS);
    WaitForAsyncUtils.waitForFxEvents();
  }
}
