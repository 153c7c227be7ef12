package initscope.views;

import initscope.layout.goroutines.GoroutineFilter;
import initscope.layout.goroutines.GoroutineGroups;
import initscope.layout.goroutines.Grouping;
import initscope.model.go.Goroutine;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// All goroutines in groups, with a filter; below them what is known of the chosen one and its stack.
final class GoroutinesPane extends TwinPane {
  private static final Duration PATIENCE = Duration.millis(200);

  /// AtlantaFX draws the border of such a field in the colour of faults.
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("danger");

  private final Desk desk;
  private final GoroutineTable table;
  private final ChoiceBox<Grouping> grouping = new ChoiceBox<>();
  private final Label sentence = new Label();
  private final Label fault = new Label();
  private final Label hint = new Label();
  private final SplitPane split;
  private final ProgressIndicator busy = new ProgressIndicator();
  private final PauseTransition late = new PauseTransition(PATIENCE);
  private @Nullable Grid<Goroutine> flat;
  private Runnable cancel = () -> {};

  GoroutinesPane(Desk desk) {
    super(desk, "goroutines");
    this.desk = desk;
    setId("goroutines-page");
    table = new GoroutineTable(desk);
    Texts texts = desk.texts();
    search().field().setPromptText(texts.say("filter.prompt"));
    search().field().setPrefColumnCount(34);
    search().field().addEventFilter(KeyEvent.KEY_PRESSED, this::complete);
    SplitPane lower = new SplitPane(new GoroutineFacts(desk), new FramesView(desk, false));
    lower.setDividerPositions(0.48);
    split = new SplitPane(table, lower);
    split.setOrientation(Orientation.VERTICAL);
    split.setDividerPositions(0.5);
    setTop(head());
    setCenter(split);
    table.setPlaceholder(new Label());
    table.setContextMenu(GoroutineMenu.of(desk, this));
    table.addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.isShortcutDown() && e.getCode() == KeyCode.C) {
            e.consume();
            copy();
          }
        });
    late.setOnFinished(e -> busy.setVisible(true));
    search().field().textProperty().subscribe(this::refresh);
    grouping.valueProperty().subscribe(this::refresh);
    desk.index().subscribe(this::refresh);
    refresh();
  }

  private VBox head() {
    Texts texts = desk.texts();
    sentence.getStyleClass().add("sentence");
    sentence.setWrapText(true);
    sentence.setMinWidth(0);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Label by = new Label(texts.say("grouping.label"));
    by.setMinWidth(Region.USE_PREF_SIZE);
    by.setLabelFor(grouping);
    grouping.setId("goroutines-grouping");
    grouping.setAccessibleText(texts.say("grouping.label"));
    grouping.setMinWidth(Region.USE_PREF_SIZE);
    grouping.getItems().setAll(Grouping.values());
    grouping.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Grouping value) {
            return value == null ? "" : texts.words().say(value.key());
          }

          @Override
          public Grouping fromString(String text) {
            throw new UnsupportedOperationException("is only chosen");
          }
        });
    grouping.setValue(Grouping.STACK);
    busy.setPrefSize(16, 16);
    busy.setVisible(false);
    busy.setAccessibleText(texts.say("goroutines.busy"));
    HBox line = new HBox(10, sentence, gap, busy, by, grouping, search());
    line.setAlignment(Pos.CENTER_LEFT);
    fault.setId("goroutines-fault");
    fault.getStyleClass().add("fault");
    fault.setWrapText(true);
    show(fault, "");
    hint.setId("goroutines-hint");
    hint.getStyleClass().addAll("faint", "small");
    hint.setWrapText(true);
    hint.visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> search().field().isFocused() && !hint.getText().isEmpty(),
                search().field().focusedProperty(),
                hint.textProperty()));
    hint.managedProperty().bind(hint.visibleProperty());
    VBox head = new VBox(4, line, hint, fault);
    head.getStyleClass().add("view-head");
    return head;
  }

  private static void show(Label label, String text) {
    label.setText(text);
    label.setVisible(!text.isEmpty());
    label.setManaged(!text.isEmpty());
  }

  private void refresh() {
    Grouping by = grouping.getValue();
    if (by == null) {
      return;
    }
    GoroutineFilter.Parsed parsed = GoroutineFilter.parse(search().text());
    search().field().pseudoClassStateChanged(WRONG, !parsed.faults().isEmpty());
    show(fault, parsed.faults().stream().map(this::fault).collect(Collectors.joining("\n")));
    hint.setText(hint());
    cancel.run();
    late.playFromStart();
    GoIndex index = desk.index().get();
    cancel =
        desk.background()
            .run(
                progress ->
                    GoroutineGroups.of(
                        index.incident().goroutines(),
                        index.waits(),
                        parsed.filter(),
                        by,
                        progress),
                groups -> grouped(groups, by));
  }

  private void grouped(GoroutineGroups groups, Grouping by) {
    late.stop();
    busy.setVisible(false);
    search().matches(groups.passed());
    String key =
        groups.all() == 0
            ? "goroutines.none"
            : groups.passed() == groups.all() ? "goroutines.all" : "goroutines.some";
    sentence.setText(desk.texts().say(key, groups.passed(), groups.all(), groups.groups().size()));
    table.setPlaceholder(placeholder(groups));
    table.show(groups, by);
    fillFlat();
  }

  private static List<Goroutine> goroutines(GoroutineGroups groups) {
    return groups.groups().stream().flatMap(g -> g.members().stream()).toList();
  }

  /// Where nothing passes: the language of the filter. Where nothing was read: which step would.
  private Label placeholder(GoroutineGroups groups) {
    Texts texts = desk.texts();
    Label words =
        new Label(
            groups.all() == 0
                ? NextStep.words(desk.opened().get(), texts, "goroutines")
                : texts.say("filter.help"));
    words.setWrapText(true);
    words.setMaxWidth(820);
    return words;
  }

  private String fault(GoroutineFilter.Fault found) {
    Texts texts = desk.texts();
    String choices =
        found.choices().isEmpty() ? "" : texts.words().say("filter.choices", found.choices());
    return initscope.model.Display.safe(
        texts
            .words()
            .say(
                "filter.fault",
                found.at() + 1,
                found.word(),
                texts.words().say(found.key()),
                choices));
  }

  /// The word that is being written, from the last blank to the caret.
  private String word() {
    String text = search().text();
    int caret = Math.min(search().field().getCaretPosition(), text.length());
    int from = text.lastIndexOf(' ', caret - 1) + 1;
    return text.substring(Math.min(from, caret), caret);
  }

  private static List<String> keys(String beginning) {
    String start = beginning.startsWith("-") ? beginning.substring(1) : beginning;
    return GoroutineFilter.keys().stream().filter(k -> k.startsWith(start)).toList();
  }

  private String hint() {
    List<String> keys = keys(word());
    if (keys.isEmpty()) {
      return "";
    }
    String all =
        keys.stream()
            .map(k -> k.equals("wait") ? "wait>10s" : k + ":")
            .collect(Collectors.joining("  "));
    return desk.texts().say("filter.hint", all);
  }

  /// Ctrl+Space writes the first key that begins with what was written; Down goes to the rows.
  private void complete(KeyEvent event) {
    if (event.getCode() == KeyCode.SPACE && event.isControlDown()) {
      event.consume();
      String word = word();
      keys(word).stream()
          .findFirst()
          .ifPresent(
              k -> {
                int typed = word.startsWith("-") ? word.length() - 1 : word.length();
                String rest = k.substring(typed) + (k.equals("wait") ? ">" : ":");
                search().field().insertText(search().field().getCaretPosition(), rest);
              });
    } else if (event.getCode() == KeyCode.DOWN) {
      event.consume();
      table.requestFocus();
    }
  }

  GoroutineTable table() {
    return table;
  }

  /// Replaces the filter.
  void filter(String text) {
    search().field().setText(text);
  }

  /// The next way of grouping.
  void nextGrouping() {
    List<Grouping> all = grouping.getItems();
    grouping.setValue(all.get((all.indexOf(grouping.getValue()) + 1) % all.size()));
  }

  Grouping grouping() {
    return grouping.getValue();
  }

  void group(Grouping by) {
    grouping.setValue(by);
  }

  Optional<Goroutine> chosen() {
    return desk.index().get().selected(desk.selection().get());
  }

  void copy() {
    chosen().ifPresent(g -> desk.copy(GoroutineText.of(g, desk.index().get(), desk.texts())));
  }

  void goToCreator() {
    chosen()
        .map(Goroutine::creatorId)
        .ifPresent(id -> id.ifPresent(g -> desk.selection().set(desk.index().get().selects(g))));
  }

  void openAll() {
    table.toggleAll();
  }

  @Override
  Region front() {
    return split;
  }

  @Override
  void focusFront() {
    table.requestFocus();
  }

  @Override
  void stepMatch(int step) {
    takeFocus();
  }

  /// All that passed, as a table that can be sorted by any column.
  @Override
  Grid<Goroutine> makeTable() {
    Grid<Goroutine> made = Tables.goroutines(desk);
    flat = made;
    return made;
  }

  /// The filter has been applied already.
  @Override
  void ready(Grid<?> shown) {
    fillFlat();
  }

  private void fillFlat() {
    Grid<Goroutine> made = flat;
    if (made != null) {
      made.fill(goroutines(table.groups()));
    }
  }
}
