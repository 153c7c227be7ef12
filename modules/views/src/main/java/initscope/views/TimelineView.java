package initscope.views;

import initscope.layout.BootLook;
import initscope.layout.Durations;
import initscope.layout.Selected;
import initscope.layout.Span;
import initscope.layout.Timeline;
import initscope.layout.TimelineLayout;
import initscope.layout.Timelines;
import initscope.layout.Track;
import initscope.layout.Viewport;
import initscope.model.Display;
import initscope.model.Selection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The timeline on a canvas: keys, wheel and drag move the visible part, a click selects.
final class TimelineView extends Region implements Drawing {
  private final Desk desk;
  private final Canvas canvas = new Canvas();
  private final Tooltip tip = new Tooltip();
  private final ScrollBar scroll = new ScrollBar();
  private final ReadOnlyObjectWrapper<Timeline> timeline =
      new ReadOnlyObjectWrapper<>(Timeline.EMPTY);
  private TimelineLayout drawn = TimelineLayout.EMPTY;
  private @Nullable TimelinePainter painter;
  private String search = "";
  private double pointer = 0.5;
  private double pressedX;
  private @Nullable Viewport pressedOn;
  private boolean dragged;
  private Runnable cancel = () -> {};

  TimelineView(Desk desk) {
    this.desk = desk;
    setId("timeline");
    getStyleClass().add("chart");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    scroll.setOrientation(Orientation.VERTICAL);
    scroll.setFocusTraversable(false);
    getChildren().addAll(canvas, scroll);
    desk.opened().subscribe(this::opened);
    desk.bootLook().subscribe((before, now) -> asked());
    desk.theme().subscribe(this::repaintAll);
    desk.selection().subscribe(this::requestLayout);
    desk.viewport().subscribe(this::requestLayout);
    scroll.valueProperty().subscribe(this::requestLayout);
    canvas.setOnMousePressed(this::pressed);
    canvas.setOnMouseDragged(this::dragged);
    canvas.setOnMouseReleased(this::released);
    canvas.setOnMouseMoved(this::moved);
    canvas.setOnScroll(this::scrolled);
    canvas.setOnZoom(e -> zoom(1 / e.getZoomFactor(), share(e.getX())));
  }

  private void opened(Opened opened) {
    made(Timeline.EMPTY);
    rebuild(opened);
  }

  /// The answer stands at the top.
  private void asked() {
    scroll.setValue(0);
    rebuild(desk.opened().get());
  }

  private void rebuild(Opened opened) {
    cancel.run();
    BootLook look = desk.bootLook().get();
    cancel =
        desk.background()
            .run(
                progress -> Timelines.of(opened.incident(), look, desk.texts().words()),
                this::made);
  }

  private void made(Timeline next) {
    timeline.set(next);
    setAccessibleText(next.sentence());
    repaintAll();
  }

  private void repaintAll() {
    painter = null;
    requestLayout();
  }

  /// What is drawn; a moment later than what is open and what is asked of it.
  ReadOnlyObjectProperty<Timeline> shown() {
    return timeline.getReadOnlyProperty();
  }

  Timeline timeline() {
    return timeline.get();
  }

  /// The unit of a boot that is chosen, where a row of it is shown.
  Optional<String> chosenUnit() {
    return timeline().tracks().stream()
        .filter(t -> t.bootUnit().isPresent() && Selected.is(desk.selection().get(), t))
        .findFirst()
        .flatMap(Track::bootUnit);
  }

  TimelineLayout drawn() {
    return drawn;
  }

  @Override
  public int search(String text) {
    search = text.toLowerCase(Locale.ROOT);
    requestLayout();
    return (int) timeline().tracks().stream().filter(this::found).count();
  }

  boolean found(Track track) {
    return !search.isEmpty()
        && (track.label() + " " + track.detail()).toLowerCase(Locale.ROOT).contains(search);
  }

  /// The part that is seen.
  Viewport seen() {
    return desk.viewport().get().orElse(timeline().whole());
  }

  private void see(Viewport next) {
    desk.viewport().set(next.equals(timeline().whole()) ? Optional.empty() : Optional.of(next));
  }

  @Override
  protected void layoutChildren() {
    double bar = 14;
    double width = Math.max(1, getWidth() - bar);
    canvas.setWidth(width);
    canvas.setHeight(getHeight());
    scroll.resizeRelocate(width, 0, bar, getHeight());
    drawn = TimelineLayout.of(timeline(), seen(), width);
    double hidden = Math.max(0, drawn.height() - getHeight());
    scroll.setMax(hidden);
    scroll.setVisible(hidden > 0);
    scroll.setUnitIncrement(TimelineLayout.ROW);
    scroll.setBlockIncrement(getHeight() / 2);
    scroll.setVisibleAmount(
        hidden == 0 ? 1 : hidden * Math.min(1, getHeight() / Math.max(1, drawn.height())));
    double at = Math.min(scroll.getValue(), hidden);
    TimelinePainter paints = painter;
    if (paints == null) {
      paints = new TimelinePainter(desk.theme().get(), desk.texts().words());
      painter = paints;
    }
    paints.paint(
        canvas.getGraphicsContext2D(),
        drawn,
        new TimelinePainter.View(at, getHeight(), desk.selection().get(), this::found));
  }

  private double share(double x) {
    return Math.clamp((x - drawn.labelWidth()) / drawn.axisWidth(), 0, 1);
  }

  private void zoom(double factor, double share) {
    see(seen().zoom(factor, share, timeline().whole()));
  }

  @Override
  public void act(Act act) {
    switch (act) {
      case ZOOM_IN -> zoom(0.7, pointer);
      case ZOOM_OUT -> zoom(1 / 0.7, pointer);
      case PAN_LEFT -> see(seen().pan(-0.2, timeline().whole()));
      case PAN_RIGHT -> see(seen().pan(0.2, timeline().whole()));
      case FIT -> see(timeline().whole());
      case FOCUS -> focusSelection();
      case UP -> stepTrack(-1);
      case DOWN -> stepTrack(1);
      case NEXT, RIGHT -> stepSpan(1);
      case PREVIOUS, LEFT -> stepSpan(-1);
    }
  }

  /// Once shows the selected span, twice everything.
  private void focusSelection() {
    Selection chosen = desk.selection().get();
    if (chosen.fromNanos().isPresent() && chosen.toNanos().isPresent()) {
      see(around(chosen.fromNanos().getAsLong(), chosen.toNanos().getAsLong()));
      return;
    }
    timeline().tracks().stream()
        .flatMap(t -> t.lane().spans().stream())
        .filter(s -> Selected.is(chosen, s.selects()))
        .findFirst()
        .ifPresent(s -> see(around(s.startNanos(), s.endNanos())));
  }

  private Viewport around(long from, long to) {
    Viewport wanted = seen().around(from, to, timeline().whole());
    return wanted.equals(seen()) ? timeline().whole() : wanted;
  }

  private int chosenTrack() {
    for (int i = 0; i < timeline().tracks().size(); i++) {
      if (Selected.is(desk.selection().get(), timeline().tracks().get(i))) {
        return i;
      }
    }
    return -1;
  }

  private void stepTrack(int step) {
    int count = timeline().tracks().size();
    int at = chosenTrack();
    for (int i = 1; i <= count; i++) {
      int next = Math.floorMod((at < 0 && step < 0 ? 0 : at) + step * i, count);
      if (!timeline().tracks().get(next).selects().equals(Selection.NONE)) {
        choose(timeline().tracks().get(next).selects(), next);
        return;
      }
    }
  }

  /// Goes to the next or previous row that the search found.
  @Override
  public void stepMatch(int step) {
    List<Track> found = timeline().tracks().stream().filter(this::found).toList();
    if (found.isEmpty()) {
      return;
    }
    int at = chosenTrack();
    int place = at < 0 ? -1 : found.indexOf(timeline().tracks().get(at));
    Track next = found.get(Math.floorMod(place < 0 && step < 0 ? -1 : place + step, found.size()));
    choose(next.selects(), timeline().tracks().indexOf(next));
  }

  private void stepSpan(int step) {
    List<Span> spans =
        timeline().tracks().stream()
            .filter(t -> t.lane().spans().size() > 1)
            .filter(t -> holdsChosen(t))
            .findFirst()
            .map(t -> t.lane().spans())
            .orElse(List.of());
    for (int i = 0; i < spans.size(); i++) {
      if (Selected.is(desk.selection().get(), spans.get(i).selects())) {
        desk.selection().set(spans.get(Math.floorMod(i + step, spans.size())).selects());
        return;
      }
    }
  }

  private boolean holdsChosen(Track track) {
    return track.lane().spans().stream()
        .anyMatch(s -> Selected.is(desk.selection().get(), s.selects()));
  }

  private void choose(Selection selects, int track) {
    desk.selection().set(selects);
    double y = drawn.rows().get(track).y();
    double top = scroll.getValue() + TimelineLayout.AXIS;
    double bottom = scroll.getValue() + getHeight() - TimelineLayout.ROW;
    if (y < top) {
      scroll.setValue(Math.max(0, y - TimelineLayout.AXIS - TimelineLayout.HEADING));
    } else if (y > bottom) {
      scroll.setValue(Math.min(scroll.getMax(), y - getHeight() + 2 * TimelineLayout.ROW));
    }
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    pressedX = event.getX();
    pressedOn = seen();
    dragged = false;
  }

  /// A plain drag marks a range, with Shift it moves the picture.
  private void dragged(MouseEvent event) {
    Viewport start = pressedOn;
    if (start == null || event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    double moved = event.getX() - pressedX;
    if (!dragged && Math.abs(moved) < 4) {
      return;
    }
    dragged = true;
    if (event.isShiftDown()) {
      see(start.pan(-moved / drawn.axisWidth(), timeline().whole()));
    } else if (pressedX >= drawn.labelWidth()) {
      long a = drawn.nanosAt(pressedX);
      long b = drawn.nanosAt(Math.clamp(event.getX(), drawn.labelWidth(), drawn.width()));
      if (a != b) {
        desk.selection().set(desk.selection().get().withRange(Math.min(a, b), Math.max(a, b)));
      }
    }
  }

  private void released(MouseEvent event) {
    if (!dragged && event.getButton() == MouseButton.PRIMARY) {
      choose(event.getX(), event.getY());
    }
  }

  /// Chooses what is at a place of the picture.
  void choose(double x, double y) {
    if (y < TimelineLayout.AXIS) {
      return;
    }
    Optional<TimelineLayout.Hit> hit = drawn.hit(x, y + scroll.getValue());
    desk.selection()
        .set(
            hit.map(h -> h.span().map(Span::selects).orElse(h.track().selects()))
                .orElse(Selection.NONE));
  }

  /// A narrow mark has no room for its words: the pointer says them.
  private void moved(MouseEvent event) {
    pointer = share(event.getX());
    Optional<Span> span =
        drawn.hit(event.getX(), event.getY() + scroll.getValue()).flatMap(TimelineLayout.Hit::span);
    if (span.filter(s -> !s.label().isEmpty()).isPresent()) {
      Span over = span.orElseThrow();
      String took = over.durationNanos() > 0 ? " · " + Durations.of(over.durationNanos()) : "";
      tip.setText(Display.safe(over.label()) + took);
      Tooltip.install(canvas, tip);
    } else {
      Tooltip.uninstall(canvas, tip);
    }
  }

  private void scrolled(ScrollEvent event) {
    event.consume();
    if (event.isControlDown()) {
      zoom(event.getDeltaY() > 0 ? 0.8 : 1.25, share(event.getX()));
    } else if (event.isShiftDown() || event.getDeltaX() != 0) {
      double delta = event.getDeltaX() != 0 ? event.getDeltaX() : event.getDeltaY();
      see(seen().pan(-delta / drawn.axisWidth(), timeline().whole()));
    } else {
      scroll.setValue(Math.clamp(scroll.getValue() - event.getDeltaY(), 0, scroll.getMax()));
    }
  }
}
