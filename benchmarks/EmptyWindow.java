import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;

/// The least a JavaFX program can do: a window of the workbench's size, gone after its first frame.
public class EmptyWindow extends Application {
  @Override
  public void start(Stage stage) {
    stage.setScene(new Scene(new Pane(), 1360, 860));
    stage.show();
    new AnimationTimer() {
      private int pulses;

      @Override
      public void handle(long now) {
        if (++pulses == 2) { // the first has been drawn when the second comes
          Platform.exit();
        }
      }
    }.start();
  }

  /// Opens it; JavaFX from a class path starts only from a class that is not itself the application.
  public static final class Start {
    /// Opens it.
    public static void main(String[] args) {
      launch(EmptyWindow.class, args);
    }
  }
}
