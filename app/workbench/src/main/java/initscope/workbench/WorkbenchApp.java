package initscope.workbench;

import initscope.layout.Theme;
import initscope.views.Look;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/// The application: one window, in the colours of the desktop and the language of the environment.
public final class WorkbenchApp extends Application {
  private static final double WIDTH_PX = 1360;
  private static final double HEIGHT_PX = 860;
  private static final int DRAWN_PULSES = 3; // by then the first frame has been drawn
  private static final List<Integer> ICON_SIZES_PX = List.of(16, 32, 48, 128);

  @Override
  public void start(Stage stage) {
    Look.loadFonts();
    boolean dark = Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
    boolean chinese = Locale.getDefault().getLanguage().equals("zh");
    Window window =
        new Window(
            chinese ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH, dark ? Theme.DARK : Theme.LIGHT);
    Scene scene = new Scene(window, WIDTH_PX, HEIGHT_PX);
    Look.dress(scene);
    window.attach(scene, stage);
    stage.setTitle("InitScope");
    for (int sizePx : ICON_SIZES_PX) {
      String name = "initscope-" + sizePx + ".png";
      URL icon = Objects.requireNonNull(WorkbenchApp.class.getResource(name));
      stage.getIcons().add(new Image(icon.toExternalForm()));
    }
    stage.setScene(scene);
    stage.show();
    List<String> words = getParameters().getRaw();
    if (!words.isEmpty() && words.getFirst().equals("demo")) {
      window.demo();
    } else if (!words.isEmpty()) {
      window.open(words.stream().map(Path::of).toList());
    }
    if (Boolean.getBoolean("initscope.exitAtFirstFrame")) {
      exitAtFirstFrame();
    }
  }

  /// Ends the program once it has drawn: how packaging rehearses a start for the JVM's cache.
  private static void exitAtFirstFrame() {
    new AnimationTimer() {
      private int pulses;

      @Override
      public void handle(long nowNanos) {
        pulses++;
        if (pulses == DRAWN_PULSES) {
          stop();
          Platform.exit();
        }
      }
    }.start();
  }
}
