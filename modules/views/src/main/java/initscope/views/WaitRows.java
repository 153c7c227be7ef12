package initscope.views;

import initscope.layout.waits.WaitPicture;
import initscope.layout.waits.WaitWords;
import initscope.model.Display;
import initscope.model.EvidenceRef;
import initscope.model.Selection;
import initscope.model.go.Goroutine;
import initscope.model.go.WaitGraph.Link;
import initscope.model.go.WaitGraph.Relation;
import initscope.model.go.WaitGraph.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The wait graph as a table: a row for each wait and each one who could end it.
final class WaitRows {
  private WaitRows() {}

  /// One row.
  ///
  /// @param one who waits for what
  /// @param ender who could end it
  record Row(Wait one, Optional<Link> ender) {
    private long other() {
      return ender.map(Link::other).orElse(-1L);
    }

    private String otherText() {
      return ender.map(l -> Long.toString(l.other())).orElse("");
    }
  }

  static Grid<Row> grid(Desk desk) {
    Texts texts = desk.texts();
    WaitWords objects = GoroutineText.words(desk.index().get(), texts.words());
    Grid<Row> grid =
        new Grid<>(
            desk,
            "waits",
            List.of(
                Column.number(
                    "column.goroutine",
                    80,
                    r -> Long.toString(r.one().goroutine()),
                    r -> r.one().goroutine()),
                Column.of("column.operation", 90, r -> r.one().operation()),
                Column.host("column.object", 210, r -> objects.name(r.one().object())),
                Column.of("column.facts", 250, r -> objects.facts(r.one().object())),
                Column.number("column.ender", 90, Row::otherText, Row::other),
                Column.of(
                    "column.how",
                    150,
                    r -> r.ender().map(l -> relation(texts, l.relation(), objects)).orElse("")),
                Column.host("column.because", 300, r -> r.ender().map(Link::why).orElse(""))),
            r -> selects(desk, r));
    desk.index().subscribe(i -> grid.fill(rows(i)));
    return grid;
  }

  private static String relation(Texts texts, Relation relation, WaitWords objects) {
    String verb = relation == Relation.HOLDS ? "edge.held" : "edge.reached";
    return texts.words().say(verb) + " · " + objects.sureness(relation);
  }

  private static Selection selects(Desk desk, Row row) {
    Optional<Goroutine> known =
        Optional.ofNullable(desk.index().get().byId().get(row.one().goroutine()));
    Selection chosen =
        Selection.NONE.withGoroutine(
            row.one().goroutine(),
            known.map(Goroutine::tid).orElse(java.util.OptionalLong.empty()));
    List<EvidenceRef> places = row.ender().map(Link::evidence).orElse(row.one().evidence());
    return places.isEmpty() ? chosen : chosen.withEvidence(places.getFirst());
  }

  private static List<Row> rows(GoIndex index) {
    List<Row> rows = new ArrayList<>();
    for (Wait wait : index.waits().graph().waits()) {
      List<Link> enders =
          index.waits().enders(wait.goroutine()).stream()
              .filter(l -> l.object().address() == wait.object().address())
              .toList();
      if (enders.isEmpty()) {
        rows.add(new Row(wait, Optional.empty()));
      }
      enders.forEach(l -> rows.add(new Row(wait, Optional.of(l))));
    }
    return rows;
  }

  /// A node in words.
  static String words(WaitPicture.Node node) {
    return Display.safe(node.label() + (node.detail().isEmpty() ? "" : " · " + node.detail()));
  }
}
