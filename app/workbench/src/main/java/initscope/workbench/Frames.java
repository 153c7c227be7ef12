package initscope.workbench;

import javafx.animation.AnimationTimer;

/// What waits until something has been drawn.
final class Frames {
  private Frames() {}

  /// Runs an action on the FX thread once the scene as it stands now has been drawn.
  static void afterNext(Runnable action) {
    new AnimationTimer() {
      private int pulses;

      @Override
      public void handle(long nowNanos) {
        pulses++;
        if (pulses == 2) { // the first has been drawn when the second comes
          stop();
          action.run();
        }
      }
    }.start();
  }
}
