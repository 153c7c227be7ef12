package initscope.workbench;

import initscope.tuning.journal.Transaction;
import initscope.views.Texts;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Stands above every page while changes are on trial: what, where, and how long. Changes of an earlier run whose end is not known
/// stand below them.
final class TrialBar extends VBox {
  private final Supplier<Texts> words;
  private final TuneFlow tune;
  private final Consumer<Transaction> settle;
  private List<Transaction> pending = List.of();

  /// A bar.
  ///
  /// @param words of the window now
  /// @param settle asks the host of a change of the journal how it stands
  TrialBar(Supplier<Texts> words, TuneFlow tune, Consumer<Transaction> settle) {
    this.words = words;
    this.tune = tune;
    this.settle = settle;
    setId("trial-bar");
    tune.trials().all().subscribe(this::fill);
    fill();
  }

  /// Shows changes of the journal whose end is not known.
  void pending(List<Transaction> open) {
    pending = open;
    fill();
  }

  /// Says all anew, such as in another language.
  void fill() {
    List<Trial> trials = tune.trials().all().get();
    getChildren().setAll(trials.stream().map(this::trial).toList());
    for (Transaction tx : pending) {
      if (trials.stream().noneMatch(t -> t.id().equals(tx.id()))) {
        getChildren().add(pending(tx));
      }
    }
    setVisible(!getChildren().isEmpty());
    setManaged(isVisible());
  }

  private Node trial(Trial trial) {
    Label left = new Label();
    left.getStyleClass().addAll("host", "subheading");
    left.textProperty().bind(tune.trials().left(trial));
    left.setMinWidth(USE_PREF_SIZE);
    Button show =
        TunePage.button(
            "trial-show", words.get().say("trial.show"), () -> tune.showTrial(trial.id()));
    return row(left, words.get().say("trial.bar", trial.what(), trial.host()), show);
  }

  private Node pending(Transaction tx) {
    Label sign = new Label("⚠");
    Button look =
        TunePage.button(
            "pending-show", words.get().say("start.pending.look"), () -> settle.accept(tx));
    return row(sign, words.get().say("start.pending", tx.host().address()), look);
  }

  private static Node row(Label sign, String text, Button button) {
    Label what = new Label(text);
    what.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(what, Priority.ALWAYS);
    HBox row = new HBox(12, sign, what, button);
    row.getStyleClass().add("trial-bar");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }
}
