package initscope.views;

import initscope.layout.waits.WaitLayout;
import initscope.layout.waits.WaitPicture;
import initscope.layout.waits.WaitPicture.Kind;
import initscope.layout.waits.WaitPicture.Node;
import initscope.layout.waits.WaitPictures;
import initscope.model.Selection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

/// The wait graph on a canvas: wheel and keys zoom, a drag moves, arrows go from node to node, a double click takes a group apart.
final class WaitsView extends Region implements Drawing {
  private static final double LEAST_SCALE = 0.15;
  private static final double MOST_SCALE = 3;
  private static final double READABLE_SCALE = 0.72;

  private final Desk desk;
  private final Consumer<String> under;
  private final Canvas canvas = new Canvas();
  private final Set<String> expanded = new HashSet<>();
  private WaitLayout layout = WaitLayout.EMPTY;
  private boolean everything;
  private String node = "";
  private String search = "";
  private double scale = 1;
  private double left;
  private double top;
  private boolean fitted;
  private double pressedX;
  private double pressedY;
  private boolean dragged;
  private boolean following;
  private Runnable cancel = () -> {};
  private Runnable drawn = () -> {};

  /// @param under told what is chosen or under the pointer, in words
  WaitsView(Desk desk, Consumer<String> under) {
    this.desk = desk;
    this.under = under;
    setId("waits");
    getStyleClass().add("chart");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText(desk.texts().words().say("chart.waits"));
    getChildren().add(canvas);
    desk.index().subscribe(i -> opened());
    desk.selection().subscribe(this::follow);
    desk.theme().subscribe(t -> requestLayout());
    canvas.setOnMousePressed(this::pressed);
    canvas.setOnMouseDragged(this::dragged);
    canvas.setOnMouseClicked(this::clicked);
    canvas.setOnMouseMoved(
        e -> at(e.getX(), e.getY()).ifPresent(n -> under.accept(WaitRows.words(n))));
    canvas.setOnScroll(this::scrolled);
    canvas.setOnZoom(e -> zoom(e.getZoomFactor(), e.getX(), e.getY()));
  }

  /// Who is told when another picture is drawn.
  void onDrawn(Runnable told) {
    drawn = told;
  }

  private void opened() {
    expanded.clear();
    fitted = false;
    rebuild();
  }

  private void rebuild() {
    cancel.run();
    GoIndex index = desk.index().get();
    OptionalLong focus = desk.selection().get().goroutine();
    WaitPictures.Wanted wanted = new WaitPictures.Wanted(everything, focus, expanded);
    cancel =
        desk.background()
            .run(
                progress ->
                    WaitLayout.of(
                        WaitPictures.of(
                            index.waits(),
                            index.byId(),
                            wanted,
                            desk.texts().words(),
                            GoroutineText.words(index, desk.texts().words()))),
                made -> {
                  layout = made;
                  drawn.run();
                  requestLayout();
                });
  }

  WaitLayout placed() {
    return layout;
  }

  boolean showsEverything() {
    return everything;
  }

  void showEverything(boolean next) {
    everything = next;
    fitted = false;
    rebuild();
  }

  double scale() {
    return scale;
  }

  /// Takes the chosen group apart; puts everything together again where none is chosen.
  void expand() {
    Optional<Node> group =
        chosen().stream()
            .map(layout.picture().nodes()::get)
            .filter(n -> n.kind() == Kind.GOROUTINES || n.kind() == Kind.OBJECTS)
            .findFirst();
    if (group.isPresent()) {
      expanded.add(group.get().key());
    } else {
      expanded.clear();
    }
    rebuild();
  }

  @Override
  public int search(String text) {
    search = text.toLowerCase(Locale.ROOT);
    requestLayout();
    return found().size();
  }

  private Set<Integer> nodes(Predicate<Node> wanted) {
    return IntStream.range(0, layout.picture().nodes().size())
        .filter(i -> wanted.test(layout.picture().nodes().get(i)))
        .boxed()
        .collect(Collectors.toCollection(java.util.TreeSet::new));
  }

  private Set<Integer> found() {
    return nodes(
        n ->
            !search.isEmpty()
                && (n.label() + " " + n.detail()).toLowerCase(Locale.ROOT).contains(search));
  }

  private Set<Integer> chosen() {
    Set<Integer> byKey = nodes(n -> n.key().equals(node));
    OptionalLong goroutine = desk.selection().get().goroutine();
    return byKey.isEmpty() && goroutine.isPresent()
        ? nodes(n -> n.goroutines().contains(goroutine.getAsLong()))
        : byKey;
  }

  private void follow(Selection selection) {
    if (!following) {
      node = "";
      boolean shown =
          selection.goroutine().isEmpty()
              || !nodes(n -> n.goroutines().contains(selection.goroutine().getAsLong())).isEmpty();
      if (!shown) {
        rebuild();
      }
    }
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    if (!fitted && getWidth() > 0 && !layout.boxes().isEmpty()) {
      fit();
      fitted = true;
    }
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.setFill(Colours.of(desk.theme().get().background()));
    g.fillRect(0, 0, getWidth(), getHeight());
    g.save();
    g.translate(left, top);
    g.scale(scale, scale);
    WaitPainter.paint(g, layout, desk.theme().get(), desk.texts().words(), chosen(), found());
    g.restore();
  }

  /// All of it where that can be read, else its beginning.
  private void fit() {
    double whole = Math.min(getWidth() / layout.width(), getHeight() / layout.height());
    scale = Math.clamp(whole, READABLE_SCALE, 1.15);
    left = Math.max(0, (getWidth() - layout.width() * scale) / 2);
    top = Math.max(0, Math.min(40, (getHeight() - layout.height() * scale) / 2));
  }

  private void zoom(double factor, double x, double y) {
    double next = Math.clamp(scale * factor, LEAST_SCALE, MOST_SCALE);
    left = x - (x - left) * next / scale;
    top = y - (y - top) * next / scale;
    scale = next;
    requestLayout();
  }

  private void pan(double dx, double dy) {
    left += dx;
    top += dy;
    requestLayout();
  }

  @Override
  public void act(Act act) {
    switch (act) {
      case ZOOM_IN -> zoom(1 / 0.7, getWidth() / 2, getHeight() / 2);
      case ZOOM_OUT -> zoom(0.7, getWidth() / 2, getHeight() / 2);
      case PAN_LEFT -> pan(getWidth() * 0.2, 0);
      case PAN_RIGHT -> pan(-getWidth() * 0.2, 0);
      case FIT -> fitAll();
      case FOCUS -> chosen().stream().findFirst().ifPresent(this::centre);
      case NEXT -> step(1);
      case PREVIOUS -> step(-1);
      case UP -> move(0, -1);
      case DOWN -> move(0, 1);
      case LEFT -> move(-1, 0);
      case RIGHT -> move(1, 0);
    }
  }

  private void fitAll() {
    scale =
        Math.clamp(
            Math.min(getWidth() / layout.width(), getHeight() / layout.height()),
            LEAST_SCALE,
            1.15);
    left = (getWidth() - layout.width() * scale) / 2;
    top = (getHeight() - layout.height() * scale) / 2;
    requestLayout();
  }

  private void centre(int index) {
    WaitLayout.Box box = layout.boxes().get(index);
    left = getWidth() / 2 - (box.x() + WaitLayout.NODE_WIDTH / 2) * scale;
    top = getHeight() / 2 - (box.y() + WaitLayout.NODE_HEIGHT / 2) * scale;
    requestLayout();
  }

  private void step(int step) {
    int count = layout.boxes().size();
    if (count > 0) {
      int at = chosen().stream().findFirst().orElse(step > 0 ? -1 : 0);
      choose(Math.floorMod(at + step, count));
    }
  }

  /// To the nearest node in a direction; what lies aside counts double.
  private void move(int dx, int dy) {
    OptionalInt at = chosen().stream().mapToInt(Integer::intValue).findFirst();
    if (at.isEmpty()) {
      step(1);
      return;
    }
    WaitLayout.Box from = layout.boxes().get(at.getAsInt());
    layout.boxes().stream()
        .filter(b -> (b.x() - from.x()) * dx + (b.y() - from.y()) * dy > 1)
        .min(java.util.Comparator.comparingDouble(b -> distance(from, b, dx != 0)))
        .ifPresent(b -> choose(b.node()));
  }

  private static double distance(WaitLayout.Box a, WaitLayout.Box b, boolean sideways) {
    double x = Math.abs(a.x() - b.x());
    double y = Math.abs(a.y() - b.y());
    return sideways ? x + 2 * y : 8 * x + y;
  }

  @Override
  public void stepMatch(int step) {
    java.util.List<Integer> all = java.util.List.copyOf(found());
    if (!all.isEmpty()) {
      int at = chosen().stream().mapToInt(all::indexOf).filter(i -> i >= 0).findFirst().orElse(-1);
      choose(all.get(Math.floorMod(at < 0 && step < 0 ? -1 : at + step, all.size())));
    }
  }

  private void choose(int index) {
    Node next = layout.picture().nodes().get(index);
    following = true;
    node = next.key();
    next.goroutines().stream()
        .findFirst()
        .ifPresent(id -> desk.selection().set(desk.index().get().selects(id)));
    following = false;
    under.accept(WaitRows.words(next));
    WaitLayout.Box box = layout.boxes().get(index);
    double x = left + box.x() * scale;
    double y = top + box.y() * scale;
    if (x < 0
        || y < 0
        || x + WaitLayout.NODE_WIDTH * scale > getWidth()
        || y + WaitLayout.NODE_HEIGHT * scale > getHeight()) {
      centre(index);
    }
    requestLayout();
  }

  private Optional<Node> at(double x, double y) {
    return layout.at((x - left) / scale, (y - top) / scale);
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    pressedX = event.getX();
    pressedY = event.getY();
    dragged = false;
  }

  private void dragged(MouseEvent event) {
    double dx = event.getX() - pressedX;
    double dy = event.getY() - pressedY;
    if (dragged || Math.hypot(dx, dy) > 4) {
      dragged = true;
      pan(dx, dy);
      pressedX = event.getX();
      pressedY = event.getY();
    }
  }

  private void clicked(MouseEvent event) {
    if (dragged) {
      return;
    }
    Optional<Node> hit = at(event.getX(), event.getY());
    hit.ifPresent(n -> choose(layout.picture().nodes().indexOf(n)));
    if (hit.isPresent() && event.getClickCount() == 2) {
      expand();
    } else if (hit.isEmpty()) {
      node = "";
      desk.selection().set(Selection.NONE);
    }
  }

  private void scrolled(ScrollEvent event) {
    event.consume();
    if (event.isControlDown()) {
      zoom(event.getDeltaY() > 0 ? 1.2 : 1 / 1.2, event.getX(), event.getY());
    } else if (event.isShiftDown()) {
      pan(event.getDeltaX() == 0 ? event.getDeltaY() : event.getDeltaX(), 0);
    } else {
      pan(event.getDeltaX(), event.getDeltaY());
    }
  }

  Set<Integer> chosenNodes() {
    return chosen();
  }

  WaitPicture picture() {
    return layout.picture();
  }
}
