package initscope.workbench;

import javafx.application.Application;

/// Opens the window. Not itself the application class: JavaFX from a class path starts only so.
public final class Main {
  private Main() {}

  /// Opens the window on the files named, or on the start page.
  ///
  /// @param args files, or {@code demo} for the rehearsed incident
  public static void main(String[] args) {
    Application.launch(WorkbenchApp.class, args);
  }
}
