package initscope.views;

import initscope.layout.waits.WaitWords;
import initscope.model.Display;
import initscope.model.EvidenceRef;
import initscope.model.go.Goroutine;
import initscope.model.go.WaitGraph.Link;
import initscope.model.go.WaitGraph.Relation;
import initscope.model.go.WaitGraph.Wait;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The selected goroutine in words: what it waits for, who else does, who could end that, where it comes from, and where each of
/// these was read.
final class GoroutineFacts extends ScrollPane {
  private final Desk desk;
  private final VBox content = new VBox(8);
  private Optional<Goroutine> shown = Optional.empty();

  GoroutineFacts(Desk desk) {
    this.desk = desk;
    setId("goroutine-facts");
    setFitToWidth(true);
    setAccessibleText(desk.texts().say("goroutine.facts"));
    content.getStyleClass().add("goroutine-facts");
    setContent(content);
    desk.index().subscribe(i -> rebuild());
    desk.selection()
        .subscribe(
            s -> {
              // a link to the evidence chooses too, and must not take the links away
              if (!desk.index().get().selected(s).equals(shown)) {
                rebuild();
              }
            });
  }

  private void rebuild() {
    GoIndex index = desk.index().get();
    content.getChildren().clear();
    setVvalue(0);
    Optional<Goroutine> chosen = index.selected(desk.selection().get());
    shown = chosen;
    if (chosen.isEmpty()) {
      content.getChildren().add(words(desk.texts().say("empty.frames"), "faint"));
      return;
    }
    Goroutine one = chosen.get();
    Texts texts = desk.texts();
    Label title = words(GoroutineText.title(one, texts), "subheading");
    title.setId("goroutine-title");
    content.getChildren().add(title);
    if (one.torn()) {
      content.getChildren().add(words(texts.say("goroutine.torn"), "faint"));
    }
    if (one.partial()) {
      content.getChildren().add(words(texts.say("goroutine.partial"), "faint"));
    }
    waits(one, index);
    enders(one, index);
    ended(one, index);
    origin(one);
    if (!one.evidence().isEmpty()) {
      FlowPane places = new FlowPane(10, 2);
      one.evidence().forEach(e -> places.getChildren().add(evidence(e)));
      section("goroutine.evidence", List.of(places));
    }
  }

  private void waits(Goroutine one, GoIndex index) {
    WaitWords objects = GoroutineText.words(index, desk.texts().words());
    for (Wait wait : index.waits().of(one.id())) {
      VBox rows = new VBox(2);
      rows.getChildren().add(words(GoroutineText.waits(wait, objects, desk.texts()), "host"));
      wait.evidence().stream().limit(1).forEach(e -> rows.getChildren().add(evidence(e)));
      List<Wait> others = index.waits().companions(wait);
      if (!others.isEmpty()) {
        rows.getChildren()
            .add(words(desk.texts().say("goroutine.companions", others.size()), "faint"));
        rows.getChildren().add(goroutines(others.stream().map(Wait::goroutine).toList()));
      }
      section("goroutine.waitsFor", List.of(rows));
    }
  }

  private void enders(Goroutine one, GoIndex index) {
    List<Link> links = index.waits().enders(one.id());
    if (links.isEmpty()) {
      if (!index.waits().of(one.id()).isEmpty()) {
        section(
            "goroutine.enders", List.of(words(desk.texts().say("goroutine.enders.none"), "faint")));
      }
      return;
    }
    WaitWords objects = GoroutineText.words(index, desk.texts().words());
    List<Node> rows =
        links.stream()
            .sorted((a, b) -> a.relation().compareTo(b.relation()))
            .limit(GoroutineText.MOST)
            .map(l -> (Node) ender(l, objects))
            .collect(Collectors.toList());
    more(links.size()).ifPresent(rows::add);
    section("goroutine.enders", rows);
  }

  private VBox ender(Link link, WaitWords objects) {
    String shape =
        desk.texts()
            .say("confidence.shape." + (link.relation() == Relation.HOLDS ? "certain" : "likely"));
    VBox row =
        new VBox(
            link(
                shape + " " + GoroutineText.ender(link, objects, desk.texts()),
                () -> go(link.other())));
    link.evidence().stream().limit(1).forEach(e -> row.getChildren().add(evidence(e)));
    return row;
  }

  /// Whose wait this one could end.
  private void ended(Goroutine one, GoIndex index) {
    List<Long> waiters =
        index.waits().endedBy(one.id()).stream().map(Link::waiter).distinct().toList();
    if (!waiters.isEmpty()) {
      section("goroutine.ended", List.of(goroutines(waiters)));
    }
  }

  private void origin(Goroutine one) {
    VBox rows = new VBox(2);
    Texts texts = desk.texts();
    if (one.tid().isPresent()) {
      long tid = one.tid().getAsLong();
      rows.getChildren()
          .add(
              link(
                  texts.say("selected.thread", Long.toString(tid)),
                  () -> {
                    desk.selection().set(desk.selection().get().withThread(tid));
                    desk.view().set(ViewId.THREADS);
                  }));
    }
    one.createdBy()
        .ifPresent(
            f -> {
              String at = texts.say("goroutine.creator") + " " + Tables.place(f);
              rows.getChildren().add(words(at, "host"));
            });
    if (one.creatorId().isPresent()) {
      long creator = one.creatorId().getAsLong();
      rows.getChildren().add(link("goroutine " + creator, () -> go(creator)));
    }
    one.startedAt()
        .ifPresent(
            f ->
                rows.getChildren()
                    .add(words(texts.say("goroutine.start") + " " + Tables.place(f), "host")));
    one.labels()
        .forEach(
            (k, v) -> rows.getChildren().add(words(texts.say("goroutine.label", k, v), "host")));
    if (!rows.getChildren().isEmpty()) {
      section("goroutine.origin", List.of(rows));
    }
  }

  private FlowPane goroutines(List<Long> ids) {
    FlowPane flow = new FlowPane(10, 2);
    ids.stream()
        .limit(GoroutineText.MOST)
        .forEach(id -> flow.getChildren().add(link("goroutine " + id, () -> go(id))));
    more(ids.size()).ifPresent(flow.getChildren()::add);
    return flow;
  }

  private Optional<Node> more(int all) {
    return all <= GoroutineText.MOST
        ? Optional.empty()
        : Optional.of(words(desk.texts().say("goroutine.more", all - GoroutineText.MOST), "faint"));
  }

  private void go(long id) {
    desk.selection().set(desk.index().get().selects(id));
  }

  private Hyperlink evidence(EvidenceRef place) {
    Hyperlink link = link(VerdictView.place(place), () -> desk.show(place));
    link.getStyleClass().addAll("host", "small");
    return link;
  }

  private static Hyperlink link(String text, Runnable run) {
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

  private void section(String key, List<Node> rows) {
    Label title = new Label(desk.texts().say(key));
    title.getStyleClass().add("section-title");
    title.setWrapText(true);
    VBox section = new VBox(3, title);
    section.getChildren().addAll(rows);
    content.getChildren().add(section);
  }

  private static Label words(String text, String style) {
    Label label = new Label(Display.safe(text));
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }
}
