package initscope.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.verbs.Analyze;
import initscope.views.Command;
import initscope.views.ViewId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

final class WindowTest extends WindowRobot {
  @Test
  void opensACaptureOnItsVerdict() throws Exception {
    openOrdersd();
    assertThat(window.desk().view().get()).isEqualTo(ViewId.VERDICT);
    assertThat(texts()).anyMatch(t -> t.contains("192.0.2.10:5432"));
    assertThat(window.desk().opened().get().diagnosis().verdict().subject().line()).hasValue(28);
    assertThat(Analyze.isDamaged(window.desk().opened().get().incident())).isFalse();
  }

  @Test
  void keysGoThroughTheViewsAndBack() throws Exception {
    openOrdersd();
    FxRobot robot = this;
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
    assertThat(window.desk().view().get()).isEqualTo(ViewId.TIMELINE);
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
    assertThat(window.desk().view().get()).isEqualTo(ViewId.FLAME);
    robot.push(KeyCode.ALT, KeyCode.LEFT);
    assertThat(window.desk().view().get()).isEqualTo(ViewId.TIMELINE);
  }

  @Test
  void everyCommandHasATitleInBothLanguagesAndCanBeFound() throws Exception {
    openOrdersd();
    for (int language = 0; language < 2; language++) {
      for (Command command : window.registry().all()) {
        assertThat(window.desk().texts().has("command." + command.id())).as(command.id()).isTrue();
      }
      interact(() -> window.registry().run("app.language"));
    }
  }

  @Test
  void switchesLanguageAndKeepsWhatIsOpen() throws Exception {
    openOrdersd();
    interact(() -> window.registry().run("app.language"));
    assertThat(window.desk().texts().locale()).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    assertThat(texts()).anyMatch(t -> t.contains("包初始化"));
  }

  @Test
  void aCutCaptureSaysSoAboveItsVerdict() throws Exception {
    byte[] whole = Files.readAllBytes(ORDERSD);
    Path cut = folder.resolve("cut.isz");
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length / 2));
    interact(() -> window.open(List.of(cut)));
    untilSaid("cut.isz is cut: ");
    assertThat(shows("verdict-damage")).isTrue();
    picture("damaged");
  }

  @Test
  void aFileThatIsNotThereLeavesASentence() throws Exception {
    interact(() -> window.open(List.of(Path.of("no-such.isz"))));
    untilSaid("no such file");
  }

  private static final String DUMP =
      """
      goroutine 1 [chan receive, 12 minutes]:
      example.com/shop/internal/cache.init.0()
      \t/src/shop/internal/cache/cache.go:17 +0x1d
      """;

  @Test
  void readsPastedText() throws Exception {
    interact(
        () -> {
          ClipboardContent content = new ClipboardContent();
          content.putString(DUMP);
          Clipboard.getSystemClipboard().setContent(content);
        });
    push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.V);
    untilSaid("example.com/shop/internal/cache");
  }

  @Test
  void readsADumpThatWasDropped() throws Exception {
    Path dump = Files.writeString(folder.resolve("dump.txt"), DUMP);
    interact(() -> window.dropped(List.of(dump.toFile())));
    untilSaid("example.com/shop/internal/cache");
  }
}
