package initscope.views;

import initscope.layout.RawRows;
import initscope.model.Bytes;
import initscope.model.Display;
import initscope.model.EvidenceRef;
import initscope.model.RawEntry;
import initscope.model.Selection;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The host's own words: one raw entry, opened at the byte or line that a finding stands on.
final class EvidenceView extends BorderPane {
  private final Desk desk;
  private final ComboBox<String> names = new ComboBox<>();
  private final RawPane pane;
  private final ToggleButton hex;
  private final Button reveal;
  private final Label about = new Label();
  private Optional<RawEntry> shown = Optional.empty();
  private boolean revealed;
  private boolean setting;

  EvidenceView(Desk desk) {
    this.desk = desk;
    Texts texts = desk.texts();
    setId("evidence");
    getStyleClass().add("evidence");
    pane = new RawPane(desk);
    pane.onPicked(row -> choose(places().in(entryName(), row.offset(), row.end())));
    pane.onStep(forward -> choose(places().next(entryName(), at(), forward)));
    hex = new ToggleButton(texts.say("evidence.hex"));
    hex.setOnAction(e -> show(shown, hex.isSelected()));
    reveal = new Button(texts.say("evidence.reveal"));
    reveal.setOnAction(e -> reveal());
    names.setId("evidence-entry");
    names.setAccessibleText(texts.say("evidence.entry"));
    names.setMaxWidth(Double.MAX_VALUE);
    names.valueProperty().subscribe(this::chosen);
    Label title = new Label(texts.say("view.evidence"));
    title.getStyleClass().add("subheading");
    Button copy = new Button(texts.say("action.copy"));
    copy.setOnAction(e -> copy());
    Button close = new Button("×");
    close.setAccessibleText(texts.say("action.close"));
    close.getStyleClass().add("flat");
    close.setOnAction(e -> desk.evidenceShown().set(false));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox top = new HBox(8, title, gap, reveal, hex, copy, close);
    top.setAlignment(Pos.CENTER_LEFT);
    about.getStyleClass().add("faint");
    VBox head = new VBox(6, top, names, about);
    head.getStyleClass().add("view-head");
    setTop(head);
    setCenter(pane);
    desk.opened().subscribe(this::opened);
    desk.selection().subscribe(this::follow);
  }

  private ReadPlaces places() {
    return desk.index().get().places();
  }

  private String entryName() {
    String name = names.getValue();
    return name == null ? "" : name;
  }

  /// Where the selection points to in the shown entry, else its beginning.
  private long at() {
    return desk.selection()
        .get()
        .evidence()
        .filter(e -> e.entry().equals(entryName()))
        .map(e -> e.offset().orElse(-1))
        .orElse(-1L);
  }

  /// What was read there is chosen in every view.
  private void choose(Optional<Selection> found) {
    found.ifPresent(s -> desk.selection().set(s));
  }

  RawPane pane() {
    return pane;
  }

  private void opened(Opened opened) {
    setting = true;
    names.getItems().setAll(opened.entries().names());
    names.setValue(null);
    setting = false;
    show(Optional.empty(), false);
    follow(desk.selection().get());
  }

  private void chosen(String name) {
    if (!setting && name != null) {
      revealed = false;
      show(desk.opened().get().entries().entry(name));
    }
  }

  private void follow(Selection selection) {
    selection.evidence().ifPresent(this::go);
  }

  private void go(EvidenceRef place) {
    Optional<RawEntry> entry = desk.opened().get().entries().entry(place.entry());
    if (entry.isPresent()
        && !(shown.isPresent() && shown.get().name().equals(entry.get().name()))) {
      revealed = false;
      setting = true;
      names.setValue(place.entry());
      setting = false;
      show(entry);
    } else if (entry.isEmpty()) {
      setting = true;
      names.setValue(null);
      setting = false;
      show(entry, false);
      about.setText(desk.texts().say("evidence.missing", place.entry(), place.quote()));
    }
    entry.ifPresent(e -> mark(e.bytes(), place));
  }

  private void mark(Bytes bytes, EvidenceRef place) {
    long offset = offset(bytes, place);
    if (offset < 0 || offset >= bytes.size()) {
      return;
    }
    long quoted = Bytes.of(place.quote().strip()).size();
    boolean text = !RawRows.isBinary(bytes);
    pane.go(offset, offset + (text ? Math.max(1, quoted) : 16));
  }

  /// The offset where it is told, else the line, else where the quote stands.
  private static long offset(Bytes bytes, EvidenceRef place) {
    if (place.offset().isPresent()) {
      return place.offset().getAsLong();
    }
    if (place.line().isPresent()) {
      long at = 0;
      for (int line = 1; line < place.line().getAsInt() && at >= 0; line++) {
        at = bytes.indexOf('\n', at) + 1;
        if (at == 0) {
          return 0;
        }
      }
      return at;
    }
    String first = place.quote().lines().findFirst().orElse("").strip();
    return first.isEmpty() || bytes.size() > RawRows.COUNTED_BYTES
        ? 0
        : Math.max(0, bytes.indexOf(Bytes.of(first), 0));
  }

  private void show(Optional<RawEntry> entry) {
    show(entry, entry.isPresent() && RawRows.isBinary(entry.get().bytes()));
  }

  private void show(Optional<RawEntry> entry, boolean asHex) {
    shown = entry;
    hex.setSelected(asHex);
    hex.setDisable(entry.isEmpty());
    boolean secret =
        entry.isPresent() && entry.get().sensitivity() == RawEntry.Sensitivity.SECRET && !revealed;
    reveal.setVisible(secret);
    reveal.setManaged(secret);
    pane.mask(secret);
    pane.show(entry.map(RawEntry::bytes).orElse(Bytes.EMPTY), asHex);
    about.setText(entry.map(this::about).orElse(desk.texts().say("evidence.none")));
  }

  private String about(RawEntry entry) {
    String how =
        entry.argv().isEmpty()
            ? entry.step()
            : entry.step() + " · " + String.join(" ", entry.argv());
    String size = desk.texts().say("evidence.size", entry.bytes().size());
    String cut = entry.truncated() ? " · " + desk.texts().say("evidence.truncated") : "";
    return Display.safe(how) + " · " + size + cut;
  }

  private void reveal() {
    revealed = true;
    reveal.setVisible(false);
    reveal.setManaged(false);
    pane.mask(false);
  }

  private void copy() {
    shown.ifPresent(
        e ->
            desk.copy(
                "raw/"
                    + e.name()
                    + " @"
                    + Math.max(0, pane.markedOffset())
                    + "\n"
                    + pane.markedText()));
  }
}
