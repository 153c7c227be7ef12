package initscope.workbench;

import initscope.layout.Theme;
import initscope.model.Display;
import initscope.model.Failure;
import initscope.verbs.DataDirs;
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
public class WorkbenchApp extends Application {
  private static final double WIDTH_PX = 1360;
  private static final double HEIGHT_PX = 860;

  @Override
  public void start(Stage stage) {
    Look.loadFonts();
    stage.getIcons().setAll(WindowIcons.load());
    boolean dark = Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
    boolean chinese = Locale.getDefault().getLanguage().equals("zh");
    WindowWords words = words();
    Path home = Path.of(System.getProperty("user.home", "."));
    Window window =
        new Window(
            new WindowSetup(
                chinese ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH,
                dark ? Theme.DARK : Theme.LIGHT,
                DataDirs.of(System.getenv(), home).data(),
                words.ssh()));
    Scene scene = new Scene(window, WIDTH_PX, HEIGHT_PX);
    Look.dress(scene);
    window.attach(scene, stage);
    stage.setTitle("InitScope");
    stage.setScene(scene);
    stage.show();
    List<String> rest = words.rest();
    if (!rest.isEmpty() && rest.getFirst().equals("demo")) {
      window.demo();
    } else if (!rest.isEmpty()) {
      window.open(rest.stream().map(Path::of).toList());
    }
  }

  /// What was written after the program's name; what makes no sense ends the program with a sentence.
  private WindowWords words() {
    try {
      return WindowWords.of(getParameters().getRaw());
    } catch (Failure e) {
      System.err.println("initscope: " + Display.safe(String.valueOf(e.getMessage())));
      System.exit(e.exitStatus());
      throw new IllegalStateException(e);
    }
  }
}
