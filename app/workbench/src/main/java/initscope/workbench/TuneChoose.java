package initscope.workbench;

import initscope.model.change.Changes;
import initscope.tuning.plan.Offers.Offer;
import initscope.tuning.plan.PlanTexts;
import initscope.views.Texts;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// First page of every way: which host, what of it, and what it shall be.
final class TuneChoose extends TunePage {
  private static final int ROWS = 4;

  private final Guide guide;
  private final TextField host = new TextField();
  private final ComboBox<String> kind = new ComboBox<>();
  private final TextField target = new TextField();
  private final TextField wanted = new TextField();
  private final TextArea lines = new TextArea();
  private final TextField why = new TextField();
  private final TextField window = new TextField();
  private final CheckBox lasting = new CheckBox();
  private final SshFields ssh;

  TuneChoose(Texts texts, Jobs jobs, TuneFlow flow, TuneAsk ask, List<Offer> offers) {
    super(texts, jobs, ask.guide(), 1, texts.say(ask.guide().key("title")));
    guide = ask.guide();
    ssh = new SshFields(texts, ask.ssh());
    add(guides(flow), words(texts.say(guide.key("sentence"))));
    if (guide == Guide.TRY && !offers.isEmpty()) {
      VBox list = section("tune.offers");
      offers.forEach(o -> list.getChildren().add(offer(o)));
      add(list);
    }
    host.setText(ask.host());
    kind.getItems().setAll(FXCollections.observableArrayList(Changes.KINDS));
    kind.setValue(ask.kind());
    target.setText(ask.target());
    wanted.setText(ask.wanted().lines().findFirst().orElse(""));
    lines.setText(ask.wanted());
    why.setText(ask.why());
    window.setText(ask.window());
    lasting.setSelected(ask.lasting());
    add(fields(), ssh);
    Runnable plan = () -> flow.look(ask());
    List.of(host, target, wanted, why, window).forEach(f -> f.setOnAction(e -> plan.run()));
    buttons(
        button("tune-plan", texts.say("tune.plan"), plan),
        button("tune-leave", texts.say("action.close"), flow::leave),
        button("tune-held", texts.say("tune.held"), () -> flow.held(ask())));
  }

  private Node guides(TuneFlow flow) {
    ToggleGroup group = new ToggleGroup();
    HBox row = new HBox();
    row.setId("guides");
    for (Guide one : Guide.values()) {
      ToggleButton button = new ToggleButton(texts().say(one.key("name")));
      button.setId("guide-" + one);
      button.setToggleGroup(group);
      button.setSelected(one == guide);
      button.setOnAction(e -> flow.choose(ask().with(one)));
      button.getStyleClass().add(style(one));
      row.getChildren().add(button);
    }
    return row;
  }

  private static String style(Guide one) {
    Guide[] all = Guide.values();
    return one == all[0] ? "left-pill" : one == all[all.length - 1] ? "right-pill" : "center-pill";
  }

  private Node offer(Offer offer) {
    Hyperlink take = new Hyperlink(offer.change().target() + " = " + offer.change().value());
    take.getStyleClass().add("host");
    take.setId("offer-" + offer.change().target());
    take.setOnAction(
        e -> {
          kind.setValue(offer.change().kind());
          target.setText(offer.change().target());
          wanted.setText(offer.change().value());
          wanted.requestFocus();
        });
    return new VBox(1, take, faint(PlanTexts.say(offer.what(), texts().locale())));
  }

  private GridPane fields() {
    GridPane grid = new GridPane(12, 8);
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(names, values);
    row(grid, "host", "tune.field.host", host);
    boolean free = guide == Guide.TRY;
    if (free) {
      kinds(grid);
    }
    Label what = row(grid, "target", "tune.field.what", target);
    Label value = free ? row(grid, "wanted", "tune.field.value", wanted) : new Label();
    if (free) {
      lines.setId("tune-lines");
      lines.setPrefRowCount(ROWS);
      lines.getStyleClass().add("host");
      lines.addEventFilter(KeyEvent.KEY_PRESSED, this::tab);
      grid.add(lines, 1, grid.getRowCount() - 1);
    }
    kind.valueProperty().subscribe(k -> words(free ? k : guide.name(), what, value));
    row(grid, "why", "tune.field.why", why);
    row(grid, "window", "tune.field.window", window);
    host.setPromptText(texts().say("tune.field.host.prompt"));
    why.setPromptText(texts().say("tune.field.why.prompt"));
    window.setPromptText(texts().say("tune.field.window.prompt"));
    window.setMaxWidth(120);
    if (free || guide == Guide.MEND) {
      lasting.setId("tune-lasting");
      lasting.setText(texts().say("tune.lasting"));
      lasting.setWrapText(true);
      grid.add(lasting, 1, grid.getRowCount());
    }
    target.getStyleClass().add("host");
    wanted.getStyleClass().add("host");
    return grid;
  }

  /// A tab is no part of any value: it moves the focus, as in every other field.
  private void tab(KeyEvent key) {
    if (key.getCode() == KeyCode.TAB && !key.isControlDown()) {
      lines.requestFocusTraversal(
          key.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
      key.consume();
    }
  }

  private void kinds(GridPane grid) {
    kind.setId("tune-kind");
    kind.setAccessibleText(texts().say("tune.field.kind"));
    kind.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable String word) {
            return word == null ? "" : texts().say("tune.kind." + word);
          }

          @Override
          public String fromString(String text) {
            return text;
          }
        });
    Label name = faint(texts().say("tune.field.kind"));
    name.setWrapText(false);
    grid.addRow(grid.getRowCount(), name, kind);
  }

  /// What the fields are called, and which of them there are, follows the kind.
  private void words(String word, Label what, Label value) {
    what.setText(texts().say("tune.target." + word));
    target.setAccessibleText(texts().say("tune.target." + word));
    target.setPromptText(texts().say("tune.target." + word + ".prompt"));
    if (guide != Guide.TRY) {
      return;
    }
    boolean many = many(word);
    boolean none = word.equals("permissive");
    value.setText(none ? "" : texts().say("tune.value." + word));
    shown(wanted, !many && !none);
    shown(lines, many);
    String prompt = none ? "" : texts().say("tune.value." + word + ".prompt");
    wanted.setPromptText(prompt);
    lines.setPromptText(prompt);
    wanted.setAccessibleText(value.getText());
    lines.setAccessibleText(value.getText());
    lasting.setDisable(none);
  }

  private static boolean many(String kind) {
    return kind.equals("unit") || kind.equals("policy") || kind.equals("cgroup");
  }

  private static void shown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private Label row(GridPane grid, String id, String key, TextField field) {
    Label name = faint(texts().say(key));
    name.setWrapText(false);
    field.setId("tune-" + id);
    field.setAccessibleText(texts().say(key));
    grid.addRow(grid.getRowCount(), name, field);
    return name;
  }

  /// Where typing begins.
  TextField first() {
    return host.getText().isBlank() ? host : target.getText().isBlank() ? target : wanted;
  }

  /// What is written there now.
  TuneAsk ask() {
    return new TuneAsk(
        guide,
        host.getText().strip(),
        ssh.options(),
        kind.getValue(),
        target.getText().strip(),
        many(kind.getValue()) ? lines.getText().strip() : wanted.getText().strip(),
        why.getText().strip(),
        window.getText().strip(),
        lasting.isSelected());
  }
}
