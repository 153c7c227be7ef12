package initscope.workbench;

import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

/// Opens the window and ends as soon as its first frame has been drawn. The build records such a run for the start-up cache, and
/// the benchmark of the start measures it.
public final class FirstFrame {
  private FirstFrame() {}

  /// Opens the window and ends.
  ///
  /// @param args as for {@link Main#main}
  public static void main(String[] args) {
    Application.launch(App.class, args);
  }

  /// The window's application, gone after one frame.
  public static final class App extends WorkbenchApp {
    @Override
    public void start(Stage stage) {
      super.start(stage);
      Frames.after(1, Platform::exit);
    }
  }
}
