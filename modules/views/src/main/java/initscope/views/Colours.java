package initscope.views;

import initscope.layout.Rgb;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.paint.ImagePattern;
import javafx.scene.paint.Paint;

/// Colours of layouts as JavaFX paints.
final class Colours {
  private Colours() {}

  static Color of(Rgb colour) {
    return Color.rgb(colour.red(), colour.green(), colour.blue());
  }

  /// Diagonal stripes.
  static Paint hatch(Rgb ground, Rgb stripe) {
    int size = 8;
    WritableImage tile = new WritableImage(size, size);
    PixelWriter pixels = tile.getPixelWriter();
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        pixels.setColor(x, y, of((x + y) % size < 3 ? stripe : ground));
      }
    }
    return new ImagePattern(tile, 0, 0, size, size, false);
  }
}
