package initscope.views;

import initscope.model.Display;
import initscope.model.EvidenceRef;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What is known of the one thing that is chosen, in sections of words and links.
abstract class FactsPane extends ScrollPane {
  private final Desk desk;
  private final VBox content = new VBox(8);

  FactsPane(Desk desk, String id, String accessibleText) {
    this.desk = desk;
    setId(id);
    setFitToWidth(true);
    setAccessibleText(accessibleText);
    content.getStyleClass().add("facts-pane");
    setContent(content);
  }

  final Desk desk() {
    return desk;
  }

  final String say(String key, Object... arguments) {
    return desk.texts().say(key, arguments);
  }

  /// Takes everything out.
  final void clear() {
    content.getChildren().clear();
    setVvalue(0);
  }

  final void add(Node node) {
    content.getChildren().add(node);
  }

  /// A title with what belongs below it.
  final void section(String key, List<? extends Node> rows) {
    Label title = words(say(key), "section-title");
    VBox section = new VBox(3, title);
    section.getChildren().addAll(rows);
    add(section);
  }

  /// The raw places all this was read from; nothing where there are none.
  final void evidence(List<EvidenceRef> places) {
    if (!places.isEmpty()) {
      FlowPane links = new FlowPane(10, 2);
      places.forEach(e -> links.getChildren().add(evidence(e)));
      section("facts.evidence", List.of(links));
    }
  }

  /// A link that opens a raw place beside the view.
  final Hyperlink evidence(EvidenceRef place) {
    Hyperlink link = link(VerdictView.place(place), () -> desk.show(place));
    link.getStyleClass().addAll("host", "small");
    return link;
  }

  static Hyperlink link(String text, Runnable run) {
    Hyperlink link = new Hyperlink(Display.safe(text));
    link.setWrapText(true);
    link.setMinHeight(Region.USE_PREF_SIZE);
    link.setOnAction(
        e -> {
          link.setVisited(false);
          run.run();
        });
    return link;
  }

  static Label words(String text, String style) {
    Label label = new Label(Display.safe(text));
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }
}
