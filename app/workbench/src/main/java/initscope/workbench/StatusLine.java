package initscope.workbench;

import initscope.model.Display;
import initscope.views.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// The line at the bottom: what was said last, and what runs with its cancel button.
final class StatusLine extends HBox {
  /// A line.
  ///
  /// @param message shown at its left; whoever has something to say sets its text
  StatusLine(Texts texts, Jobs jobs, Label message) {
    ProgressBar bar = new ProgressBar();
    bar.setAccessibleText(texts.say("tune.working"));
    Label step = new Label();
    step.textProperty().bind(jobs.step().map(Display::safe));
    Button cancel = new Button(texts.say("command.job.cancel"));
    cancel.setMinWidth(USE_PREF_SIZE);
    cancel.setOnAction(e -> jobs.cancel());
    cancel.disableProperty().bind(jobs.cancellable().not());
    HBox running = new HBox(8, bar, step, cancel);
    running.setAlignment(Pos.CENTER_LEFT);
    running.visibleProperty().bind(jobs.busy());
    running.managedProperty().bind(jobs.busy());
    message.setId("message");
    message.setWrapText(true);
    message.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(message, Priority.ALWAYS);
    Label keys = new Label(texts.say("status.keys"));
    keys.setMinWidth(USE_PREF_SIZE);
    getStyleClass().add("status");
    getChildren().addAll(message, running, keys);
  }
}
