package initscope.workbench;

import java.lang.ref.Reference;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;

/// Opens the window. Not itself the application class: JavaFX from a class path starts only so.
public final class Main {
  private Main() {}

  /// Opens the window on the files named, or on the start page.
  ///
  /// @param args files, or {@code demo} for the rehearsed incident
  public static void main(String[] args) {
    Logger javafx = Logger.getLogger("javafx");
    javafx.setLevel(Level.SEVERE); // warns at every start of a class path, which is our choice
    try {
      Application.launch(WorkbenchApp.class, args);
    } finally {
      Reference.reachabilityFence(javafx);
    } // loggers are held weakly, their levels with them
  }
}
