package initscope.workbench;

import initscope.remote.SshOptions;
import initscope.verbs.Rehearsal;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;

/// A robot beside a rehearsed host, reached over real SSH on loopback.
@SuppressWarnings("NullAway.Init") // start() sets the fields
abstract class RehearsalRobot extends WindowRobot {
  Rehearsal rehearsal;

  @Override
  public void start(Stage given) throws Exception {
    rehearsal = Rehearsal.start("ordersd", folder);
    super.start(given);
  }

  @Override
  SshOptions ssh() {
    return rehearsal.ssh();
  }

  @AfterEach
  void endRehearsal() throws Exception {
    rehearsal.close();
  }

  /// Presses a button, whatever has the focus.
  void fire(String id) {
    interact(() -> ((Button) scene.getRoot().lookup("#" + id)).fire());
  }
}
