package initscope.views;

import initscope.layout.Selected;
import initscope.layout.Symbols;
import initscope.layout.Viewport;
import initscope.layout.flame.FlamePicture;
import initscope.layout.flame.FlameTree;
import initscope.layout.flame.HideRule;
import initscope.model.Display;
import initscope.model.Selection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Where the user stands in a picture of stacks, and what keys and menus do from there.
final class FlameWalk {
  private final Desk desk;
  private final FlameModel model;
  private final FlameView view;
  private Optional<Place> stood = Optional.empty();
  private FlamePicture stoodIn = FlamePicture.EMPTY;

  FlameWalk(Desk desk, FlameModel model, FlameView view) {
    this.desk = desk;
    this.model = model;
    this.view = view;
  }

  /// A node.
  ///
  /// @param above whether it is one of the callers in a sandwich
  /// @param node in its tree
  record Place(boolean above, int node) {}

  FlameTree tree(Place place) {
    FlamePicture picture = model.picture();
    return place.above() ? picture.callers().orElse(picture.tree()) : picture.tree();
  }

  /// Where the user stands: where they went last, as long as that is what is chosen; else the first that is.
  Optional<Place> here() {
    boolean still =
        stoodIn.equals(model.picture())
            && stood
                .filter(p -> desk.selection().get().equals(tree(p).selects(p.node())))
                .isPresent();
    if (still) {
      return stood;
    }
    OptionalInt node = view.chosen().node();
    return node.isPresent() ? Optional.of(new Place(false, node.getAsInt())) : Optional.empty();
  }

  /// Goes to a place: it is chosen everywhere, and brought into sight.
  void go(Place place) {
    choose(place);
    view.show(place);
  }

  /// Chooses a place that is in sight.
  void choose(Place place) {
    stood = Optional.of(place);
    stoodIn = model.picture();
    desk.selection().set(tree(place).selects(place.node()));
    view.sayChosen();
  }

  /// What stands here, in words.
  String words() {
    return here().map(p -> Display.safe(model.words(tree(p), p.node()))).orElse("");
  }

  /// Towards the root of the lower tree, or away from it to the first of what is there.
  void vertical(boolean towardsRoot) {
    Place at = here().orElse(new Place(false, 0));
    boolean sandwich = model.picture().callers().isPresent();
    if (sandwich && towardsRoot && !at.above() && at.node() == 0) {
      down(new Place(true, 0));
    } else if (towardsRoot != at.above()) {
      up(at);
    } else {
      down(at);
    }
  }

  private void up(Place at) {
    int parent = Math.max(0, tree(at).parent(at.node()));
    // the function in the middle is the root of both
    go(new Place(at.above() && parent != 0, parent));
  }

  private void down(Place at) {
    tree(at).child(at.node(), 0).ifPresent(n -> go(new Place(at.above(), n)));
  }

  void sibling(int step) {
    here()
        .ifPresent(
            p -> {
              FlameTree tree = tree(p);
              tree.child(Math.max(0, tree.parent(p.node())), tree.position(p.node()) + step)
                  .ifPresent(n -> go(new Place(p.above(), n)));
            });
  }

  /// The chosen frame as wide as the picture; everything again where it is so already.
  void zoom() {
    here()
        .ifPresent(
            p -> {
              FlameTree tree = tree(p);
              long from = tree.start(p.node());
              Viewport wanted = new Viewport(from, from + Math.max(1, tree.weight(p.node())));
              model.see(wanted.equals(model.seen()) ? model.whole() : wanted);
            });
  }

  /// Goes to the next or previous frame that the search found.
  void stepMatch(int step) {
    FlameTree tree = model.picture().tree();
    int at = here().filter(p -> !p.above()).map(Place::node).orElse(0);
    for (int i = 1; i <= tree.size() && model.search().isOn(); i++) {
      int node = Math.floorMod(at + step * i, tree.size());
      if (model.search().matches(tree, node)) {
        go(new Place(false, node));
        return;
      }
    }
  }

  /// Selects the next or previous goroutine or thread and shows its stack.
  void stepStack(int step) {
    List<Selection> all = model.picture().stacks().owners();
    if (all.isEmpty()) {
      return;
    }
    int at = -1;
    for (int i = 0; i < all.size() && at < 0; i++) {
      at = Selected.is(desk.selection().get(), all.get(i)) ? i : -1;
    }
    int next = at < 0 && step < 0 ? all.size() - 1 : Math.floorMod(at + step, all.size());
    desk.selection().set(all.get(next));
    here().ifPresent(view::show);
  }

  /// The chosen function, where these stacks have it; else that of the frame where the user stands.
  Optional<String> function() {
    return desk.selection()
        .get()
        .function()
        .filter(f -> model.picture().stacks().function(f).isPresent())
        .or(
            () ->
                here()
                    .filter(p -> tree(p).function(p.node()) >= 0)
                    .map(p -> tree(p).frame(p.node()).function()));
  }

  /// The callers and callees of the chosen function; without one, of the innermost package init.
  void sandwich() {
    Optional<String> wanted = function().or(() -> model.picture().stacks().init()).or(this::widest);
    wanted.ifPresent(f -> model.ask(q -> q.withSandwich(Optional.of(f))));
  }

  private Optional<String> widest() {
    FlameTree tree = model.picture().tree();
    OptionalInt child = tree.child(0, 0);
    return child.isPresent()
        ? Optional.of(tree.frame(child.getAsInt()).function())
        : Optional.empty();
  }

  /// Only stacks through the chosen function count.
  void through() {
    function().ifPresent(f -> model.ask(q -> q.through(f)));
  }

  /// Hides the chosen function.
  void hide() {
    function().ifPresent(f -> model.ask(q -> q.hiding(HideRule.function(f))));
  }

  /// Hides the package of the chosen function.
  void hidePackage() {
    function()
        .map(Symbols::packageOf)
        .filter(p -> !p.isEmpty())
        .flatMap(p -> HideRule.parse("-" + p + "."))
        .ifPresent(r -> model.ask(q -> q.hiding(r)));
  }

  void copy() {
    String words = words();
    if (!words.isEmpty()) {
      desk.copy(words);
    }
  }
}
