package initscope.views;

import initscope.layout.trace.TraceSvg;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.stage.FileChooser;

/// Saves what is seen of a trace as SVG, or as PNG with its sentence and legend.
final class TraceExport {
  private final Desk desk;
  private final TracePane pane;

  TraceExport(Desk desk, TracePane pane) {
    this.desk = desk;
    this.pane = pane;
  }

  /// Asks where to, and saves.
  void choose(Consumer<String> told) {
    FileChooser chooser = new FileChooser();
    chooser.setInitialFileName("trace.svg");
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter("SVG", "*.svg"),
            new FileChooser.ExtensionFilter("PNG", "*.png"));
    File file = chooser.showSaveDialog(pane.getScene().getWindow());
    if (file != null) {
      save(file, told);
    }
  }

  /// Saves to a file; its name's end says which.
  void save(File file, Consumer<String> told) {
    boolean png = file.getName().toLowerCase(Locale.ROOT).endsWith(".png");
    Image image = png ? pane.snapshot(new SnapshotParameters(), null) : null;
    String svg = svg();
    desk.background()
        .run(
            progress -> {
              try {
                if (image == null) {
                  Files.writeString(file.toPath(), svg);
                } else {
                  Png.write(image, file);
                }
                return desk.texts().say("trace.saved", file.getPath());
              } catch (IOException e) {
                String why = e.getMessage() == null ? e.toString() : e.getMessage();
                return desk.texts().say("trace.notSaved", file.getPath(), why);
              }
            },
            told);
  }

  private String svg() {
    return pane.view()
        .drawn()
        .map(
            d ->
                TraceSvg.write(
                    d,
                    pane.view().all(),
                    desk.theme().get(),
                    desk.texts().words(),
                    desk.opened().get().name()))
        .orElse("");
  }
}
