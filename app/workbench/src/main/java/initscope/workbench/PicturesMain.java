package initscope.workbench;

import initscope.layout.BootLook;
import initscope.layout.Theme;
import initscope.layout.flame.FlameGrouping;
import initscope.layout.flame.FlameLook;
import initscope.model.boot.WhatIf;
import initscope.remote.SshOptions;
import initscope.verbs.Analyze;
import initscope.views.Look;
import initscope.views.Opened;
import initscope.views.Png;
import initscope.views.ViewId;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javafx.util.Duration;

/// Renders the window on a capture to PNG files: every view, both themes, both languages. Needs no display with JavaFX's headless
/// platform.
public final class PicturesMain {
  private PicturesMain() {}

  /// Renders.
  ///
  /// @param args the inputs, and the folder for the pictures; the property {@code initscope.pictures.stacks} chooses which stacks are shown,
  ///     {@code initscope.pictures.grouping} how they are grouped, {@code initscope.pictures.view} the one view that is rendered,
  ///     {@code initscope.pictures.instant} the unit of a boot that is thought to take no time, {@code initscope.pictures.target} the one whose
  ///     path is shown
  public static void main(String[] args) {
    Application.launch(Renderer.class, args);
  }

  /// One picture to take.
  private record Shot(Locale locale, Theme theme, ViewId view) {
    String file() {
      return "%s-%s-%s.png"
          .formatted(
              view.name().toLowerCase(Locale.ROOT),
              theme.name().toLowerCase(Locale.ROOT),
              locale.getLanguage());
    }
  }

  /// Takes the pictures one after another and ends.
  public static final class Renderer extends Application {
    private static final double WIDTH_PX = 1360;
    private static final double HEIGHT_PX = 860;
    private static final Duration SETTLE = Duration.millis(400);

    @Override
    public void start(Stage stage) throws Exception {
      Look.loadFonts();
      List<String> words = getParameters().getRaw();
      List<Path> inputs = words.subList(0, words.size() - 1).stream().map(Path::of).toList();
      Opened opened =
          Opening.of(words.getFirst(), Analyze.run(inputs, initscope.model.Progress.NONE));
      String only = System.getProperty("initscope.pictures.view", "");
      Deque<Shot> shots = new ArrayDeque<>();
      for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
        for (Theme theme : Theme.values()) {
          for (ViewId view : ViewId.values()) {
            if (only.isEmpty() || view.name().equals(only)) {
              shots.add(new Shot(locale, theme, view));
            }
          }
        }
      }
      next(shots, opened, new File(words.getLast()), stage);
    }

    private void next(Deque<Shot> shots, Opened opened, File folder, Stage stage) {
      Shot shot = shots.poll();
      if (shot == null) {
        Platform.exit();
        return;
      }
      Window window =
          new Window(
              new WindowSetup(
                  shot.locale(),
                  shot.theme(),
                  folder.toPath().resolve("no-library"),
                  SshOptions.DEFAULT));
      Scene scene = new Scene(window, WIDTH_PX, HEIGHT_PX);
      Look.dress(scene);
      window.attach(scene, stage);
      stage.setScene(scene);
      stage.show();
      window.show(opened);
      String stacks = System.getProperty("initscope.pictures.stacks", "");
      FlameLook look = FlameLook.DEFAULT.withSource(stacks);
      String grouping = System.getProperty("initscope.pictures.grouping", "");
      window
          .desk()
          .flameLook()
          .set(grouping.isEmpty() ? look : look.withGrouping(FlameGrouping.valueOf(grouping)));
      window.desk().bootLook().set(bootLook());
      window.desk().view().set(shot.view());
      PauseTransition pause = new PauseTransition(SETTLE);
      pause.setOnFinished(
          e -> {
            write(scene.snapshot(null), new File(folder, shot.file()));
            next(shots, opened, folder, stage);
          });
      pause.play();
    }

    private static BootLook bootLook() {
      String target = System.getProperty("initscope.pictures.target", "");
      String instant = System.getProperty("initscope.pictures.instant", "");
      BootLook look = target.isEmpty() ? BootLook.DEFAULT : BootLook.DEFAULT.withTarget(target);
      return instant.isEmpty() ? look : look.withQuestion(new WhatIf.Instant(instant));
    }
  }

  /// Writes a picture as PNG.
  static void write(WritableImage image, File file) {
    try {
      Png.write(image, file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
