package initscope.views;

import initscope.layout.Symbols;
import initscope.layout.Tone;
import initscope.model.Display;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.Selection;
import initscope.model.go.Goroutine;
import initscope.model.host.ThreadState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;

/// The stack of the selected goroutine or thread, innermost first.
final class FramesView extends ListView<Frame> {
  private final Desk desk;
  private boolean following;

  FramesView(Desk desk, boolean threads) {
    this.desk = desk;
    getStyleClass().addAll("frames", "dense");
    setAccessibleText(desk.texts().say("table.frames"));
    setPlaceholder(new Label(desk.texts().say(threads ? "empty.frames.thread" : "empty.frames")));
    setCellFactory(list -> new Cell());
    desk.opened().subscribe(o -> show(desk.selection().get(), threads));
    desk.selection().subscribe(s -> show(s, threads));
    getSelectionModel().selectedItemProperty().subscribe(this::chosen);
    setOnKeyPressed(
        e -> {
          if (e.isShortcutDown() && e.getCode() == KeyCode.C) {
            e.consume();
            desk.copy(getItems().stream().map(Tables::place).collect(Collectors.joining("\n")));
          }
        });
  }

  private void show(Selection selection, boolean threads) {
    if (following) {
      return;
    }
    following = true;
    Incident incident = desk.opened().get().incident();
    List<Frame> next = threads ? thread(incident, selection) : goroutine(incident, selection);
    if (!next.equals(getItems())) {
      getItems().setAll(next);
    }
    following = false;
  }

  private static List<Frame> goroutine(Incident incident, Selection selection) {
    Optional<Goroutine> found =
        selection.goroutine().isEmpty()
            ? Optional.empty()
            : incident.goroutines().stream()
                .filter(g -> g.id() == selection.goroutine().getAsLong())
                .findFirst();
    return found.map(Goroutine::frames).orElse(List.of());
  }

  private static List<Frame> thread(Incident incident, Selection selection) {
    Optional<ThreadState> found =
        selection.tid().isEmpty()
            ? Optional.empty()
            : incident.threads().stream()
                .filter(t -> t.tid() == selection.tid().getAsLong())
                .findFirst();
    List<Frame> frames = new ArrayList<>();
    found.ifPresent(
        t -> {
          t.kernelStack().forEach(k -> frames.add(Frame.of("[k] " + k.function())));
          frames.addAll(t.userStack());
        });
    return frames;
  }

  private void chosen(Frame frame) {
    if (frame != null && !following) {
      following = true;
      Selection next = desk.selection().get().withFunction(frame.function());
      String path = Symbols.packageOf(frame.function());
      desk.selection().set(path.isEmpty() ? next : next.withPackage(path));
      following = false;
    }
  }

  private static final class Cell extends ListCell<Frame> {
    @Override
    protected void updateItem(Frame frame, boolean empty) {
      super.updateItem(frame, empty);
      getStyleClass().removeAll("runtime", "init");
      if (empty || frame == null) {
        setText(null);
        return;
      }
      Tone tone = Symbols.tone(frame);
      if (tone == Tone.RUNTIME || tone == Tone.KERNEL) {
        getStyleClass().add("runtime");
      } else if (tone == Tone.INIT) {
        getStyleClass().add("init");
      }
      String line = frame.line().isPresent() ? ":" + frame.line().getAsInt() : "";
      String place = frame.file().map(f -> "\n    " + f + line).orElse("");
      setText(Display.safeLines(frame.function() + place));
    }
  }
}
