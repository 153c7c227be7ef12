package initscope.views;

import initscope.layout.FlameLayout;
import initscope.layout.FlameOrder;
import initscope.layout.FlameSvg;
import initscope.layout.FlameTree;
import initscope.layout.Profiles;
import initscope.layout.Selected;
import initscope.layout.Viewport;
import initscope.layout.Words;
import initscope.model.Incident;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Stacks on a canvas, root at the top. In a sandwich the callers of one function stand above it and what it calls below.
final class FlameView extends Region implements Drawing {
  private static final FlameTree NOTHING = FlameTree.of(Profile.EMPTY, FlameOrder.TIME, "");

  private final Desk desk;
  private final Consumer<String> under;
  private final Canvas canvas = new Canvas();
  private final ScrollBar scroll = new ScrollBar();
  private boolean threads;
  private FlameOrder order = FlameOrder.LEFT_HEAVY;
  private Optional<String> sandwich = Optional.empty();
  private Profile profile = Profile.EMPTY;
  private FlameTree tree = NOTHING;
  private String sentence = "";
  private Runnable cancel = () -> {};
  private Runnable drawnTold = () -> {};
  private @Nullable FlameTree callers;
  private @Nullable Viewport zoomed;
  private FlameLayout drawn = FlameLayout.of(tree, tree.whole(), 100, "", false);
  private double drawnTop;
  private String search = "";
  private int matchAt = -1;
  private double pointer = 0.5;

  /// @param under told what is under the pointer, in words
  FlameView(Desk desk, Consumer<String> under) {
    this.desk = desk;
    this.under = under;
    setId("flame");
    getStyleClass().add("chart");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    scroll.setOrientation(Orientation.VERTICAL);
    scroll.setFocusTraversable(false);
    getChildren().addAll(canvas, scroll);
    desk.opened().subscribe(o -> opened());
    desk.theme().subscribe(this::requestLayout);
    desk.selection().subscribe(this::requestLayout);
    scroll.valueProperty().subscribe(this::requestLayout);
    canvas.setOnMouseMoved(this::moved);
    canvas.setOnMouseClicked(this::clicked);
    canvas.setOnScroll(this::scrolled);
  }

  /// Who is told when other stacks are drawn.
  void onDrawn(Runnable told) {
    drawnTold = told;
  }

  private void opened() {
    made(new Made(Profile.EMPTY, NOTHING, Optional.empty(), ""));
    rebuild();
  }

  private void rebuild() {
    cancel.run();
    Incident incident = desk.opened().get().incident();
    boolean ofThreads = threads;
    FlameOrder by = order;
    Optional<String> between = sandwich;
    Words words = desk.texts().words();
    cancel =
        desk.background()
            .run(progress -> Made.of(incident, ofThreads, by, between, words), this::made);
  }

  /// What is drawn, made from the stacks of all goroutines or threads.
  private record Made(
      Profile profile, FlameTree tree, Optional<FlameTree> callers, String sentence) {
    static Made of(
        Incident incident,
        boolean ofThreads,
        FlameOrder order,
        Optional<String> sandwich,
        Words words) {
      Profile profile = ofThreads ? Profiles.threads(incident) : Profiles.goroutines(incident);
      FlameTree tree =
          sandwich
              .map(f -> FlameTree.callees(profile, f))
              .orElseGet(() -> FlameTree.of(profile, order, words.say("flame.all")));
      return new Made(
          profile,
          tree,
          sandwich.map(f -> FlameTree.callers(profile, f)),
          Profiles.sentence(profile, words));
    }
  }

  private void made(Made made) {
    profile = made.profile();
    tree = made.tree();
    callers = made.callers().orElse(null);
    sentence = made.sentence();
    zoomed = null;
    matchAt = -1;
    setAccessibleText(sentence);
    drawnTold.run();
    requestLayout();
  }

  String sentence() {
    return sentence;
  }

  FlameTree tree() {
    return tree;
  }

  FlameLayout drawn() {
    return drawn;
  }

  boolean showsThreads() {
    return threads;
  }

  FlameOrder order() {
    return order;
  }

  boolean isSandwich() {
    return sandwich.isPresent();
  }

  void showThreads(boolean next) {
    threads = next;
    sandwich = Optional.empty();
    rebuild();
  }

  void order(FlameOrder next) {
    order = next;
    sandwich = Optional.empty();
    rebuild();
  }

  /// The sandwich of the selected function; without one, of the innermost package init.
  void sandwich() {
    sandwich =
        desk.selection()
            .get()
            .function()
            .or(
                () ->
                    profile.samples().stream()
                        .flatMap(s -> s.stack().reversed().stream())
                        .map(f -> f.function())
                        .filter(initscope.layout.Symbols::isPackageInit)
                        .findFirst());
    rebuild();
  }

  @Override
  public int search(String text) {
    search = text;
    matchAt = -1;
    drawn = FlameLayout.of(tree, seen(), Math.max(1, getWidth()), text, false);
    requestLayout();
    return drawn.matches();
  }

  /// The part that is seen.
  Viewport seen() {
    return zoomed == null ? tree.whole() : zoomed;
  }

  private void see(Viewport next) {
    zoomed = next.equals(tree.whole()) ? null : next;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double width = Math.max(1, getWidth() - 14);
    canvas.setWidth(width);
    canvas.setHeight(getHeight());
    scroll.resizeRelocate(width, 0, 14, getHeight());
    drawn = FlameLayout.of(tree, seen(), width, search, false);
    FlameTree above = callers;
    FlameLayout upper =
        above == null ? null : FlameLayout.of(above, above.whole(), width, search, true);
    double upperHeight = upper == null ? 0 : upper.height() - FlameLayout.ROW;
    double hidden = Math.max(0, drawn.height() + upperHeight - getHeight());
    scroll.setMax(hidden);
    scroll.setVisible(hidden > 0);
    scroll.setUnitIncrement(FlameLayout.ROW);
    scroll.setVisibleAmount(hidden == 0 ? 1 : hidden * getHeight() / (getHeight() + hidden));
    double top = -Math.min(scroll.getValue(), hidden);
    drawnTop = top + upperHeight;
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.setFill(Colours.of(desk.theme().get().background()));
    g.fillRect(0, 0, width, getHeight());
    boolean searching = !search.isEmpty();
    if (upper != null) {
      FlamePainter.paint(g, upper, top, getHeight(), desk.theme().get(), Set.of(), searching);
    }
    FlamePainter.paint(g, drawn, drawnTop, getHeight(), desk.theme().get(), chosen(), searching);
  }

  /// The selected frames: those of the selected function, else those of the selected goroutine's or thread's stack.
  private Set<Integer> chosen() {
    Selection chosen = desk.selection().get();
    Set<Integer> nodes = new HashSet<>();
    if (chosen.function().isPresent()) {
      for (int i = 0; i < tree.size(); i++) {
        if (tree.frame(i).function().equals(chosen.function().get())) {
          nodes.add(i);
        }
      }
    }
    if (nodes.isEmpty() && sandwich.isEmpty()) {
      profile.samples().stream()
          .filter(s -> Selected.is(chosen, s.selects()))
          .forEach(s -> nodes.addAll(tree.path(s.stack())));
    }
    return nodes;
  }

  private OptionalInt chosenNode() {
    return chosen().stream().mapToInt(Integer::intValue).max();
  }

  @Override
  public void act(Act act) {
    switch (act) {
      case ZOOM_IN -> zoom(0.7);
      case ZOOM_OUT -> zoom(1 / 0.7);
      case PAN_LEFT -> see(seen().pan(-0.2, tree.whole()));
      case PAN_RIGHT -> see(seen().pan(0.2, tree.whole()));
      case FIT -> see(tree.whole());
      case FOCUS -> focusSelection();
      case UP -> chosenNode().ifPresent(n -> choose(Math.max(0, tree.parent(n))));
      case DOWN -> {
        int at = chosenNode().orElse(0);
        tree.child(at, 0).ifPresent(this::choose);
      }
      case LEFT, PREVIOUS -> sibling(-1);
      case RIGHT, NEXT -> sibling(1);
    }
  }

  /// Narrower than the axis counts there is nothing to see: a weight of one is one goroutine.
  private void zoom(double factor) {
    see(seen().zoom(factor, pointer, tree.whole()));
  }

  private void focusSelection() {
    OptionalInt node = chosenNode();
    if (node.isEmpty()) {
      return;
    }
    long from = tree.start(node.getAsInt());
    Viewport wanted = new Viewport(from, from + Math.max(1, tree.weight(node.getAsInt())));
    see(wanted.equals(seen()) ? tree.whole() : wanted);
  }

  private void sibling(int step) {
    chosenNode()
        .ifPresent(
            n ->
                tree.child(Math.max(0, tree.parent(n)), tree.position(n) + step)
                    .ifPresent(this::choose));
  }

  private void choose(int node) {
    desk.selection().set(tree.selects(node));
    double y = drawnTop + tree.depth(node) * FlameLayout.ROW;
    if (y < 0 || y > getHeight() - FlameLayout.ROW) {
      scroll.setValue(Math.clamp(scroll.getValue() + y - getHeight() / 2, 0, scroll.getMax()));
    }
    under.accept(words(node));
  }

  /// Selects the next or previous goroutine or thread and shows its stack.
  void stepStack(int step) {
    List<Selection> owners =
        profile.samples().stream()
            .map(s -> s.selects())
            .filter(s -> !s.equals(Selection.NONE))
            .distinct()
            .toList();
    if (owners.isEmpty()) {
      return;
    }
    int at = -1;
    for (int i = 0; i < owners.size() && at < 0; i++) {
      at = Selected.is(desk.selection().get(), owners.get(i)) ? i : -1;
    }
    int next = at < 0 && step < 0 ? owners.size() - 1 : Math.floorMod(at + step, owners.size());
    desk.selection().set(owners.get(next));
    chosenNode().ifPresent(n -> under.accept(words(n)));
  }

  @Override
  public void stepMatch(int step) {
    int size = tree.size();
    for (int i = 1; i <= size && !search.isEmpty(); i++) {
      int at = Math.floorMod(matchAt + step * i, size);
      if (at > 0
          && tree.frame(at)
              .function()
              .toLowerCase(java.util.Locale.ROOT)
              .contains(search.toLowerCase(java.util.Locale.ROOT))) {
        matchAt = at;
        choose(at);
        return;
      }
    }
  }

  private Optional<FlameLayout.Box> at(MouseEvent event) {
    return drawn.hit(event.getX(), event.getY() - drawnTop);
  }

  private void moved(MouseEvent event) {
    pointer = Math.clamp(event.getX() / Math.max(1, canvas.getWidth()), 0, 1);
    under.accept(at(event).map(b -> words(b.node())).orElse(""));
  }

  private String words(int node) {
    return initscope.model.Display.safe(tree.frame(node).function())
        + " · "
        + FlameSvg.share(tree, node, desk.texts().words());
  }

  private void clicked(MouseEvent event) {
    requestFocus();
    Optional<FlameLayout.Box> box = at(event);
    if (box.isEmpty()) {
      desk.selection().set(Selection.NONE);
      return;
    }
    desk.selection().set(tree.selects(box.get().node()));
    if (event.getClickCount() == 2) {
      focusSelection();
    }
  }

  private void scrolled(ScrollEvent event) {
    event.consume();
    if (event.isControlDown()) {
      zoom(event.getDeltaY() > 0 ? 0.8 : 1.25);
    } else if (event.isShiftDown() || event.getDeltaX() != 0) {
      double delta = event.getDeltaX() != 0 ? event.getDeltaX() : event.getDeltaY();
      see(seen().pan(-delta / Math.max(1, canvas.getWidth()), tree.whole()));
    } else {
      scroll.setValue(Math.clamp(scroll.getValue() - event.getDeltaY(), 0, scroll.getMax()));
    }
  }
}
