package initscope.views;

import initscope.layout.Theme;
import initscope.layout.Viewport;
import initscope.layout.flame.DiffMarks;
import initscope.layout.flame.FlameLayout;
import initscope.layout.flame.FlamePicture;
import initscope.layout.flame.FlameTree;
import initscope.layout.flame.FlameWords;
import initscope.model.Display;
import initscope.model.Selection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ScrollBar;
import javafx.scene.image.Image;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Stacks on a canvas: an icicle with its root at the top or a flame with its root at the bottom. In a sandwich the callers of one
/// function stand above it and what it calls below.
final class FlameView extends Region implements Drawing {
  private static final double BAR = 14;

  /// Narrower than this a frame that is gone to is brought nearer.
  private static final double SEEN_WELL = 3;

  private final Desk desk;
  private final FlameModel model;
  private final Consumer<String> under;
  private final FlameWalk walk;
  private final Canvas canvas = new Canvas();
  private final ScrollBar scroll = new ScrollBar();
  private FlamePicture shown = FlamePicture.EMPTY;
  private FlameLayout lower;
  private @Nullable FlameLayout upper;
  private double lowerTop;
  private FlameChosen chosen = FlameChosen.NOTHING;
  private @Nullable FlamePainter painter;
  private @Nullable Theme painted;

  /// Whether other stacks are drawn than last time: then scrolling begins anew.
  private boolean fresh = true;

  /// @param under told what is under the pointer, in words
  FlameView(Desk desk, FlameModel model, Consumer<String> under) {
    this.desk = desk;
    this.model = model;
    this.under = under;
    walk = new FlameWalk(desk, model, this);
    lower = layout(shown.tree(), 100, false, 0, 0);
    setId("flame");
    getStyleClass().add("chart");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    scroll.setOrientation(Orientation.VERTICAL);
    scroll.setFocusTraversable(false);
    scroll.setUnitIncrement(FlameLayout.ROW);
    getChildren().addAll(canvas, scroll);
    desk.theme().subscribe(this::requestLayout);
    desk.selection().subscribe(this::requestLayout);
    scroll.valueProperty().subscribe(this::requestLayout);
    new FlameMouse(desk, model, this).listen(canvas);
  }

  /// Something else is to be shown.
  void changed() {
    if (!shown.equals(model.picture())) {
      shown = model.picture();
      fresh = true;
      setAccessibleText(model.sentence());
      under.accept(walk.words());
    }
    requestLayout();
  }

  /// What is seen now.
  Image picture() {
    return canvas.snapshot(new SnapshotParameters(), null);
  }

  FlameModel model() {
    return model;
  }

  FlameTree tree() {
    return shown.tree();
  }

  FlameLayout drawn() {
    return lower;
  }

  /// The part that is seen.
  Viewport seen() {
    return model.seen();
  }

  private FlameLayout layout(FlameTree tree, double width, boolean bottom, double from, double to) {
    return FlameLayout.of(tree, new FlameLayout.Asked(model.seen(), width, bottom, from, to));
  }

  private double drawnWidth() {
    return Math.max(1, getWidth() - BAR);
  }

  private double upperHeight() {
    return shown.callers().map(c -> FlameLayout.height(c) - FlameLayout.ROW).orElse(0.0);
  }

  @Override
  protected void layoutChildren() {
    double width = drawnWidth();
    double height = getHeight();
    canvas.setWidth(width);
    canvas.setHeight(height);
    scroll.resizeRelocate(width, 0, BAR, height);
    double content = FlameLayout.height(shown.tree()) + upperHeight();
    double hidden = Math.max(0, content - height);
    scrolls(hidden, height);
    boolean bottom = isRootAtBottom();
    double top = bottom && hidden == 0 ? height - content : -Math.min(scroll.getValue(), hidden);
    lowerTop = top + upperHeight();
    lower = layout(shown.tree(), width, bottom, -lowerTop, height - lowerTop);
    upper = shown.callers().map(c -> layout(c, width, true, -top, height - top)).orElse(null);
    paint(width, height, top);
  }

  boolean isRootAtBottom() {
    return shown.query().rootAtBottom() && shown.callers().isEmpty();
  }

  private void scrolls(double hidden, double height) {
    scroll.setMax(hidden);
    scroll.setVisible(hidden > 0);
    scroll.setVisibleAmount(hidden == 0 ? 1 : hidden * height / (height + hidden));
    scroll.setBlockIncrement(height);
    if (fresh && height > 0) {
      fresh = false;
      double start = isRootAtBottom() ? hidden : upperHeight() - height / 2;
      scroll.setValue(Math.clamp(start, 0, hidden));
    }
  }

  private void paint(double width, double height, double top) {
    Theme theme = desk.theme().get();
    FlamePainter with = painter;
    if (with == null || painted != theme) {
      with = new FlamePainter(theme);
      painter = with;
      painted = theme;
    }
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.setFill(Colours.of(theme.background()));
    g.fillRect(0, 0, width, height);
    if (shown.isEmpty()) {
      return;
    }
    FlameChosen marks = chosen();
    FlameLayout above = upper;
    if (above != null) {
      FlameTree tree = above.tree();
      with.paint(g, above, top, n -> n > 0 && marks.holds(tree, n), model.search());
    }
    FlameTree tree = lower.tree();
    IntPredicate isChosen = n -> marks.holds(tree, n);
    Optional<DiffMarks> changes = model.marks();
    if (changes.isPresent()) {
      DiffPainter differences = new DiffPainter(theme, desk.texts());
      differences.paint(g, lower, lowerTop, changes.get(), isChosen, model.search());
    } else {
      with.paint(g, lower, lowerTop, isChosen, model.search());
    }
  }

  /// What of the picture is chosen.
  FlameChosen chosen() {
    Selection selection = desk.selection().get();
    if (!chosen.isOf(shown, selection)) {
      chosen = new FlameChosen(shown, selection);
    }
    return chosen;
  }

  /// The place at a position on the canvas.
  Optional<FlameWalk.Place> at(double x, double y) {
    return box(x, y).map(b -> new FlameWalk.Place(isAbove(y), b.node()));
  }

  private boolean isAbove(double y) {
    return upper != null && y < lowerTop;
  }

  private Optional<FlameLayout.Box> box(double x, double y) {
    FlameLayout above = upper;
    return above != null && y < lowerTop
        ? above.hit(x, y - lowerTop + above.height() - FlameLayout.ROW)
        : lower.hit(x, y - lowerTop);
  }

  /// Says what is at a position.
  void hover(double x, double y) {
    FlameTree tree = isAbove(y) ? shown.callers().orElseThrow() : shown.tree();
    under.accept(box(x, y).map(b -> Display.safe(words(tree, b))).orElseGet(() -> walk.words()));
  }

  private String words(FlameTree tree, FlameLayout.Box box) {
    return box.merged() > 1
        ? FlameWords.box(tree, box, desk.texts().words())
        : model.words(tree, box.node());
  }

  /// Says what a place is, and brings it into sight where it is not.
  void show(FlameWalk.Place place) {
    FlameTree tree = walk.tree(place);
    double y =
        place.above() ? lowerTop - tree.depth(place.node()) * FlameLayout.ROW : lowerY(place);
    if (y < 0 || y > getHeight() - FlameLayout.ROW) {
      scroll.setValue(Math.clamp(scroll.getValue() + y - getHeight() / 2, 0, scroll.getMax()));
    }
    long start = tree.start(place.node());
    long end = start + tree.weight(place.node());
    Viewport seen = seen();
    boolean out = end <= seen.from() || start >= seen.to();
    if (out || (end - start) * drawnWidth() / seen.span() < SEEN_WELL) {
      model.see(seen.around(start, end, model.whole()));
    }
    sayChosen();
  }

  /// Says what is chosen.
  void sayChosen() {
    String words = walk.words();
    under.accept(words);
    setAccessibleText(model.sentence() + "\n" + words);
  }

  /// The part of the axis that a run of narrow frames takes, where one is at a position.
  Optional<Viewport> run(double x, double y) {
    FlameTree tree = isAbove(y) ? shown.callers().orElseThrow() : shown.tree();
    return box(x, y)
        .filter(b -> b.merged() > 0)
        .map(
            b -> {
              int last = b.node() + b.merged() - 1;
              long end = tree.start(last) + tree.weight(last);
              return seen().around(tree.start(b.node()), end, model.whole());
            });
  }

  private double lowerY(FlameWalk.Place place) {
    return lowerTop + lower.y(shown.tree().depth(place.node()));
  }

  void scrollBy(double pixels) {
    scroll.setValue(Math.clamp(scroll.getValue() + pixels, 0, scroll.getMax()));
  }

  @Override
  public int search(String text) {
    model.search(isRule(text) ? "" : text);
    return model.search().frames();
  }

  /// Whether what is written into the search field is a rule that hides frames.
  static boolean isRule(String text) {
    return text.startsWith("-");
  }

  @Override
  public void stepMatch(int step) {
    walk.stepMatch(step);
  }

  FlameWalk walk() {
    return walk;
  }

  @Override
  public void act(Act act) {
    Viewport whole = model.whole();
    switch (act) {
      case ZOOM_IN -> model.see(seen().zoom(0.7, 0.5, whole));
      case ZOOM_OUT -> model.see(seen().zoom(1 / 0.7, 0.5, whole));
      case PAN_LEFT -> model.see(seen().pan(-0.2, whole));
      case PAN_RIGHT -> model.see(seen().pan(0.2, whole));
      case FIT -> model.see(whole);
      case FOCUS -> walk.zoom();
      case UP -> walk.vertical(!isRootAtBottom());
      case DOWN -> walk.vertical(isRootAtBottom());
      case LEFT, PREVIOUS -> walk.sibling(-1);
      case RIGHT, NEXT -> walk.sibling(1);
    }
  }
}
