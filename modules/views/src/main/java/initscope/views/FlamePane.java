package initscope.views;

import initscope.layout.flame.FlameGrouping;
import initscope.layout.flame.FlameOrder;
import initscope.layout.flame.FlameQuery;
import initscope.layout.flame.FlameSearch;
import initscope.layout.flame.FlameSource;
import initscope.layout.flame.FlameTones;
import initscope.layout.flame.FlameWords;
import initscope.layout.flame.HideRule;
import initscope.layout.flame.Recursion;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// The stacks with their sentence, sources, ways to look, search, legend and table.
final class FlamePane extends ChartPane {
  private static final Duration PATIENCE = Duration.millis(200);

  /// The picture's while another one is made: what is drawn is not what was asked for yet.
  private static final PseudoClass MAKING = PseudoClass.getPseudoClass("making");

  private final Desk desk;
  private final FlameModel model;
  private final FlameView view;
  private final Label empty;
  private final Label under;
  private final Choice<FlameSource> source;
  private final Choice<FlameGrouping> grouping;
  private final Choice<Recursion> recursion;
  private final ToggleButton time;
  private final ToggleButton heavy;
  private final ToggleButton sandwich;
  private final ToggleButton over;
  private final ToggleButton inverted;
  private final FlameChips chips;
  private final FlameLegend legend;
  private final ProgressIndicator busy = new ProgressIndicator();
  private final PauseTransition late = new PauseTransition(PATIENCE);
  private @Nullable FlameTable table;

  /// By what the table was filtered last.
  private FlameSearch filtered = FlameSearch.NONE;

  FlamePane(Desk desk) {
    this(desk, new FlameModel(desk));
  }

  FlamePane(Desk desk, FlameModel model) {
    this(desk, model, new Label());
  }

  private FlamePane(Desk desk, FlameModel model, Label under) {
    this(desk, model, under, new FlameView(desk, model, under::setText), new Label());
  }

  private FlamePane(Desk desk, FlameModel model, Label under, FlameView view, Label empty) {
    super(desk, "flame", stage(view, empty), view, () -> new FlameTable(desk, model));
    this.desk = desk;
    this.model = model;
    this.view = view;
    this.empty = empty;
    this.under = under;
    Texts texts = desk.texts();
    source =
        new Choice<>(
            "flame-source",
            texts.say("flame.source"),
            FlameSource::title,
            s -> model.look(l -> l.withSource(s.id())));
    grouping =
        new Choice<>(
            "flame-grouping",
            texts.say("flame.grouping"),
            g -> texts.words().say(g.key()),
            g -> model.look(l -> l.withGrouping(g)));
    recursion =
        new Choice<>(
            "flame-recursion",
            texts.say("flame.recursion"),
            r -> texts.words().say(r.key()),
            r -> model.ask(q -> q.withRecursion(r)));
    time = toggle(texts.say("flame.time"), () -> order(FlameOrder.TIME));
    heavy = toggle(texts.say("flame.heavy"), () -> order(FlameOrder.LEFT_HEAVY));
    sandwich = toggle(texts.say("flame.sandwich"), () -> view.walk().sandwich());
    over =
        toggle(
            texts.say("flame.over"), () -> model.ask(q -> q.withRootAtBottom(!q.rootAtBottom())));
    inverted =
        toggle(texts.say("flame.inverted"), () -> model.ask(q -> q.withInverted(!q.inverted())));
    chips = new FlameChips(desk, model);
    legend = new FlameLegend(desk);
    below(tools(texts));
    below(chips);
    search().setMinWidth(Region.USE_PREF_SIZE);
    search().field().setPromptText(texts.say("flame.search"));
    empty.setWrapText(true);
    empty.setMaxWidth(720);
    setBottom(foot(under));
    late.setOnFinished(e -> busy.setVisible(model.busy()));
    model.onChange(this::sync);
    sync();
  }

  private static Region stage(FlameView view, Label empty) {
    StackPane stage =
        new StackPane(view, empty) {
          @Override
          public void requestFocus() {
            view.requestFocus();
          }
        };
    stage.setMinSize(0, 0);
    return stage;
  }

  private FlowPane tools(Texts texts) {
    new ToggleGroup().getToggles().addAll(time, heavy, sandwich);
    time.getStyleClass().add("left-pill");
    heavy.getStyleClass().add("center-pill");
    sandwich.getStyleClass().add("right-pill");
    busy.setPrefSize(16, 16);
    busy.setVisible(false);
    busy.setAccessibleText(texts.say("flame.busy"));
    FlowPane tools =
        new FlowPane(
            8,
            4,
            source,
            grouping,
            new HBox(time, heavy, sandwich),
            over,
            inverted,
            recursion,
            busy);
    tools.setAlignment(Pos.CENTER_LEFT);
    tools.getStyleClass().add("flame-tools");
    return tools;
  }

  private VBox foot(Label under) {
    under.getStyleClass().addAll("host", "small");
    under.setMinHeight(18);
    VBox foot = new VBox(2, under, legend);
    foot.getStyleClass().add("legend");
    return foot;
  }

  private static ToggleButton toggle(String text, Runnable run) {
    ToggleButton button = new ToggleButton(text);
    button.setOnAction(e -> run.run());
    button.setFocusTraversable(false);
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private void sync() {
    FlameQuery query = model.query();
    model.source().ifPresent(s -> source.show(model.sources(), s));
    grouping.show(
        model.source().map(FlameSource::groupings).orElse(List.of(FlameGrouping.NONE)),
        model.grouping());
    recursion.show(List.of(Recursion.values()), query.recursion());
    boolean isSandwich = query.sandwich().isPresent();
    time.setSelected(!isSandwich && query.order() == FlameOrder.TIME);
    heavy.setSelected(!isSandwich && query.order() == FlameOrder.LEFT_HEAVY);
    sandwich.setSelected(isSandwich);
    over.setSelected(query.rootAtBottom());
    inverted.setSelected(query.inverted());
    chips.sync();
    if (model.marks().isPresent()) {
      legend.showChanges(model.marks().get());
    } else {
      legend.show(FlameTones.of(model.tones()));
    }
    if (model.busy()) {
      late.playFromStart();
    } else {
      late.stop();
      busy.setVisible(false);
    }
    say(initscope.model.Display.safe(model.sentence()));
    tellFound();
    empty.setText(emptyWords());
    empty.setVisible(!empty.getText().isEmpty());
    view.changed();
    view.pseudoClassStateChanged(MAKING, model.busy());
    FlameTable made = table;
    if (made != null && twinShown()) {
      made.fill();
      if (!filtered.equals(model.search())) {
        filtered = model.search();
        made.filter(search().text());
      }
    }
  }

  /// What to do where there is nothing to be seen.
  private String emptyWords() {
    Texts texts = desk.texts();
    if (model.busy() || !model.picture().isEmpty()) {
      return "";
    }
    if (model.source().isEmpty()) {
      return NextStep.words(desk.opened().get(), texts, "stacks");
    }
    return texts.say(
        model.picture().stacks().samples() == 0 ? "flame.empty.source" : "flame.empty.query");
  }

  private void tellFound() {
    search()
        .tell(
            model.search().isOn()
                ? FlameWords.found(model.picture(), model.search(), desk.texts().words())
                : FlameView.isRule(search().text()) ? desk.texts().say("flame.rule") : "");
  }

  /// Saves the picture, asking where to.
  void export() {
    new FlameExport(desk, model, view)
        .saving()
        .choose(getScene().getWindow(), "stacks.svg", under::setText);
  }

  @Override
  void searched(String text) {
    view.search(text); // the table is filtered by what is found, once it is
    tellFound();
  }

  /// Enter hides what a rule names.
  @Override
  void stepMatch(int step) {
    String text = search().text();
    if (FlameView.isRule(text)) {
      HideRule.parse(text)
          .ifPresent(
              rule -> {
                search().clear();
                model.ask(q -> q.hiding(rule));
              });
    } else {
      super.stepMatch(step);
    }
  }

  @Override
  Grid<?> makeTable() {
    FlameTable made = new FlameTable(desk, model);
    table = made;
    return made;
  }

  @Override
  void ready(Grid<?> shown) {
    FlameTable made = table;
    if (made != null) {
      made.fill();
    }
    filtered = model.search();
    super.ready(shown);
  }

  FlameView view() {
    return view;
  }

  FlameModel model() {
    return model;
  }

  void order(FlameOrder order) {
    model.ask(q -> q.withOrder(order));
    sync();
  }

  void nextSource() {
    List<FlameSource> all = model.sources();
    model
        .source()
        .map(s -> all.get((all.indexOf(s) + 1) % all.size()))
        .ifPresent(s -> model.look(l -> l.withSource(s.id())));
  }

  void nextGrouping() {
    model
        .source()
        .map(FlameSource::groupings)
        .map(all -> all.get((all.indexOf(model.grouping()) + 1) % all.size()))
        .ifPresent(g -> model.look(l -> l.withGrouping(g)));
  }

  void nextRecursion() {
    Recursion[] all = Recursion.values();
    model.ask(q -> q.withRecursion(all[(q.recursion().ordinal() + 1) % all.length]));
  }

  void reset() {
    search().clear();
    model.reset();
  }
}
