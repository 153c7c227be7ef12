package initscope.workbench;

import initscope.model.change.Plan;
import initscope.tuning.plan.Offers.Offer;
import initscope.tuning.plan.PlanTexts;
import initscope.views.Texts;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// First page: which parameter of which host, and what it shall be.
final class TuneChoose extends TunePage {
  private final TextField host = new TextField();
  private final TextField key = new TextField();
  private final TextField value = new TextField();
  private final TextField why = new TextField();
  private final TextField window = new TextField();
  private final CheckBox lasting = new CheckBox();
  private final SshFields ssh;

  TuneChoose(Texts texts, Jobs jobs, TuneFlow flow, Ask ask, List<Offer> offers) {
    super(texts, jobs, 1, texts.say("tune.choose.title"));
    ssh = new SshFields(texts, ask.ssh());
    add(words(texts.say("tune.choose.sentence")));
    if (!offers.isEmpty()) {
      VBox list = section("tune.offers");
      offers.forEach(o -> list.getChildren().add(offer(o)));
      add(list);
    }
    add(fields(), ssh);
    host.setText(ask.host());
    key.setText(ask.key());
    value.setText(ask.value());
    why.setText(ask.why());
    window.setText(ask.window());
    lasting.setSelected(ask.lasting());
    Runnable plan = () -> flow.plan(ask());
    List.of(host, key, value, why, window).forEach(f -> f.setOnAction(e -> plan.run()));
    buttons(
        button("tune-plan", texts.say("tune.plan"), plan),
        button("tune-leave", texts.say("action.close"), flow::leave),
        button("tune-held", texts.say("tune.held"), () -> flow.held(ask())));
  }

  private Node offer(Offer offer) {
    Hyperlink take = new Hyperlink(offer.change().target() + " = " + offer.change().value());
    take.getStyleClass().add("host");
    take.setId("offer-" + offer.change().target());
    take.setOnAction(
        e -> {
          key.setText(offer.change().target());
          value.setText(offer.change().value());
          value.requestFocus();
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
    row(grid, 0, "host", host);
    row(grid, 1, "key", key);
    row(grid, 2, "value", value);
    row(grid, 3, "why", why);
    row(grid, 4, "window", window);
    lasting.setId("tune-lasting");
    lasting.setText(texts().say("tune.lasting"));
    lasting.setWrapText(true);
    grid.add(lasting, 1, 5);
    key.getStyleClass().add("host");
    value.getStyleClass().add("host");
    window.setMaxWidth(120);
    return grid;
  }

  private void row(GridPane grid, int row, String what, TextField field) {
    Label name = faint(texts().say("tune.field." + what));
    name.setWrapText(false);
    field.setId("tune-" + what);
    field.setAccessibleText(texts().say("tune.field." + what));
    field.setPromptText(texts().say("tune.field." + what + ".prompt"));
    grid.addRow(row, name, field);
  }

  /// Where typing begins.
  TextField first() {
    return host.getText().isBlank() ? host : key.getText().isBlank() ? key : value;
  }

  /// What is written there now.
  Ask ask() {
    return new Ask(
        host.getText().strip(),
        ssh.options(),
        key.getText().strip(),
        value.getText().strip(),
        why.getText().strip(),
        window.getText().strip(),
        lasting.isSelected());
  }

  /// What the user asks for, as written.
  record Ask(
      String host,
      initscope.remote.SshOptions ssh,
      String key,
      String value,
      String why,
      String window,
      boolean lasting) {
    /// Nothing but a host.
    static Ask of(String host, initscope.remote.SshOptions ssh) {
      return new Ask(host, ssh, "", "", "", Integer.toString(Plan.DEFAULT_WINDOW_SECONDS), false);
    }

    /// The same for an offered change.
    Ask with(Offer offer) {
      return new Ask(
          host, ssh, offer.change().target(), offer.change().value(), why, window, lasting);
    }
  }
}
