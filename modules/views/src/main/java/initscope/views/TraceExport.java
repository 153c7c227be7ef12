package initscope.views;

import initscope.layout.Words;
import initscope.layout.trace.TraceClock;
import initscope.layout.trace.TraceLayout;
import initscope.layout.trace.TraceSvg;
import initscope.layout.trace.TraceWords;
import initscope.model.Display;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/// Saves what is seen of a trace as SVG, or as PNG: both with title, sentence, time and legend.
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
    Image image = png ? png() : null;
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
                    new TraceSvg.Head(desk.opened().get().name(), clock(d))))
        .orElse("");
  }

  private static TraceClock clock(TraceLayout drawn) {
    return new TraceClock(drawn.view().book().trace(), ZoneId.systemDefault());
  }

  /// The picture below what the SVG has above it too, and above the legend.
  private Image png() {
    TraceView view = pane.view();
    Words words = desk.texts().words();
    String title = words.say("chart.trace") + " · " + desk.opened().get().name();
    VBox sheet = new VBox(4, line(title, "heading"));
    view.drawn()
        .ifPresent(
            d -> {
              TraceWords names = new TraceWords(d.view().book(), words);
              sheet.getChildren().add(line(names.sentence(), "sentence"));
              sheet.getChildren().add(line(names.seen(d.view(), clock(d)), "faint"));
            });
    ImageView picture = new ImageView(view.picture().snapshot(new SnapshotParameters(), null));
    FlowPane legend = TracePane.legend(desk.texts());
    if (view.drawn().filter(d -> !d.view().book().lost().isEmpty()).isPresent()) {
      legend.getChildren().add(TracePane.lost(desk.texts()));
    }
    sheet.getChildren().addAll(picture, legend);
    sheet.setPadding(new Insets(12));
    sheet.setMaxWidth(Region.USE_PREF_SIZE);
    Scene scene = new Scene(sheet, view.getWidth() + 24, -1);
    Look.dress(scene);
    return scene.snapshot(null);
  }

  private static Label line(String text, String style) {
    Label line = new Label(Display.safe(text));
    line.getStyleClass().add(style);
    line.setWrapText(true);
    return line;
  }
}
