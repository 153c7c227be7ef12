package initscope.views;

import initscope.layout.Durations;
import initscope.model.Display;
import initscope.model.Selection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Everything of one incident: what it is at the top, the views below, the evidence beside them. A view is built when it is first
/// shown.
public final class IncidentView extends BorderPane {
  private final Desk desk;
  private final Map<ViewId, Node> views = new EnumMap<>(ViewId.class);
  private final Map<ViewId, ToggleButton> tabs = new EnumMap<>(ViewId.class);
  private final SplitPane split = new SplitPane();
  private final BorderPane stage = new BorderPane();
  private final Label title = new Label();
  private final Label facts = new Label();
  private final Button chosen = new Button();
  private @Nullable EvidenceView evidence;

  /// A view of what lies on the desk.
  public IncidentView(Desk desk) {
    this.desk = desk;
    setId("incident");
    title.getStyleClass().add("heading");
    title.setMinWidth(0);
    facts.getStyleClass().addAll("faint", "incident-facts");
    facts.setMinWidth(0);
    chosen.setMinWidth(Region.USE_PREF_SIZE);
    chosen.setId("selection-chip");
    chosen.getStyleClass().addAll("chip", "selection-chip");
    chosen.setOnAction(e -> desk.selection().set(Selection.NONE));
    HBox line = new HBox(14, title, facts, gap(), chosen);
    line.setAlignment(Pos.CENTER_LEFT);
    HBox bar = new HBox(2);
    bar.getStyleClass().add("tabs");
    for (ViewId id : ViewId.values()) {
      bar.getChildren().add(tab(id));
    }
    VBox head = new VBox(6, line, bar);
    head.getStyleClass().add("incident-head");
    setTop(head);
    split.getItems().add(stage);
    setCenter(split);
    desk.opened().subscribe(this::opened);
    desk.view().subscribe(this::show);
    desk.selection().subscribe(this::describe);
    desk.evidenceShown().subscribe(this::dock);
  }

  private static Region gap() {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    return gap;
  }

  private ToggleButton tab(ViewId id) {
    ToggleButton tab = new ToggleButton(desk.texts().say(id.key()));
    tab.setId("tab-" + id.name().toLowerCase(java.util.Locale.ROOT));
    tab.getStyleClass().add("tab-button");
    tab.setOnAction(
        e -> {
          tab.setSelected(true);
          desk.view().set(id);
        });
    tabs.put(id, tab);
    return tab;
  }

  private void opened(Opened opened) {
    String name = initscope.layout.Timelines.title(opened.incident());
    title.setText(Display.safe(name.isEmpty() ? opened.name() : name));
    facts.setText(Display.safe(CaptureFacts.line(opened.incident())));
    show(desk.view().get());
  }

  private void show(ViewId id) {
    tabs.forEach((k, tab) -> tab.setSelected(k == id));
    Node view = views.computeIfAbsent(id, this::make);
    if (!view.equals(stage.getCenter())) {
      stage.setCenter(view);
      if (getScene() != null) {
        focus(view);
      }
    }
  }

  /// Puts the focus into the view shown, where its keys work.
  public void takeFocus() {
    applyCss(); // the split pane around the view has no part in the scene before
    shown().ifPresent(IncidentView::focus);
  }

  private static void focus(Node view) {
    // a split pane takes its parts in with its skin; before that they cannot have the focus
    view.applyCss();
    switch (view) {
      case SearchPane page -> page.takeFocus();
      default -> view.requestFocus();
    }
  }

  private Node make(ViewId id) {
    Texts texts = desk.texts();
    return switch (id) {
      case VERDICT -> new VerdictView(desk);
      case TIMELINE -> new TimelinePane(desk);
      case FLAME -> new FlamePane(desk);
      case GOROUTINES -> new GoroutinesPane(desk);
      case WAITS -> new WaitsPane(desk);
      case THREADS ->
          new TablePane(
              desk,
              Tables.threads(desk),
              Optional.of(new FramesView(desk, true)),
              desk.opened().map(o -> texts.say("threads.sentence", o.incident().threads().size())));
      case INITS -> new InitLadderPane(desk);
      case MEMORY -> Memory.pane(desk);
      case TRACE -> new TracePane(desk);
    };
  }

  private void describe(Selection selection) {
    StringBuilder words = new StringBuilder();
    Texts texts = desk.texts();
    selection.goroutine().ifPresent(g -> part(words, "goroutine " + g));
    selection.tid().ifPresent(t -> part(words, texts.say("selected.thread", Long.toString(t))));
    selection.packagePath().ifPresent(p -> part(words, p.substring(p.lastIndexOf('/') + 1)));
    if (selection.fromNanos().isPresent() && selection.toNanos().isPresent()) {
      long length = selection.toNanos().getAsLong() - selection.fromNanos().getAsLong();
      part(words, texts.say("selected.range", Durations.of(length)));
    }
    chosen.setVisible(!words.isEmpty());
    chosen.setText(Display.safe(words.toString()) + "  ×");
    chosen.setAccessibleText(texts.say("command.selection.clear"));
  }

  private static void part(StringBuilder words, String text) {
    words.append(words.isEmpty() ? "" : " · ").append(text);
  }

  private void dock(boolean shown) {
    if (!shown) {
      if (split.getItems().size() > 1) {
        split.getItems().remove(1);
      }
      return;
    }
    EvidenceView view = evidence;
    if (view == null) {
      view = new EvidenceView(desk);
      evidence = view;
    }
    if (split.getItems().size() == 1) {
      split.getItems().add(view);
      split.setDividerPositions(0.58);
    }
  }

  /// The chart shown, if it is one.
  Optional<Chart> chart() {
    return stage.getCenter() instanceof Chart chart ? Optional.of(chart) : Optional.empty();
  }

  /// The view shown.
  Optional<Node> shown() {
    return Optional.ofNullable(stage.getCenter());
  }

  /// Which scopes of commands are active now.
  public Set<Command.Scope> scopes() {
    EnumSet<Command.Scope> scopes = EnumSet.of(Command.Scope.GLOBAL, Command.Scope.INCIDENT);
    // arrows belong to a table while it stands in the picture's place
    if (stage.getCenter() instanceof ChartPane chart && !chart.tableShown()) {
      scopes.add(Command.Scope.CHART);
    }
    switch (stage.getCenter()) {
      case TimelinePane p -> scopes.add(Command.Scope.TIMELINE);
      case FlamePane p -> scopes.add(Command.Scope.FLAME);
      case GoroutinesPane p -> scopes.add(Command.Scope.GOROUTINES);
      case WaitsPane p -> scopes.add(Command.Scope.WAITS);
      case InitLadderPane p -> scopes.add(Command.Scope.INITS);
      case TracePane p -> scopes.add(Command.Scope.TRACE);
      case null, default -> {}
    }
    return scopes;
  }
}
