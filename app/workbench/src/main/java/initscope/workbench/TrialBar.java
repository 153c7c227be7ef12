package initscope.workbench;

import initscope.views.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// Stands above every page while a change is on trial: what, where, and how long.
final class TrialBar extends HBox {
  TrialBar(Texts texts, TuneFlow tune) {
    super(12);
    setId("trial-bar");
    getStyleClass().add("trial-bar");
    setAlignment(Pos.CENTER_LEFT);
    Label left = new Label();
    left.getStyleClass().addAll("host", "subheading");
    left.textProperty().bind(tune.left());
    left.setMinWidth(USE_PREF_SIZE);
    Label what = new Label();
    what.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(what, Priority.ALWAYS);
    what.textProperty()
        .bind(
            tune.trial()
                .map(
                    trial ->
                        trial.map(t -> texts.say("trial.bar", t.what(), t.host())).orElse("")));
    Button show = new Button(texts.say("trial.show"));
    show.setId("trial-show");
    show.setMinWidth(USE_PREF_SIZE);
    show.setOnAction(e -> tune.showTrial());
    getChildren().addAll(left, what, show);
    visibleProperty().bind(tune.trial().map(t -> t.isPresent()));
    managedProperty().bind(visibleProperty());
  }
}
