package initscope.views;

import initscope.layout.LapseTracks;
import initscope.layout.Sizes;
import initscope.layout.inits.InitLadder;
import initscope.layout.inits.InitLadder.Rung;
import initscope.model.Display;
import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.go.InitTask;
import initscope.model.go.TimeLapse;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The chosen package: what it runs, what that took, where that was read, and its neighbours on the ladder.
final class RungFacts extends ScrollPane {
  private final Desk desk;
  private final Supplier<InitLadder> ladder;
  private final VBox content = new VBox(6);
  private Optional<String> shown = Optional.empty();

  RungFacts(Desk desk, Supplier<InitLadder> ladder) {
    this.desk = desk;
    this.ladder = ladder;
    setId("rung-facts");
    setFitToWidth(true);
    setAccessibleText(desk.texts().say("inits.facts"));
    content.getStyleClass().add("goroutine-facts");
    setContent(content);
    desk.selection()
        .subscribe(
            s -> {
              // a link to the evidence chooses too, and must not take the links away
              if (!s.packagePath().equals(shown)) {
                show();
              }
            });
    show();
  }

  /// Shows the chosen package anew.
  void show() {
    content.getChildren().clear();
    shown = desk.selection().get().packagePath();
    OptionalInt at = shown.map(p -> ladder.get().indexOf(p)).orElse(OptionalInt.empty());
    if (at.isEmpty()) {
      words(desk.texts().say("inits.choose"), "faint");
      return;
    }
    Rung rung = ladder.get().rungs().get(at.getAsInt());
    InitTask task = rung.task();
    words(task.packagePath(), "subheading");
    words(desk.texts().say("init." + task.state().word()), "small");
    rung.inside()
        .ifPresent(
            i -> {
              fact("subject.function", i.initFunction());
              fact("subject.place", Tables.place(i.place()));
            });
    for (String function : task.functions()) {
      words(function, "host");
    }
    fact("column.start", Times.start(desk.texts(), rung.time()));
    fact("column.took", Times.took(desk.texts(), rung.time()));
    rung.time().sampled().ifPresent(this::sampled);
    fact("column.bytes", task.bytes().isPresent() ? Sizes.of(task.bytes().getAsLong()) : "");
    fact(
        "column.allocations",
        task.allocations().isPresent() ? Long.toString(task.allocations().getAsLong()) : "");
    neighbour("inits.before", at.getAsInt() - 1);
    neighbour("inits.after", at.getAsInt() + 1);
    rung.time().sampled().ifPresent(s -> place(s.evidence()));
    task.evidence().forEach(this::place);
  }

  private void place(EvidenceRef evidence) {
    link(VerdictView.place(evidence), () -> desk.show(evidence));
  }

  /// What the samples of a time-lapse saw, and of which process: it may have been another than the one that runs now.
  private void sampled(TimeLapse.Span span) {
    Incident incident = desk.opened().get().incident();
    long pid = incident.timeLapse().map(TimeLapse::pid).orElse(0L);
    words(desk.texts().say("time.samples", span.samples(), Long.toString(pid)), "small");
    fact("time.saw", LapseTracks.told(span, desk.texts().words()));
  }

  private void neighbour(String key, int index) {
    if (index >= 0 && index < ladder.get().rungs().size()) {
      InitTask task = ladder.get().rungs().get(index).task();
      section(key);
      link(task.packagePath(), () -> desk.selection().set(Tables.selection(task)));
    }
  }

  private void fact(String key, String text) {
    if (!text.isEmpty()) {
      section(key);
      words(text, "host");
    }
  }

  private void section(String key) {
    words(desk.texts().say(key), "section-title");
  }

  private void words(String text, String style) {
    Label label = new Label(Display.safe(text));
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(style);
    content.getChildren().add(label);
  }

  private void link(String text, Runnable run) {
    Hyperlink link = new Hyperlink(Display.safe(text));
    link.getStyleClass().add("host");
    link.setWrapText(true);
    link.setMinHeight(Region.USE_PREF_SIZE);
    link.setOnAction(
        e -> {
          link.setVisited(false);
          run.run();
        });
    content.getChildren().add(link);
  }
}
