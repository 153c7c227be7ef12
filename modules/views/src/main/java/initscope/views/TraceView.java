package initscope.views;

import initscope.layout.Viewport;
import initscope.layout.trace.TraceBook;
import initscope.layout.trace.TraceChosen;
import initscope.layout.trace.TraceLayout;
import initscope.layout.trace.TraceMoment;
import initscope.layout.trace.TraceNote;
import initscope.layout.trace.TraceRow;
import initscope.layout.trace.TraceRows;
import initscope.layout.trace.TraceWords;
import initscope.model.Selection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/// The timeline of an execution trace: boxes as pixels, words above them on a canvas; keys, wheel and drag move the visible part.
final class TraceView extends Region implements Drawing {
  private static final Duration REST = Duration.millis(150);
  private static final double BAR = 14;

  private final Desk desk;
  private final TraceModel model;
  private final TraceCanvas canvas;
  private final ScrollBar scroll = new ScrollBar();
  private final PauseTransition rest = new PauseTransition(REST);
  private final ObjectProperty<Optional<TraceMoment>> chosen =
      new SimpleObjectProperty<>(Optional.empty());
  private Optional<TraceRow> chosenRow = Optional.empty();
  private Optional<TraceNote> chosenNote = Optional.empty();
  private Optional<TraceLayout> drawn = Optional.empty();
  private double pointer = 0.5;
  private boolean stale;
  private boolean rested;
  private boolean choosing;
  private Runnable told = () -> {};
  private Consumer<String> hovered = text -> {};

  TraceView(Desk desk) {
    this.desk = desk;
    canvas = new TraceCanvas(desk);
    setId("trace");
    getStyleClass().add("chart");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    scroll.setOrientation(Orientation.VERTICAL);
    scroll.setFocusTraversable(false);
    getChildren().addAll(canvas, scroll);
    model = new TraceModel(desk, this::changed);
    desk.opened()
        .subscribe(
            o -> {
              chosenRow = Optional.empty();
              chosenNote = Optional.empty();
              chosen.set(Optional.empty());
              scroll.setValue(0);
            });
    desk.theme().subscribe(this::repaintAll);
    desk.selection().subscribe(this::follow);
    desk.traceViewport().subscribe(this::moved);
    chosen.subscribe(this::requestLayout);
    scroll.valueProperty().subscribe(this::requestLayout);
    rest.setOnFinished(
        e -> {
          rested = true;
          drawn.ifPresent(d -> model.sum(d, true));
        });
    new TraceMouse(this).listen(canvas);
    model.follow();
  }

  private void changed() {
    stale = true;
    canvas.renew();
    setAccessibleText(
        model
            .book()
            .map(b -> new TraceWords(b, desk.texts().words()).sentence())
            .orElse(desk.texts().say("empty.trace")));
    told.run();
    requestLayout();
  }

  /// Who is told what lies under the pointer.
  void onHover(Consumer<String> listener) {
    hovered = listener;
  }

  void hover(TraceLayout layout, Optional<TraceLayout.Hit> hit, double x, double y) {
    hovered.accept(hit.map(h -> canvas.hover(layout, h, x, y)).orElse(""));
  }

  /// Who is told when something else is drawn.
  void onDrawn(Runnable listener) {
    told = listener;
  }

  private void repaintAll() {
    canvas.repaint();
    requestLayout();
  }

  private void moved() {
    rested = false;
    rest.playFromStart();
    requestLayout();
  }

  TraceModel model() {
    return model;
  }

  /// What is drawn, without the scroll bar.
  Node picture() {
    return canvas;
  }

  Optional<TraceLayout> drawn() {
    return drawn;
  }

  /// The chosen state.
  ObjectProperty<Optional<TraceMoment>> chosen() {
    return chosen;
  }

  /// The chosen mark on a row.
  Optional<TraceNote> chosenNote() {
    return chosenNote;
  }

  Optional<TraceRow> chosenRow() {
    return chosenRow;
  }

  List<Long> marks() {
    return desk.traceKept().get().marks();
  }

  double scrolled() {
    return scroll.getValue();
  }

  void scrollTo(double y) {
    scroll.setValue(Math.clamp(y, 0, scroll.getMax()));
  }

  /// Where the pointer is, as a share of the axis: keys zoom there.
  void pointAt(double share) {
    pointer = share;
  }

  @Override
  protected void layoutChildren() {
    double width = Math.max(1, Math.floor(getWidth() - BAR));
    double height = Math.max(1, Math.floor(getHeight()));
    canvas.setWidth(width);
    canvas.setHeight(height);
    scroll.resizeRelocate(width, 0, BAR, getHeight());
    if (model.book().isEmpty()) {
      drawn = Optional.empty();
      canvas.clear();
      scroll.setVisible(false);
      return;
    }
    do {
      stale = false;
      TraceLayout next = frame(model.book().get(), (int) width, (int) height);
      model.sum(next, rested);
    } while (stale);
  }

  private TraceLayout frame(TraceBook book, int width, int height) {
    double hidden = Math.max(0, model.rows().height() + 8 - height + top());
    scroll.setMax(hidden);
    scroll.setVisible(hidden > 0);
    scroll.setUnitIncrement(TraceRows.ROW);
    scroll.setBlockIncrement(height / 2.0);
    scroll.setVisibleAmount(hidden == 0 ? 1 : hidden * height / Math.max(1, model.rows().height()));
    TraceLayout layout =
        TraceLayout.of(
            new TraceLayout.View(
                book,
                model.rows(),
                model.pinned(),
                model.axis(),
                model.seen(),
                width,
                height,
                Math.floor(Math.min(scroll.getValue(), hidden))),
            model::shares);
    drawn = Optional.of(layout);
    canvas.paint(layout, all());
    return layout;
  }

  private double top() {
    return TraceLayout.AXIS + model.pinned().stream().mapToDouble(TraceRows::height).sum();
  }

  /// All that is chosen.
  TraceChosen all() {
    return new TraceChosen(chosenRow, chosen.get(), woken(), desk.selection().get(), marks());
  }

  /// The chosen state where somebody ended the wait before it, or the one before where the chosen one followed at once.
  Optional<TraceMoment> woken() {
    Optional<TraceBook> book = model.book();
    Optional<TraceMoment> now = chosen.get();
    if (book.isEmpty() || now.isEmpty() || now.get().row().sort() != TraceRow.Sort.GOROUTINE) {
      return Optional.empty();
    }
    Optional<TraceMoment> one =
        now.get().kind() == initscope.gotrace.lane.LaneKind.RUNS
            ? now.get().previous(book.get())
            : now;
    return one.filter(m -> m.wokenBy(book.get()) >= 0);
  }

  @Override
  public int search(String text) {
    model.filter(text);
    return model.found();
  }

  /// Goes through the groups that a search left.
  @Override
  public void stepMatch(int step) {
    step(step, row -> row.sort() == TraceRow.Sort.GROUP || row.sort() == TraceRow.Sort.GOROUTINE);
  }

  @Override
  public void act(Act act) {
    Viewport whole = model.axis().whole();
    switch (act) {
      case ZOOM_IN -> zoom(0.7, pointer);
      case ZOOM_OUT -> zoom(1 / 0.7, pointer);
      case PAN_LEFT -> model.see(model.seen().pan(-0.2, whole));
      case PAN_RIGHT -> model.see(model.seen().pan(0.2, whole));
      case FIT -> model.see(whole);
      case FOCUS -> focusChosen();
      case UP -> step(-1, row -> true);
      case DOWN -> step(1, row -> true);
      case NEXT, RIGHT -> stepState(1);
      case PREVIOUS, LEFT -> stepState(-1);
    }
  }

  void zoom(double factor, double share) {
    model.see(model.seen().zoom(factor, share, model.axis().whole()));
  }

  /// Once shows the chosen state or range, twice everything.
  private void focusChosen() {
    Selection selection = desk.selection().get();
    if (chosen.get().isPresent()) {
      around(chosen.get().get().from(), chosen.get().get().to());
    } else if (selection.fromNanos().isPresent() && selection.toNanos().isPresent()) {
      around(selection.fromNanos().getAsLong(), selection.toNanos().getAsLong());
    }
  }

  private void around(long from, long to) {
    Viewport whole = model.axis().whole();
    Viewport wanted = model.seen().around(model.axis().place(from), model.axis().place(to), whole);
    model.see(wanted.equals(model.seen()) ? whole : wanted);
  }

  private void step(int step, java.util.function.Predicate<TraceRow> wanted) {
    TraceRows rows = model.rows();
    int at = chosenRow.map(rows::find).orElse(-1);
    int place = at < 0 && step < 0 ? rows.count() : at;
    for (place += step; place >= 0 && place < rows.count(); place += step) {
      TraceRow row = rows.row(place);
      if (wanted.test(row)) {
        choose(row, Optional.empty());
        return;
      }
    }
  }

  private void stepState(int step) {
    if (model.book().isEmpty() || chosenRow.isEmpty()) {
      return;
    }
    TraceBook book = model.book().get();
    Optional<TraceMoment> now = chosen.get();
    Optional<TraceMoment> next =
        now.isEmpty()
            ? TraceMoment.at(book, chosenRow.get(), middle())
            : step > 0 ? now.get().next(book) : now.get().previous(book);
    next.ifPresent(
        m -> {
          choose(m.row(), Optional.of(m));
          show(m.from(), m.to());
        });
  }

  private long middle() {
    return model.axis().nanos(model.seen().from() + model.seen().span() / 2);
  }

  /// Moves the picture where a stretch is out of sight.
  private void show(long from, long to) {
    Viewport seen = model.seen();
    long a = model.axis().place(from);
    long b = model.axis().place(to);
    if (b < seen.from() || a > seen.to()) {
      double share = (double) (a - seen.from()) / seen.span() - 0.3;
      model.see(seen.pan(share, model.axis().whole()));
    }
  }

  /// Chooses a row, and a state of it.
  void choose(TraceRow row, Optional<TraceMoment> moment) {
    choose(row, moment, Optional.empty());
  }

  /// Chooses a mark, and the state that lasted then; moves the picture where it is out of sight.
  void goTo(TraceNote note) {
    model
        .book()
        .ifPresent(
            b -> choose(note.row(), TraceMoment.at(b, note.row(), note.from()), Optional.of(note)));
    show(note.from(), note.to());
  }

  /// Chooses a row, a state of it, and a mark on it.
  void choose(TraceRow row, Optional<TraceMoment> moment, Optional<TraceNote> note) {
    chosenRow = Optional.of(row);
    chosenNote = note;
    chosen.set(moment);
    choosing = true;
    desk.selection().set(selection(row));
    choosing = false;
    bringIntoSight(row);
    requestLayout();
    told.run();
  }

  /// Chooses a range and keeps the chosen row, whose sums are then told.
  void range(long from, long to) {
    choosing = true;
    desk.selection().set(desk.selection().get().withRange(from, to));
    choosing = false;
    told.run();
  }

  void chooseNothing() {
    chosenRow = Optional.empty();
    chosenNote = Optional.empty();
    chosen.set(Optional.empty());
    desk.selection().set(Selection.NONE);
    told.run();
  }

  private Selection selection(TraceRow row) {
    TraceBook book = model.book().orElseThrow();
    return switch (row.sort()) {
      case GOROUTINE ->
          Selection.NONE.withGoroutine(
              book.trace().goroutines().id(row.index()), OptionalLong.empty());
      case REGIONS ->
          selection(new TraceRow(TraceRow.Sort.GOROUTINE, book.notes().goroutine(row.index())));
      case THREAD -> Selection.NONE.withThread(book.trace().threads().get(row.index()));
      case GROUP ->
          model.rows().groups().name(row.index()).isEmpty()
              ? Selection.NONE
              : Selection.NONE.withFunction(model.rows().groups().name(row.index()));
      default -> Selection.NONE;
    };
  }

  /// A goroutine that was chosen elsewhere is chosen here too.
  private void follow(Selection selection) {
    requestLayout();
    if (choosing || model.book().isEmpty()) {
      return;
    }
    if (selection.equals(Selection.NONE)) {
      chosenRow = Optional.empty();
      chosenNote = Optional.empty();
      chosen.set(Optional.empty());
    } else if (selection.goroutine().isPresent()) {
      int row = model.book().get().trace().goroutines().find(selection.goroutine().getAsLong());
      TraceRow wanted = new TraceRow(TraceRow.Sort.GOROUTINE, row);
      if (row >= 0 && !chosenRow.equals(Optional.of(wanted))) {
        model.reveal(row);
        chosenRow = Optional.of(wanted);
        chosenNote = Optional.empty();
        chosen.set(Optional.empty());
        bringIntoSight(wanted);
      }
    }
    told.run();
  }

  private void bringIntoSight(TraceRow row) {
    int place = model.rows().find(row);
    if (place < 0 || getHeight() <= 0) {
      return;
    }
    double y = model.rows().y(place);
    double high = model.rows().heightWithRegions(row);
    double room = getHeight() - top();
    scroll.setMax(Math.max(scroll.getMax(), model.rows().height() + 8 - room));
    if (y < scroll.getValue()) {
      scrollTo(y - TraceRows.ROW);
    } else if (y + high > scroll.getValue() + room) {
      scrollTo(Math.min(y, y + high - room + TraceRows.ROW));
    }
  }

  /// Marks the moment the chosen state began, or the one in the middle; again takes the mark away.
  void mark() {
    if (model.book().isPresent()) {
      long moment = chosen.get().map(TraceMoment::from).orElse(middle());
      desk.keep(desk.traceKept().get().switchMark(moment));
    }
  }

  /// Makes the chosen state the chosen range.
  void rangeOfChosen() {
    chosen.get().ifPresent(m -> range(m.from(), m.to()));
  }

  /// Pins the chosen row to the top, or lets it go.
  void pin() {
    chosenRow.ifPresent(model::pin);
  }

  /// Opens or closes the chosen group or section, or the group of the chosen goroutine.
  void toggle() {
    chosenRow.ifPresent(
        row -> {
          int group =
              row.sort() == TraceRow.Sort.GOROUTINE
                  ? model.rows().groups().groupOf(row.index())
                  : -1;
          if (group >= 0) {
            choose(new TraceRow(TraceRow.Sort.GROUP, group), Optional.empty());
          }
          chosenRow.ifPresent(model::toggle);
        });
  }

  /// Goes to the goroutine that woke the chosen one, at that moment.
  void goToWaker() {
    woken()
        .ifPresent(
            m -> {
              TraceBook book = model.book().orElseThrow();
              int waker = m.wokenBy(book);
              model.reveal(waker);
              TraceRow row = new TraceRow(TraceRow.Sort.GOROUTINE, waker);
              choose(row, TraceMoment.at(book, row, m.from()));
              show(m.from(), m.from());
            });
  }
}
