package initscope.workbench;

import initscope.layout.Theme;
import initscope.views.Look;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// The application: one window, in the colours of the desktop and the language of the environment.
public final class WorkbenchApp extends Application {
  private static final double WIDTH_PX = 1360;
  private static final double HEIGHT_PX = 860;

  @Override
  public void start(Stage stage) {
    Look.loadFonts();
    stage.getIcons().setAll(WindowIcons.load());
    Rehearsal.endIfWanted();
    boolean dark = Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
    boolean chinese = Locale.getDefault().getLanguage().equals("zh");
    Window window =
        new Window(
            chinese ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH, dark ? Theme.DARK : Theme.LIGHT);
    Scene scene = new Scene(window, WIDTH_PX, HEIGHT_PX);
    Look.dress(scene);
    window.attach(scene, stage);
    stage.setTitle("InitScope");
    stage.setScene(scene);
    stage.show();
    List<String> words = getParameters().getRaw();
    if (!words.isEmpty() && words.getFirst().equals("demo")) {
      window.demo();
    } else if (!words.isEmpty()) {
      window.open(words.stream().map(Path::of).toList());
    }
  }
}
