package initscope.views;

import initscope.layout.waits.WaitWords;
import initscope.model.go.Goroutine;
import initscope.model.go.WaitGraph.Link;
import initscope.model.go.WaitGraph.Relation;
import initscope.model.go.WaitGraph.Wait;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// The selected goroutine in words: what it waits for, who else does, who could end that, where it comes from, and where each of
/// these was read.
final class GoroutineFacts extends FactsPane {
  private Optional<Goroutine> shown = Optional.empty();

  GoroutineFacts(Desk desk) {
    super(desk, "goroutine-facts", desk.texts().say("goroutine.facts"));
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
    GoIndex index = desk().index().get();
    clear();
    Optional<Goroutine> chosen = index.selected(desk().selection().get());
    shown = chosen;
    if (chosen.isEmpty()) {
      add(words(say("empty.frames"), "faint"));
      return;
    }
    Goroutine one = chosen.get();
    Texts texts = desk().texts();
    Label title = words(GoroutineText.title(one, texts), "subheading");
    title.setId("goroutine-title");
    add(title);
    if (one.torn()) {
      add(words(say("goroutine.torn"), "faint"));
    }
    if (one.partial()) {
      add(words(say("goroutine.partial"), "faint"));
    }
    waits(one, index);
    enders(one, index);
    ended(one, index);
    origin(one);
    evidence(one.evidence());
  }

  private void waits(Goroutine one, GoIndex index) {
    WaitWords objects = GoroutineText.words(index, desk().texts().words());
    for (Wait wait : index.waits().of(one.id())) {
      VBox rows = new VBox(2);
      rows.getChildren().add(words(GoroutineText.waits(wait, objects, desk().texts()), "host"));
      wait.evidence().stream().limit(1).forEach(e -> rows.getChildren().add(evidence(e)));
      List<Wait> others = index.waits().companions(wait);
      if (!others.isEmpty()) {
        rows.getChildren().add(words(say("goroutine.companions", others.size()), "faint"));
        rows.getChildren().add(goroutines(others.stream().map(Wait::goroutine).toList()));
      }
      section("goroutine.waitsFor", List.of(rows));
    }
  }

  private void enders(Goroutine one, GoIndex index) {
    List<Link> links = index.waits().enders(one.id());
    if (links.isEmpty()) {
      if (!index.waits().of(one.id()).isEmpty()) {
        section("goroutine.enders", List.of(words(say("goroutine.enders.none"), "faint")));
      }
      return;
    }
    WaitWords objects = GoroutineText.words(index, desk().texts().words());
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
        desk()
            .texts()
            .say("confidence.shape." + (link.relation() == Relation.HOLDS ? "certain" : "likely"));
    VBox row =
        new VBox(
            link(
                shape + " " + GoroutineText.ender(link, objects, desk().texts()),
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
    if (one.tid().isPresent()) {
      long tid = one.tid().getAsLong();
      rows.getChildren()
          .add(
              link(
                  say("selected.thread", Long.toString(tid)),
                  () -> {
                    desk().selection().set(desk().selection().get().withThread(tid));
                    desk().view().set(ViewId.THREADS);
                  }));
    }
    one.createdBy()
        .ifPresent(
            f -> {
              String at = say("goroutine.creator") + " " + Tables.place(f);
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
                    .add(words(say("goroutine.start") + " " + Tables.place(f), "host")));
    one.labels()
        .forEach((k, v) -> rows.getChildren().add(words(say("goroutine.label", k, v), "host")));
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
        : Optional.of(words(say("goroutine.more", all - GoroutineText.MOST), "faint"));
  }

  private void go(long id) {
    desk().selection().set(desk().index().get().selects(id));
  }
}
