package initscope.views;

import initscope.gotrace.TraceOutline;
import initscope.layout.Durations;
import initscope.layout.Rgb;
import initscope.layout.Sizes;
import initscope.layout.Theme;
import initscope.layout.Ticks;
import initscope.layout.Viewport;
import initscope.layout.trace.OutlineShares;
import initscope.model.Display;
import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import javafx.util.Subscription;

/// A large trace before it has been read: what each thread wrote, by the headers of its batches.
public final class TraceOutlineView extends BorderPane {
  private static final double NAMES = 190;
  private static final double AXIS = 26;
  private static final double ROW = 24;
  private static final double TICK_APART = 90;

  private final Desk desk;
  private final TraceOutline outline;
  private final Canvas canvas = new Canvas();
  private final Subscription theme;

  /// A picture.
  ///
  /// @param name of the file
  public TraceOutlineView(Desk desk, String name, TraceOutline outline) {
    this.desk = desk;
    this.outline = outline;
    setId("trace-outline");
    Label head = new Label(sentence(name));
    head.getStyleClass().add("sentence");
    head.setWrapText(true);
    VBox top = new VBox(head);
    top.getStyleClass().add("view-head");
    setTop(top);
    Pane pane =
        new Pane(canvas) {
          @Override
          protected void layoutChildren() {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            paint();
          }
        };
    pane.setMinSize(0, 0);
    setCenter(pane);
    Label legend = new Label(desk.texts().say("outline.legend"));
    legend.setWrapText(true);
    VBox foot = new VBox(legend);
    foot.getStyleClass().add("legend");
    setBottom(foot);
    theme = desk.theme().subscribe(now -> pane.requestLayout());
    getStyleClass().add("view");
    setFocusTraversable(true);
    setAccessibleText(sentence(name));
  }

  /// Ends what listens to the desk.
  public void close() {
    theme.unsubscribe();
  }

  private String sentence(String name) {
    return desk.texts()
        .say(
            "outline.head",
            Display.safe(name),
            Sizes.of(outline.bytes()),
            Durations.of(outline.durationNanos()),
            outline.generations(),
            outline.rows().size());
  }

  private void paint() {
    Theme theme = desk.theme().get();
    GraphicsContext g = canvas.getGraphicsContext2D();
    double width = canvas.getWidth();
    double height = canvas.getHeight();
    g.setFill(Colours.of(theme.background()));
    g.fillRect(0, 0, width, height);
    double chart = width - NAMES;
    int shown = (int) Math.min(outline.rows().size(), Math.max(0, (height - AXIS) / ROW));
    if (chart < 2 || shown == 0) {
      return;
    }
    axis(g, theme, chart, AXIS + shown * ROW);
    int columns = (int) chart;
    List<TraceOutline.Row> rows = outline.rows().subList(0, shown);
    double[][] shares =
        rows.stream()
            .map(r -> OutlineShares.of(r, outline.durationNanos(), columns))
            .toArray(double[][]::new);
    double most = OutlineShares.most(shares);
    for (int i = 0; i < shown; i++) {
      double y = AXIS + i * ROW;
      g.setFont(Look.text(12));
      g.setFill(Colours.of(theme.text()));
      g.fillText(
          desk.texts()
              .say(
                  "outline.thread",
                  Long.toString(rows.get(i).thread()),
                  Sizes.of(rows.get(i).bytes())),
          8,
          y + 16,
          NAMES - 16);
      row(g, theme, shares[i], most, y);
    }
  }

  private void axis(GraphicsContext g, Theme theme, double chart, double bottom) {
    g.setFont(Look.text(11));
    g.setTextAlign(TextAlignment.LEFT);
    Viewport all = new Viewport(0, Math.max(1, outline.durationNanos()));
    for (Ticks.Tick tick : Ticks.of(all, chart, 0, TICK_APART)) {
      double x = NAMES + Math.round(tick.x()) + 0.5;
      g.setStroke(Colours.of(theme.line()));
      g.strokeLine(x, 4, x, bottom);
      g.setFill(Colours.of(theme.faint()));
      g.fillText(tick.label(), x + 3, 15);
    }
  }

  /// Height and darkness grow with the number of bytes.
  private static void row(
      GraphicsContext g, Theme theme, double[] shares, double most, double top) {
    for (int x = 0; x < shares.length; x++) {
      if (shares[x] > 0) {
        double share = Math.sqrt(shares[x] / most);
        Rgb colour = theme.accent().mix(theme.background(), 0.75 * (1 - share));
        double tall = Math.max(2, share * (ROW - 6));
        g.setFill(Colours.of(colour));
        g.fillRect(NAMES + x, top + ROW - 3 - tall, 1, tall);
      }
    }
  }
}
