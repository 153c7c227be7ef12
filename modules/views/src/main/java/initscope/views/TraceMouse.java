package initscope.views;

import initscope.layout.Viewport;
import initscope.layout.trace.TraceLayout;
import initscope.layout.trace.TraceMoment;
import initscope.layout.trace.TraceRow;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/// The mouse on a trace's timeline: a plain drag chooses a range, with Shift it moves the picture; the wheel scrolls, with Ctrl it zooms.
final class TraceMouse {
  private static final double STILL_PX = 4;

  private final TraceView view;
  private double pressedX;
  private @Nullable Viewport pressedOn;
  private boolean dragged;

  TraceMouse(TraceView view) {
    this.view = view;
  }

  void listen(Canvas canvas) {
    canvas.setOnMousePressed(this::pressed);
    canvas.setOnMouseDragged(this::dragged);
    canvas.setOnMouseReleased(this::released);
    canvas.setOnMouseMoved(this::moved);
    canvas.setOnScroll(this::scrolled);
    canvas.setOnZoom(e -> onDrawn(d -> view.zoom(1 / e.getZoomFactor(), share(d, e.getX()))));
  }

  private void onDrawn(Consumer<TraceLayout> does) {
    view.drawn().ifPresent(does);
  }

  private static double share(TraceLayout drawn, double x) {
    return Math.clamp((x - drawn.labelWidth()) / drawn.view().columns(), 0, 1);
  }

  private void moved(MouseEvent event) {
    onDrawn(
        d -> {
          view.pointAt(share(d, event.getX()));
          view.hover(d, d.hit(event.getX(), event.getY()), event.getX(), event.getY());
        });
  }

  private void pressed(MouseEvent event) {
    view.requestFocus();
    pressedX = event.getX();
    pressedOn = view.model().seen();
    dragged = false;
  }

  private void dragged(MouseEvent event) {
    Viewport start = pressedOn;
    if (start == null || event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    double away = event.getX() - pressedX;
    if (!dragged && Math.abs(away) < STILL_PX) {
      return;
    }
    dragged = true;
    onDrawn(
        d -> {
          if (event.isShiftDown()) {
            Viewport whole = view.model().axis().whole();
            view.model().see(start.pan(-away / d.view().columns(), whole));
          } else if (pressedX >= d.labelWidth()) {
            double right = d.labelWidth() + d.view().columns();
            long a = d.view().nanosAt(pressedX);
            long b = d.view().nanosAt(Math.clamp(event.getX(), d.labelWidth(), right));
            if (a != b) {
              view.range(Math.min(a, b), Math.max(a, b));
            }
          }
        });
  }

  private void released(MouseEvent event) {
    if (dragged || event.getY() < TraceLayout.AXIS) {
      return;
    }
    onDrawn(
        d -> {
          Optional<TraceLayout.Hit> hit = d.hit(event.getX(), event.getY());
          if (hit.isEmpty()) {
            view.chooseNothing();
            return;
          }
          TraceRow row = d.rows().get(hit.get().row()).row();
          boolean opens = row.sort() == TraceRow.Sort.SECTION || row.sort() == TraceRow.Sort.GROUP;
          Optional<TraceMoment> moment =
              event.getX() < d.labelWidth()
                  ? Optional.empty()
                  : d.moment(hit.get())
                      .or(
                          () ->
                              TraceMoment.at(d.view().book(), row, d.view().nanosAt(event.getX())));
          view.choose(row, moment, d.note(event.getX(), event.getY()));
          if (opens && event.getX() < d.labelWidth()) {
            view.model().toggle(row);
          }
        });
  }

  private void scrolled(ScrollEvent event) {
    event.consume();
    onDrawn(
        d -> {
          if (event.isControlDown()) {
            view.zoom(event.getDeltaY() > 0 ? 0.8 : 1.25, share(d, event.getX()));
          } else if (event.isShiftDown() || event.getDeltaX() != 0) {
            double delta = event.getDeltaX() != 0 ? event.getDeltaX() : event.getDeltaY();
            Viewport whole = view.model().axis().whole();
            view.model().see(view.model().seen().pan(-delta / d.view().columns(), whole));
          } else {
            view.scrollTo(view.scrolled() - event.getDeltaY());
          }
        });
  }
}
