package initscope.views;

import initscope.layout.trace.TraceGroups;
import initscope.layout.trace.TraceNotes;
import initscope.layout.trace.TraceState;
import initscope.layout.trace.TraceWords;
import java.util.Objects;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// The timeline of an execution trace with its sentence, search, facts, legend and table.
final class TracePane extends ChartPane {
  private final Desk desk;
  private final TraceView view;
  private final TraceFactsPane facts;
  private final Label empty;
  private final ChoiceBox<TraceGroups.By> by = new ChoiceBox<>();
  private final ToggleButton dead;
  private final Label under = new Label();

  /// What the hatching means, where there is some.
  private final Label lost;

  private @Nullable TraceGoroutineGrid goroutines;

  TracePane(Desk desk) {
    this(desk, new TraceView(desk));
  }

  private TracePane(Desk desk, TraceView view) {
    this(desk, view, new TraceFactsPane(desk, view), NextStep.label(desk, "trace"));
  }

  private TracePane(Desk desk, TraceView view, TraceFactsPane facts, Label empty) {
    super(desk, "trace", stage(view, facts, empty), view, () -> new TraceTable(desk, view.model()));
    this.desk = desk;
    this.view = view;
    this.facts = facts;
    this.empty = empty;
    Texts texts = desk.texts();
    lost = lost(texts);
    by.getItems().setAll(TraceGroups.By.values());
    by.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(TraceGroups.By one) {
            return one == null ? "" : texts.words().say(one.key());
          }

          @Override
          public TraceGroups.By fromString(String text) {
            return TraceGroups.By.FUNCTION;
          }
        });
    by.setValue(view.model().by());
    by.setAccessibleText(texts.say("command.trace.group"));
    by.valueProperty()
        .subscribe(v -> view.model().group(Objects.requireNonNullElse(v, TraceGroups.By.FUNCTION)));
    dead = new ToggleButton(texts.say("trace.dead"));
    dead.setOnAction(e -> view.model().switchDeadTime());
    dead.setFocusTraversable(false);
    dead.setMinWidth(Region.USE_PREF_SIZE);
    tools(by, dead);
    search().setMinWidth(Region.USE_PREF_SIZE);
    under.getStyleClass().addAll("host", "small");
    under.setMinHeight(18);
    FlowPane shapes = legend(texts);
    shapes.getChildren().add(lost);
    VBox foot = new VBox(2, under, shapes);
    foot.getStyleClass().add("legend");
    setBottom(foot);
    view.onDrawn(this::sync);
    view.onHover(under::setText);
    sync();
  }

  /// What shapes mean.
  static FlowPane legend(Texts texts) {
    FlowPane legend = new FlowPane(18, 4);
    for (TraceState state :
        new TraceState[] {
          TraceState.RUNNING,
          TraceState.RUNNABLE,
          TraceState.SYSCALL,
          TraceState.WAITING,
          TraceState.REGION
        }) {
      String shape =
          switch (state.shape()) {
            case FULL -> "█ ";
            case HATCHED -> "▨ ";
            case DOTTED -> "▒ ";
            case BRACKET -> "▌";
            case LOW, LINE, DASHED -> "▂ ";
          };
      legend.getChildren().add(new Label(shape + texts.words().say(state.key())));
    }
    legend.getChildren().add(new Label("▙┄ " + texts.words().say("trace.state.merged")));
    for (TraceNotes.Sort sort : TraceNotes.Sort.values()) {
      String shape =
          switch (sort) {
            case ASSIST -> "▔ ";
            case SAMPLE -> "│ ";
            case LOG -> "▼ ";
          };
      legend.getChildren().add(new Label(shape + texts.words().say(sort.key())));
    }
    legend.getChildren().add(new Label("▪ " + texts.words().say("trace.note.merged")));
    return legend;
  }

  /// What hatching and dashed lines mean.
  static Label lost(Texts texts) {
    return new Label("╱╱ ╌ " + texts.words().say("trace.state.lost"));
  }

  private static Region stage(TraceView view, TraceFactsPane facts, Label empty) {
    SplitPane split = new SplitPane(view, facts);
    split.setDividerPositions(0.8);
    SplitPane.setResizableWithParent(facts, false);
    view.setMinSize(0, 0);
    StackPane stage =
        new StackPane(split, empty) {
          @Override
          public void requestFocus() {
            view.requestFocus();
          }
        };
    stage.setMinSize(0, 0);
    return stage;
  }

  private void sync() {
    boolean none = desk.opened().get().trace().isEmpty();
    empty.setVisible(none);
    by.setDisable(none);
    dead.setDisable(none);
    by.setValue(view.model().by());
    dead.setSelected(view.model().leavesDeadTimeOut());
    boolean hatched = view.model().book().filter(b -> !b.lost().isEmpty()).isPresent();
    lost.setVisible(hatched);
    lost.setManaged(hatched);
    say(
        view.model()
            .book()
            .map(b -> new TraceWords(b, desk.texts().words()).sentence())
            .orElse(none ? "" : desk.texts().say("trace.opening")));
    search().matches(view.model().found());
    facts.rebuild();
    if (twin() instanceof TraceTable table && (twinShown() || view.model().book().isEmpty())) {
      table.ask(); // rows of another trace mean nothing in the next one, shown or not
    }
    if (goroutines != null) {
      goroutines.ask();
    }
  }

  /// Shows the goroutines one by one in place of the picture, or the picture again.
  void switchGoroutines() {
    TraceGoroutineGrid made = goroutines;
    if (made == null) {
      made = new TraceGoroutineGrid(desk, view.model(), () -> show(front()));
      goroutines = made;
    }
    show(made.equals(getCenter()) ? front() : made);
  }

  @Override
  void ready(Grid<?> shown) {
    if (shown instanceof TraceTable table) {
      table.ask();
    }
    super.ready(shown);
  }

  /// Saves what is seen, asking where to.
  void export() {
    new TraceExport(desk, this).choose(under::setText);
  }

  TraceView view() {
    return view;
  }
}
