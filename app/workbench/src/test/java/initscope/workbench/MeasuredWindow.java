package initscope.workbench;

import initscope.layout.Theme;
import initscope.remote.SshOptions;
import initscope.views.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// A window with a data folder of its own, a thread that does to it what a user would and tells how long that took, and one that asks
/// the window's thread for an answer every 2 ms.
final class MeasuredWindow {
  private static final long PATIENCE_MILLIS = 120_000;

  private final Window window;
  private final Scene scene;
  private final AtomicLong longestStall = new AtomicLong();
  private volatile boolean over;

  private MeasuredWindow(Window window, Scene scene) {
    this.window = window;
    this.scene = scene;
  }

  /// What a user does.
  @FunctionalInterface
  interface Doing {
    void run() throws Exception;
  }

  /// Shows a window of 1360 by 860 on a stage.
  static MeasuredWindow open(Stage stage, Locale locale, Theme theme) throws IOException {
    Window window =
        new Window(
            new WindowSetup(
                locale,
                theme,
                Files.createTempDirectory("measure").resolve("d"),
                SshOptions.DEFAULT));
    Scene scene = new Scene(window, 1360, 860);
    Look.dress(scene);
    window.attach(scene, stage);
    stage.setScene(scene);
    stage.show();
    return new MeasuredWindow(window, scene);
  }

  Window window() {
    return window;
  }

  Scene scene() {
    return scene;
  }

  /// Does all of it, not on the window's thread, and ends the program.
  void user(Doing all) {
    Thread.ofPlatform().daemon().name("stalls").start(this::watch);
    Thread.ofPlatform()
        .name("user")
        .start(
            () -> {
              try {
                all.run();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              } finally {
                over = true;
                Platform.exit();
              }
            });
  }

  private void watch() {
    while (!over) {
      long asked = System.nanoTime();
      CompletableFuture<Void> answer = new CompletableFuture<>();
      Platform.runLater(() -> answer.complete(null));
      answer.join();
      longestStall.accumulateAndGet(System.nanoTime() - asked, Math::max);
      sleep(2);
    }
  }

  /// Forgets stalls before now.
  void begin() {
    longestStall.set(0);
  }

  /// The longest time since {@link #begin} for which the window's thread answered nothing.
  long stallNanos() {
    return longestStall.get();
  }

  /// Does something on the window's thread, and prints how long it took until the outcome was shown, and the longest stall.
  void measure(String what, Runnable act, Callable<Boolean> shown) throws Exception {
    begin();
    long began = System.nanoTime();
    on(act);
    while (!fx(shown)) {
      if (System.nanoTime() - began > PATIENCE_MILLIS * 1_000_000) {
        throw new IllegalStateException(what + " was never shown");
      }
      sleep(1);
    }
    settle();
    long took = System.nanoTime() - began;
    // what comes later in the background may stall too
    sleep(300);
    row(what, millis(took), millis(stallNanos()));
  }

  /// Does one step a frame, and prints the frames: the window's thread for step, layout and paint, and from frame to frame.
  void frames(String what, int steps, IntConsumer step) throws Exception {
    begin();
    SteppedFrames frames = new SteppedFrames(scene, steps, step);
    on(frames::start);
    frames.done().join();
    row(
        "%s, %d steps, a frame".formatted(what, steps),
        "own %s, to the next %s".formatted(frames.work().brief(), frames.whole().brief()),
        millis(stallNanos()));
  }

  /// Until the present state is laid out and drawn.
  void settle() throws Exception {
    CompletableFuture<Void> drawn = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          Runnable[] self = new Runnable[1];
          self[0] =
              () -> {
                scene.removePostLayoutPulseListener(self[0]);
                drawn.complete(null);
              };
          scene.addPostLayoutPulseListener(self[0]);
          Platform.requestNextPulse();
        });
    drawn.join();
    fx(() -> null);
  }

  static void on(Runnable what) throws Exception {
    fx(
        () -> {
          what.run();
          return null;
        });
  }

  static <T> T fx(Callable<T> what) throws Exception {
    CompletableFuture<T> done = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            done.complete(what.call());
          } catch (Exception e) {
            done.completeExceptionally(e);
          }
        });
    return done.get();
  }

  static String millis(long nanos) {
    return Long.toString(Math.round(nanos / 1e6));
  }

  static void row(String... cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }

  static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
