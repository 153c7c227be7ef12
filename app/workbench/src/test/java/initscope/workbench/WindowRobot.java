package initscope.workbench;

import initscope.layout.Theme;
import initscope.remote.SshOptions;
import initscope.views.Look;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// A window with a data folder of its own, driven by keys and clicks.
@SuppressWarnings("NullAway.Init") // start() sets the fields
abstract class WindowRobot extends ApplicationTest {
  static final Path ORDERSD =
      Path.of("../../modules/lab/src/main/resources/initscope/lab/incidents/ordersd.isz");
  private static final int PATIENCE_SECONDS = 120;

  @TempDir Path folder;
  Window window;
  Scene scene;
  Stage stage;

  @Override
  public void start(Stage given) throws Exception {
    Look.loadFonts();
    stage = given;
    openWindow();
    stage.show();
  }

  /// Opens a window on the data folder, as a start of the program does.
  void openWindow() throws Exception {
    window = new Window(new WindowSetup(Locale.ENGLISH, Theme.LIGHT, data(), ssh()));
    scene = new Scene(window, 1280, 800);
    Look.dress(scene);
    window.attach(scene, stage);
    stage.setScene(scene);
    stage.setTitle("InitScope");
  }

  Path data() {
    return folder.resolve("data");
  }

  SshOptions ssh() throws Exception {
    return SshOptions.DEFAULT;
  }

  void openOrdersd() throws Exception {
    interact(() -> window.open(List.of(ORDERSD)));
    until(() -> window.desk().opened().get().incident().process().isPresent());
  }

  /// Waits until something holds on the FX thread.
  void until(BooleanSupplier condition) throws Exception {
    try {
      WaitForAsyncUtils.waitFor(
          PATIENCE_SECONDS,
          TimeUnit.SECONDS,
          () -> WaitForAsyncUtils.asyncFx(condition::getAsBoolean).get());
    } catch (TimeoutException e) {
      throw new AssertionError("not within " + PATIENCE_SECONDS + " s; shown: " + texts(), e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  boolean shows(String id) {
    Node node = scene.getRoot().lookup("#" + id);
    return node != null && seen(node);
  }

  void untilShown(String id) throws Exception {
    until(() -> shows(id));
  }

  void untilSaid(String part) throws Exception {
    until(() -> texts().stream().anyMatch(t -> t.contains(part)));
  }

  private static boolean seen(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  /// Leaves pictures of what is shown in both themes and languages, where {@code -Dinitscope.pictures} names a folder.
  void picture(String name) {
    String pictures = System.getProperty("initscope.pictures", "");
    for (int i = 0; !pictures.isEmpty() && i < 4; i++) {
      interact(() -> window.registry().run("app.theme"));
      if (i % 2 == 0) {
        interact(() -> window.registry().run("app.language"));
      }
      WaitForAsyncUtils.waitForFxEvents(20);
      String look =
          window.desk().theme().get().name().toLowerCase(Locale.ROOT)
              + "-"
              + window.desk().texts().locale().getLanguage();
      interact(
          () ->
              PicturesMain.write(
                  scene.snapshot(null), new File(pictures, name + "-" + look + ".png")));
    }
  }

  List<String> texts() {
    return scene.getRoot().lookupAll("*").stream()
        .filter(WindowRobot::seen)
        .map(n -> n instanceof Labeled l ? l.getText() : n instanceof Text t ? t.getText() : "")
        .filter(t -> t != null && !t.isEmpty())
        .toList();
  }
}
