package initscope.workbench;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;

/// One step in each frame, and how long the frames take. With {@code -Djavafx.animation.fullspeed=true} a frame begins when the one
/// before is drawn; else sixty times a second at most.
final class SteppedFrames extends AnimationTimer {
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final Scene scene;
  private final Runnable laidOut = this::laidOut;
  private final IntConsumer step;
  private final long[] whole;
  private final long[] work;
  private int at = -1;
  private long before;
  private long began;

  /// @param step told its number, 0 first
  SteppedFrames(Scene scene, int steps, IntConsumer step) {
    this.scene = scene;
    this.step = step;
    whole = new long[steps];
    work = new long[steps];
  }

  /// Times of frames, sorted.
  record Times(long[] sortedNanos) {
    static Times of(long[] nanos) {
      long[] sorted = nanos.clone();
      Arrays.sort(sorted);
      return new Times(sorted);
    }

    /// The time that a share of the frames did not exceed; 1 for the worst.
    double millis(double share) {
      return sortedNanos[(int) (share * (sortedNanos.length - 1))] / 1e6;
    }

    String brief() {
      return String.format(
          Locale.ROOT, "%.1f (p95 %.1f, worst %.1f)", millis(0.5), millis(0.95), millis(1));
    }
  }

  @Override
  public void start() {
    scene.addPostLayoutPulseListener(laidOut);
    super.start();
  }

  private void laidOut() {
    if (at > 0 && at <= work.length) {
      work[at - 1] = System.nanoTime() - began;
    }
  }

  @Override
  public void handle(long now) {
    began = System.nanoTime();
    if (at > 0) {
      whole[at - 1] = began - before;
    }
    before = began;
    if (at == whole.length) {
      stop();
      scene.removePostLayoutPulseListener(laidOut);
      done.complete(null);
      return;
    }
    at++;
    if (at > 0) {
      step.accept(at - 1);
    }
  }

  /// When all steps are done.
  CompletableFuture<Void> done() {
    return done;
  }

  /// The window's thread alone: step, layout and paint.
  Times work() {
    return Times.of(work);
  }

  /// From frame to frame.
  Times whole() {
    return Times.of(whole);
  }
}
