package initscope.workbench;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/// A start that ends once the window has drawn: packaging makes the JVM's start-up cache from it.
final class Rehearsal extends AnimationTimer {
  private static final String WANTED = "initscope.exitAtFirstFrame";
  private static final int DRAWN_PULSES = 3; // by then the first frame has been drawn

  private int pulses;

  private Rehearsal() {}

  /// Ends the program at its first frame where the system property asks for it.
  static void endIfWanted() {
    if (Boolean.getBoolean(WANTED)) {
      new Rehearsal().start();
    }
  }

  @Override
  public void handle(long nowNanos) {
    pulses++;
    if (pulses == DRAWN_PULSES) {
      Platform.exit();
    }
  }
}
