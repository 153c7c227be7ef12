package initscope.views;

import initscope.layout.Theme;
import initscope.layout.Tone;
import initscope.layout.flame.DiffMarks;
import initscope.layout.flame.DiffTone;
import initscope.layout.flame.FlameTones;
import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;

/// What the colours of frames mean, as far as they are drawn.
final class FlameLegend extends FlowPane {
  private static final double SIZE = 12;

  private final Desk desk;
  private List<Tone> tones = List.of();

  FlameLegend(Desk desk) {
    super(16, 4);
    this.desk = desk;
    desk.theme().subscribe(this::draw);
  }

  void show(List<Tone> drawn) {
    if (!tones.equals(drawn)) {
      tones = drawn;
      draw();
    }
  }

  /// What the colours of a comparison mean.
  void showChanges(DiffMarks marks) {
    tones = List.of();
    getChildren().clear();
    DiffPainter painter = new DiffPainter(desk.theme().get(), desk.texts());
    for (DiffTone tone : DiffTone.values()) {
      Canvas square = new Canvas(SIZE, SIZE);
      painter.swatch(square.getGraphicsContext2D(), tone, SIZE);
      add(marks.legend(tone, desk.texts().words()), square);
    }
  }

  private void add(String text, Canvas square) {
    Label label = new Label(text, square);
    label.setMinWidth(USE_PREF_SIZE);
    getChildren().add(label);
  }

  private void draw() {
    Theme theme = desk.theme().get();
    FlamePainter painter = new FlamePainter(theme);
    getChildren().clear();
    for (Tone tone : tones) {
      Canvas square = new Canvas(SIZE, SIZE);
      painter.swatch(square.getGraphicsContext2D(), tone, SIZE);
      add(desk.texts().words().say(FlameTones.key(tone)), square);
    }
  }
}
