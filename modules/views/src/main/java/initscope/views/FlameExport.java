package initscope.views;

import initscope.layout.Theme;
import initscope.layout.Words;
import initscope.layout.flame.DiffSource;
import initscope.layout.flame.FlameSource;
import initscope.layout.flame.FlameSvg;
import initscope.layout.flame.FlameTones;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.VBox;

/// Saves the stacks as SVG, or what is seen of them as PNG: both with title, sentence and legend.
final class FlameExport {
  private static final int LEAST_WIDTH_PX = 800;

  private final Desk desk;
  private final FlameModel model;
  private final FlameView view;

  FlameExport(Desk desk, FlameModel model, FlameView view) {
    this.desk = desk;
    this.model = model;
    this.view = view;
  }

  SavePicture saving() {
    return new SavePicture(desk, this::svg, this::png);
  }

  private String title() {
    return model.source().map(FlameSource::title).orElse("") + " · " + desk.opened().get().name();
  }

  private String svg() {
    Words words = desk.texts().words();
    Theme theme = desk.theme().get();
    int width = Math.max(LEAST_WIDTH_PX, (int) view.getWidth());
    return model.marks().isPresent() && model.source().orElse(null) instanceof DiffSource changes
        ? changes.svg(model.grouping(), model.query().rootAtBottom(), theme, words, width)
        : FlameSvg.write(model.picture(), title(), theme, words, width);
  }

  private Image png() {
    VBox sheet = new VBox(4, SavePicture.line(title(), "heading"));
    sheet.getChildren().add(SavePicture.line(model.sentence(), "sentence"));
    FlameLegend legend = new FlameLegend(desk);
    if (model.marks().isPresent()) {
      legend.showChanges(model.marks().get());
    } else {
      legend.show(FlameTones.of(model.tones()));
    }
    sheet.getChildren().addAll(new ImageView(view.picture()), legend);
    return SavePicture.image(sheet, view.getWidth());
  }
}
