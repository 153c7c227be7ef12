package initscope.workbench;

import javafx.animation.AnimationTimer;

/// What waits until something has been drawn.
final class Frames {
  private Frames() {}

  /// Runs an action on the FX thread once the scene has been drawn.
  ///
  /// @param frames how often, from 1
  static void after(int frames, Runnable action) {
    new AnimationTimer() {
      private int pulses;

      @Override
      public void handle(long nowNanos) {
        pulses++;
        if (pulses > frames) { // each has been drawn when the next pulse comes
          stop();
          action.run();
        }
      }
    }.start();
  }
}
