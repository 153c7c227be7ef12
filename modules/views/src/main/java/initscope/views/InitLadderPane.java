package initscope.views;

import initscope.layout.inits.InitLadder;
import initscope.layout.inits.InitLadder.Rung;
import initscope.model.Incident;
import initscope.model.Selection;
import initscope.model.go.InitTask;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Package init as a ladder: the strip is its overview, each rung a package with its state, its place where it runs and its time
/// where that is known.
final class InitLadderPane extends TwinPane {
  private final Desk desk;
  private final ListView<Rung> rungs = new ListView<>();
  private final SplitPane split;
  private final RungFacts facts;
  private final Button running;
  private Runnable cancel = () -> {};
  private InitLadder ladder = new InitLadder(List.of(), 0);
  private boolean following;

  InitLadderPane(Desk desk) {
    super(desk, "inits");
    this.desk = desk;
    setId("inits-page");
    Texts texts = desk.texts();
    Label sentence = new Label();
    sentence.getStyleClass().add("sentence");
    sentence.setWrapText(true);
    sentence.setMinWidth(0);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    running = new Button(texts.say("inits.toRunning"));
    running.setMinWidth(Region.USE_PREF_SIZE);
    running.setFocusTraversable(false);
    running.setOnAction(e -> goToRunning());
    HBox line = new HBox(12, sentence, gap, running, search());
    line.setAlignment(Pos.CENTER_LEFT);
    VBox head = new VBox(8, line, new InitStrip(desk));
    head.getStyleClass().add("view-head");
    setTop(head);
    rungs.setId("ladder");
    rungs.getStyleClass().addAll("dense", "ladder");
    rungs.setAccessibleText(texts.say("table.inits"));
    rungs.setPlaceholder(NextStep.label(desk, "inits"));
    rungs.setCellFactory(list -> new RungCell(desk, () -> ladder.slowestNanos()));
    facts = new RungFacts(desk, () -> ladder);
    split = new SplitPane(rungs, facts);
    split.setDividerPositions(0.68);
    setCenter(split);
    rungs.getSelectionModel().selectedItemProperty().subscribe(this::chosen);
    search().field().textProperty().subscribe((before, now) -> search().matches(matches(now)));
    desk.opened()
        .subscribe(
            o -> {
              sentence.setText(InitStrip.sentence(texts, o.incident().inits()));
              opened(o.incident());
            });
    desk.selection().subscribe(this::follow);
  }

  /// Every goroutine's stack is looked at for inits, which may take a moment.
  private void opened(Incident incident) {
    cancel.run();
    made(new InitLadder(List.of(), 0));
    cancel = desk.background().run(progress -> InitLadder.of(incident), this::made);
  }

  private void made(InitLadder next) {
    ladder = next;
    running.setDisable(ladder.running().isEmpty());
    following = true;
    rungs.getItems().setAll(ladder.rungs());
    following = false;
    follow(desk.selection().get());
    facts.show();
  }

  private void chosen(Rung rung) {
    if (!following && rung != null) {
      following = true;
      desk.selection().set(Tables.selection(rung.task()));
      following = false;
    }
  }

  private void follow(Selection selection) {
    if (following) {
      return;
    }
    following = true;
    OptionalInt at = selection.packagePath().map(ladder::indexOf).orElse(OptionalInt.empty());
    rungs.getSelectionModel().clearSelection();
    at.ifPresent(this::show);
    following = false;
  }

  private void show(int index) {
    rungs.getSelectionModel().clearAndSelect(index);
    rungs.getFocusModel().focus(index);
    rungs.scrollTo(Math.max(0, index - 5));
  }

  /// Chooses the package that runs.
  void goToRunning() {
    ladder.running().ifPresent(this::show);
    rungs.requestFocus();
  }

  ListView<Rung> rungs() {
    return rungs;
  }

  private List<Integer> found(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return java.util.stream.IntStream.range(0, ladder.rungs().size())
        .filter(i -> !wanted.isEmpty())
        .filter(
            i ->
                ladder
                    .rungs()
                    .get(i)
                    .task()
                    .packagePath()
                    .toLowerCase(Locale.ROOT)
                    .contains(wanted))
        .boxed()
        .toList();
  }

  private int matches(String text) {
    List<Integer> all = found(text);
    if (tableShown()) {
      return filterTable(text);
    }
    all.stream().findFirst().ifPresent(this::show);
    return all.size();
  }

  @Override
  void stepMatch(int step) {
    List<Integer> all = found(search().text());
    if (!all.isEmpty()) {
      int at = all.indexOf(rungs.getSelectionModel().getSelectedIndex());
      show(all.get(Math.floorMod(at < 0 && step < 0 ? -1 : at + step, all.size())));
    }
  }

  @Override
  Region front() {
    return split;
  }

  @Override
  void focusFront() {
    rungs.requestFocus();
  }

  @Override
  Grid<InitTask> makeTable() {
    return Tables.inits(desk);
  }
}
