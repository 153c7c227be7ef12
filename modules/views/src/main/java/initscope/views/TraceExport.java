package initscope.views;

import initscope.layout.Words;
import initscope.layout.trace.TraceClock;
import initscope.layout.trace.TraceLayout;
import initscope.layout.trace.TraceSvg;
import initscope.layout.trace.TraceWords;
import java.io.File;
import java.time.ZoneId;
import java.util.function.Consumer;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

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
    saving().choose(pane.getScene().getWindow(), "trace.svg", told);
  }

  /// Saves to a file; its name's end says which.
  void save(File file, Consumer<String> told) {
    saving().save(file, told);
  }

  private SavePicture saving() {
    return new SavePicture(desk, this::svg, this::png);
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
    VBox sheet = new VBox(4, SavePicture.line(title, "heading"));
    view.drawn()
        .ifPresent(
            d -> {
              TraceWords names = new TraceWords(d.view().book(), words);
              sheet.getChildren().add(SavePicture.line(names.sentence(), "sentence"));
              sheet.getChildren().add(SavePicture.line(names.seen(d.view(), clock(d)), "faint"));
            });
    ImageView picture = new ImageView(view.picture().snapshot(new SnapshotParameters(), null));
    FlowPane legend = TracePane.legend(desk.texts());
    if (view.drawn().filter(d -> !d.view().book().lost().isEmpty()).isPresent()) {
      legend.getChildren().add(TracePane.lost(desk.texts()));
    }
    sheet.getChildren().addAll(picture, legend);
    return SavePicture.image(sheet, view.getWidth());
  }
}
