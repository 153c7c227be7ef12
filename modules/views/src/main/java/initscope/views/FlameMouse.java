package initscope.views;

import initscope.layout.Viewport;
import initscope.model.Selection;
import java.util.Optional;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ContextMenu;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

/// What the mouse does in the picture of stacks.
final class FlameMouse {
  private final Desk desk;
  private final FlameModel model;
  private final FlameView view;
  private final ContextMenu menu;

  FlameMouse(Desk desk, FlameModel model, FlameView view) {
    this.desk = desk;
    this.model = model;
    this.view = view;
    menu = FlameMenu.of(desk, view);
  }

  void listen(Canvas canvas) {
    canvas.setOnMouseMoved(e -> view.hover(e.getX(), e.getY()));
    canvas.setOnMouseExited(e -> view.hover(-1, -1));
    canvas.setOnMouseClicked(this::clicked);
    canvas.setOnContextMenuRequested(this::menu);
    canvas.setOnScroll(this::scrolled);
    canvas.setOnZoom(this::pinched);
  }

  private void clicked(MouseEvent event) {
    if (event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    menu.hide();
    view.requestFocus();
    Optional<Viewport> run = view.run(event.getX(), event.getY());
    if (run.isPresent()) {
      model.see(run.get()); // of frames too narrow to be told apart none is meant
      return;
    }
    Optional<FlameWalk.Place> place = view.at(event.getX(), event.getY());
    if (place.isEmpty()) {
      desk.selection().set(Selection.NONE);
      return;
    }
    view.walk().choose(place.get());
    if (event.getClickCount() == 2) {
      view.walk().zoom();
    }
  }

  /// For the frame under the pointer; asked for by a key, for the one that is chosen.
  private void menu(ContextMenuEvent event) {
    view.requestFocus();
    if (!event.isKeyboardTrigger()) {
      view.at(event.getX(), event.getY()).ifPresent(view.walk()::choose);
    }
    menu.show(view, event.getScreenX(), event.getScreenY());
    event.consume();
  }

  private double share(double x) {
    return Math.clamp(x / Math.max(1, view.getWidth()), 0, 1);
  }

  private void zoom(double factor, double x) {
    model.see(view.seen().zoom(factor, share(x), model.whole()));
  }

  private void pinched(ZoomEvent event) {
    event.consume();
    if (event.getZoomFactor() > 0) {
      zoom(1 / event.getZoomFactor(), event.getX());
    }
  }

  private void scrolled(ScrollEvent event) {
    event.consume();
    if (event.isControlDown()) {
      zoom(event.getDeltaY() > 0 ? 0.8 : 1.25, event.getX());
    } else if (event.isShiftDown() || event.getDeltaX() != 0) {
      double delta = event.getDeltaX() != 0 ? event.getDeltaX() : event.getDeltaY();
      Viewport seen = view.seen();
      model.see(seen.pan(-delta / Math.max(1, view.getWidth()), model.whole()));
    } else {
      view.scrollBy(-event.getDeltaY());
    }
  }
}
