package initscope.views;

import initscope.layout.trace.TraceChosen;
import initscope.layout.trace.TraceLayout;
import initscope.layout.trace.TracePixels;
import java.nio.IntBuffer;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/// Draws frames of a trace: boxes as pixels, words above them.
final class TraceCanvas extends Canvas {
  private final Desk desk;
  private @Nullable TracePainter painter;
  private @Nullable TracePixels pixels;
  private @Nullable PixelBuffer<IntBuffer> buffer;
  private int[] argb = new int[0];
  private WritableImage image = new WritableImage(1, 1);

  TraceCanvas(Desk desk) {
    this.desk = desk;
  }

  /// The trace is another.
  void renew() {
    painter = null;
  }

  /// The colours are others.
  void repaint() {
    painter = null;
    pixels = null;
  }

  void clear() {
    getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
  }

  void paint(TraceLayout layout, TraceChosen chosen) {
    int width = (int) getWidth();
    int height = (int) getHeight();
    PixelBuffer<IntBuffer> into = buffer;
    if (into == null || into.getWidth() != width || into.getHeight() != height) {
      argb = new int[width * height];
      into =
          new PixelBuffer<>(
              width, height, IntBuffer.wrap(argb), PixelFormat.getIntArgbPreInstance());
      buffer = into;
      image = new WritableImage(into);
    }
    TracePixels paints = pixels;
    if (paints == null) {
      paints = new TracePixels(desk.theme().get());
      pixels = paints;
    }
    paints.paint(layout, argb, width, height);
    into.updateBuffer(b -> null);
    GraphicsContext g = getGraphicsContext2D();
    g.drawImage(image, 0, 0);
    writes(layout).paint(g, layout, chosen);
  }

  /// What is at a position, in words.
  String hover(TraceLayout layout, TraceLayout.Hit hit, double x, double y) {
    return writes(layout).hover(layout, hit, x, y);
  }

  private TracePainter writes(TraceLayout layout) {
    TracePainter writes = painter;
    if (writes == null) {
      writes = new TracePainter(desk.theme().get(), desk.texts().words(), layout.view().book());
      painter = writes;
    }
    return writes;
  }
}
