package initscope.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.layout.Theme;
import initscope.verbs.Analyze;
import initscope.views.Command;
import initscope.views.Look;
import initscope.views.ViewId;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

final class WindowTest extends ApplicationTest {
  private static final Path ORDERSD =
      Path.of("../../modules/lab/src/main/resources/initscope/lab/incidents/ordersd.isz");

  private Window window;
  private Scene scene;

  @Override
  public void start(Stage stage) {
    Look.loadFonts();
    window = new Window(Locale.ENGLISH, Theme.LIGHT);
    scene = new Scene(window, 1280, 800);
    Look.dress(scene);
    window.attach(scene, stage);
    stage.setScene(scene);
    stage.show();
  }

  private void openOrdersd() throws Exception {
    interact(() -> window.open(List.of(ORDERSD)));
    WaitForAsyncUtils.waitFor(
        60, TimeUnit.SECONDS, () -> window.desk().opened().get().incident().process().isPresent());
    WaitForAsyncUtils.waitForFxEvents();
  }

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
  void aFileThatIsNotThereLeavesASentence() throws Exception {
    interact(() -> window.open(List.of(Path.of("no-such.isz"))));
    WaitForAsyncUtils.waitFor(
        30, TimeUnit.SECONDS, () -> texts().stream().anyMatch(t -> t.contains("no such file")));
  }

  private List<String> texts() {
    return scene.getRoot().lookupAll("*").stream()
        .filter(Node::isVisible)
        .map(
            n ->
                n instanceof Labeled l
                    ? l.getText()
                    : n instanceof javafx.scene.text.Text t ? t.getText() : "")
        .filter(t -> t != null && !t.isEmpty())
        .toList();
  }
}
