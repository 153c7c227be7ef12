package initscope.views;

import initscope.layout.flame.FlameOrder;
import initscope.model.Selection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.input.KeyCodeCombination;

/// The commands of the views of an incident.
public final class IncidentCommands {
  private final CommandRegistry registry;
  private final Desk desk;
  private final Supplier<Optional<IncidentView>> shown;

  private IncidentCommands(
      CommandRegistry registry, Desk desk, Supplier<Optional<IncidentView>> shown) {
    this.registry = registry;
    this.desk = desk;
    this.shown = shown;
  }

  /// Registers them.
  ///
  /// @param shown the incident's view, when one is in the window
  public static void register(
      CommandRegistry registry, Desk desk, Supplier<Optional<IncidentView>> shown) {
    IncidentCommands commands = new IncidentCommands(registry, desk, shown);
    commands.views();
    commands.charts();
    BootCommands.register(registry, shown);
    commands.flame();
    commands.pages();
    commands.trace();
    commands.going();
  }

  private void views() {
    int key = 1;
    for (ViewId id : ViewId.values()) {
      incident(
          "view." + id.name().toLowerCase(java.util.Locale.ROOT),
          Command.Menu.VIEW,
          Keys.of("Ctrl+" + key++),
          () -> desk.view().set(id));
    }
    incident(
        "view.evidence",
        Command.Menu.VIEW,
        Keys.of("Ctrl+E"),
        () -> desk.evidenceShown().set(!desk.evidenceShown().get()));
    incident("view.table", Command.Menu.VIEW, Keys.of("Ctrl+T"), () -> onChart(Chart::toggleTable));
  }

  private void incident(String id, Command.Menu menu, List<KeyCodeCombination> keys, Runnable run) {
    registry.add(id, menu, Command.Scope.INCIDENT, keys, run);
  }

  private void onChart(Consumer<Chart> run) {
    shown.get().flatMap(IncidentView::chart).ifPresent(run);
  }

  private void charts() {
    chart("chart.zoomIn", Act.ZOOM_IN, "W", "+");
    chart("chart.zoomOut", Act.ZOOM_OUT, "S", "-");
    chart("chart.panLeft", Act.PAN_LEFT, "A");
    chart("chart.panRight", Act.PAN_RIGHT, "D");
    chart("chart.fit", Act.FIT, "0", "Home");
    chart("chart.focus", Act.FOCUS, "F");
    chart("chart.next", Act.NEXT, ".");
    chart("chart.previous", Act.PREVIOUS, ",");
    chart("chart.up", Act.UP, "Up");
    chart("chart.down", Act.DOWN, "Down");
    chart("chart.left", Act.LEFT, "Left");
    chart("chart.right", Act.RIGHT, "Right");
  }

  private void chart(String id, Act act, String... keys) {
    registry.add(
        id, Command.Menu.GO, Command.Scope.CHART, Keys.of(keys), () -> onChart(c -> c.act(act)));
  }

  private void flame() {
    flame("flame.time", "1", f -> f.order(FlameOrder.TIME));
    flame("flame.heavy", "2", f -> f.order(FlameOrder.LEFT_HEAVY));
    flame("flame.sandwich", "3", f -> f.view().walk().sandwich());
    flame("flame.source", "T", FlamePane::nextSource);
    flame("flame.group", "G", FlamePane::nextGrouping);
    flame("flame.invert", "I", f -> f.model().ask(q -> q.withInverted(!q.inverted())));
    flame("flame.over", "B", f -> f.model().ask(q -> q.withRootAtBottom(!q.rootAtBottom())));
    flame("flame.recursion", "M", FlamePane::nextRecursion);
    flame("flame.through", "X", f -> f.view().walk().through());
    flame("flame.hide", "H", f -> f.view().walk().hide());
    flame("flame.hidePackage", "Shift+H", f -> f.view().walk().hidePackage());
    flame("flame.kernel", "K", f -> f.model().switchKernel());
    flame("flame.export", "Ctrl+S", FlamePane::export);
    flame("flame.next", "N", f -> f.view().walk().stepStack(1));
    flame("flame.previous", "P", f -> f.view().walk().stepStack(-1));
    flame("flame.copy", "Y", f -> f.view().walk().copy());
    flame("flame.back", "Backspace", f -> f.model().back());
    flame("flame.forward", "Shift+Backspace", f -> f.model().forward());
    flame("flame.reset", "R", FlamePane::reset);
  }

  private void flame(String id, String key, Consumer<FlamePane> run) {
    page(id, Command.Scope.FLAME, key, FlamePane.class, run);
  }

  private void pages() {
    goroutines("goroutines.group", "G", GoroutinesPane::nextGrouping);
    goroutines("goroutines.open", "X", GoroutinesPane::openAll);
    goroutines("goroutines.creator", "C", GoroutinesPane::goToCreator);
    goroutines("goroutines.copy", "Y", GoroutinesPane::copy);
    goroutines("goroutines.waits", "V", p -> desk.view().set(ViewId.WAITS));
    page("waits.all", Command.Scope.WAITS, "E", WaitsPane.class, WaitsPane::switchEverything);
    page("waits.expand", Command.Scope.WAITS, "X", WaitsPane.class, p -> p.view().expand());
    page(
        "waits.goroutine",
        Command.Scope.WAITS,
        "V",
        WaitsPane.class,
        p -> desk.view().set(ViewId.GOROUTINES));
    page(
        "inits.running",
        Command.Scope.INITS,
        "J",
        InitLadderPane.class,
        InitLadderPane::goToRunning);
  }

  private void trace() {
    trace("trace.mark", "M", TraceView::mark);
    trace("trace.range", "R", TraceView::rangeOfChosen);
    trace("trace.pin", "P", TraceView::pin);
    trace("trace.open", "X", TraceView::toggle);
    trace("trace.waker", "U", TraceView::goToWaker);
    trace("trace.dead", "C", v -> v.model().switchDeadTime());
    trace("trace.group", "G", v -> v.model().nextGrouping());
    page(
        "trace.goroutines", Command.Scope.TRACE, "T", TracePane.class, TracePane::switchGoroutines);
    page("trace.export", Command.Scope.TRACE, "Ctrl+S", TracePane.class, TracePane::export);
    trace("trace.goroutine", "V", v -> desk.view().set(ViewId.GOROUTINES));
  }

  private void trace(String id, String key, Consumer<TraceView> run) {
    page(id, Command.Scope.TRACE, key, TracePane.class, p -> run.accept(p.view()));
  }

  private void goroutines(String id, String key, Consumer<GoroutinesPane> run) {
    page(id, Command.Scope.GOROUTINES, key, GoroutinesPane.class, run);
  }

  /// A command of one page.
  private <P> void page(
      String id, Command.Scope scope, String key, Class<P> type, Consumer<P> run) {
    registry.add(
        id,
        scope == Command.Scope.FLAME ? Command.Menu.VIEW : Command.Menu.GO,
        scope,
        Keys.of(key),
        () ->
            shown
                .get()
                .flatMap(IncidentView::shown)
                .filter(type::isInstance)
                .map(type::cast)
                .ifPresent(run));
  }

  private void going() {
    incident(
        "search.start", Command.Menu.GO, Keys.of("Ctrl+F", "/"), () -> onChart(Chart::startSearch));
    registry.add(
        new Command(
            "go.back",
            Command.Menu.GO,
            Command.Scope.INCIDENT,
            Keys.of("Alt+Left", "Ctrl+Z"),
            desk::back,
            () -> desk.canGoBack() ? Optional.empty() : Optional.of("because.noBack")));
    registry.add(
        new Command(
            "go.forward",
            Command.Menu.GO,
            Command.Scope.INCIDENT,
            Keys.of("Alt+Right"),
            desk::forward,
            () -> desk.canGoForward() ? Optional.empty() : Optional.of("because.noForward")));
    registry.add(
        new Command(
            "go.verdict",
            Command.Menu.GO,
            Command.Scope.INCIDENT,
            Keys.of("Ctrl+G"),
            () -> desk.selection().set(Opened.selection(desk.opened().get().diagnosis().verdict())),
            Optional::empty));
    incident(
        "selection.clear", Command.Menu.GO, List.of(), () -> desk.selection().set(Selection.NONE));
    incident(
        "verdict.copy",
        Command.Menu.FILE,
        Keys.of("Ctrl+Shift+C"),
        () -> desk.copy(FindingText.markdown(desk, desk.opened().get().diagnosis().verdict())));
  }

  /// One rung of the ladder: search, then selection, then nothing.
  ///
  /// @return whether there was something to leave
  public static boolean escape(Desk desk, Optional<IncidentView> view) {
    if (view.flatMap(IncidentView::chart).map(Chart::endSearch).orElse(false)) {
      return true;
    }
    if (!desk.selection().get().equals(Selection.NONE)) {
      desk.selection().set(Selection.NONE);
      return true;
    }
    return false;
  }
}
