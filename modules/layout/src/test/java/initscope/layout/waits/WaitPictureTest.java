package initscope.layout.waits;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.layout.Theme;
import initscope.layout.Words;
import initscope.layout.waits.WaitPicture.Circle;
import initscope.layout.waits.WaitPicture.Kind;
import initscope.layout.waits.WaitPicture.Node;
import initscope.model.Incident;
import initscope.model.go.Goroutine;
import initscope.model.go.WaitGraph;
import initscope.model.go.WaitGraph.Link;
import initscope.model.go.WaitGraph.Relation;
import initscope.model.go.WaitGraph.Wait;
import initscope.model.go.WaitObject;
import initscope.model.testing.Goroutines;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WaitPictureTest {
  private static final Words WORDS = Words.of(Locale.ENGLISH);

  private static WaitPicture picture(Incident incident, WaitPictures.Wanted wanted) {
    Map<Long, Goroutine> byId =
        incident.goroutines().stream()
            .collect(Collectors.toMap(Goroutine::id, Function.identity()));
    return WaitPictures.of(
        new WaitIndex(incident.go().orElseThrow().waits()),
        byId,
        wanted,
        WORDS,
        new WaitWords(WORDS, OptionalLong.empty()));
  }

  private static WaitPictures.Wanted everything() {
    return new WaitPictures.Wanted(true, OptionalLong.empty(), Set.of());
  }

  @Test
  void aDeadlockIsMarkedByWordAndThoseBesideItArePutTogether() {
    WaitPicture picture = picture(Goroutines.deadlock(), WaitPictures.Wanted.DEFAULT);
    assertThat(picture.nodes())
        .filteredOn(n -> n.circle() == Circle.CERTAIN)
        .extracting(Node::label)
        .containsExactlyInAnyOrder(
            "goroutine 1", "goroutine 18", "mutex 0xc00001a0c8", "mutex 0xc00001a0d0");
    Node many =
        picture.nodes().stream().filter(n -> n.kind() == Kind.GOROUTINES).findFirst().orElseThrow();
    assertThat(many.goroutines()).contains(20L, 21L, 22L, 23L, 24L);
    assertThat(many.circle()).isEqualTo(Circle.NONE);
    assertThat(many.grey()).isTrue();
    assertThat(picture.edges()).filteredOn(e -> e.circle() == Circle.CERTAIN).hasSize(4);
  }

  @Test
  void aGroupIsTakenApartOnDemandAndTheFocusStandsAlone() {
    WaitPicture closed = picture(Goroutines.deadlock(), WaitPictures.Wanted.DEFAULT);
    Node many =
        closed.nodes().stream().filter(n -> n.kind() == Kind.GOROUTINES).findFirst().orElseThrow();
    WaitPicture open =
        picture(
            Goroutines.deadlock(),
            new WaitPictures.Wanted(false, OptionalLong.empty(), Set.of(many.key())));
    assertThat(open.nodes()).hasSize(closed.nodes().size() - 1 + many.goroutines().size());
    WaitPicture focused =
        picture(
            Goroutines.deadlock(), new WaitPictures.Wanted(false, OptionalLong.of(21), Set.of()));
    assertThat(focused.nodes()).extracting(Node::label).contains("goroutine 21");
  }

  @Test
  void tenThousandGoroutinesAreAFewNodes() {
    WaitPicture picture = picture(Goroutines.crowd(10_000), everything());
    assertThat(picture.nodes().size()).isLessThan(240);
    int shown = picture.nodes().stream().mapToInt(n -> n.goroutines().size()).sum();
    assertThat(shown + picture.leftOut()).isEqualTo(10_000);
    assertThat(picture.leftOut()).isZero();
    WaitPicture first = picture(Goroutines.crowd(10_000), WaitPictures.Wanted.DEFAULT);
    assertThat(first.nodes()).extracting(Node::label).contains("goroutine 1");
    assertThat(first.nodes().size()).isLessThan(picture.nodes().size());
    assertThat(first.leftOut()).isPositive();
  }

  @Test
  void thePictureDoesNotDependOnTheOrderInWhichMemoryWasRead() {
    Incident incident = Goroutines.deadlock();
    WaitGraph graph = incident.go().orElseThrow().waits();
    List<Wait> waits = new ArrayList<>(graph.waits());
    Collections.reverse(waits);
    Incident turned = Goroutines.with(incident.goroutines(), new WaitGraph(waits, graph.links()));
    assertThat(WaitLayout.of(picture(turned, everything())))
        .isEqualTo(WaitLayout.of(picture(incident, everything())));
  }

  @Test
  void nodesDoNotLieOnEachOther() {
    for (Incident incident : List.of(Goroutines.deadlock(), Goroutines.crowd(5_000))) {
      WaitLayout layout = WaitLayout.of(picture(incident, everything()));
      for (WaitLayout.Box a : layout.boxes()) {
        assertThat(a.x() + WaitLayout.NODE_WIDTH).isLessThanOrEqualTo(layout.width());
        assertThat(a.y() + WaitLayout.NODE_HEIGHT).isLessThanOrEqualTo(layout.height());
        assertThat(layout.boxes())
            .filteredOn(b -> b.node() != a.node())
            .noneMatch(b -> b.x() == a.x() && Math.abs(b.y() - a.y()) < WaitLayout.NODE_HEIGHT);
      }
    }
  }

  @Test
  void theSentenceTellsTheDeadlock() {
    WaitIndex index = new WaitIndex(Goroutines.deadlock().go().orElseThrow().waits());
    assertThat(WaitSentence.of(index, WORDS))
        .isEqualTo(
            "goroutine 1 waits for a mutex that goroutine 18 holds, which waits for a mutex that"
                + " goroutine 1 holds: a deadlock.");
    assertThat(WaitSentence.of(WaitIndex.EMPTY, WORDS)).contains("not read");
  }

  @Test
  void aSelectClosesNoCertainCircle() {
    WaitObject a = new WaitObject.Mutex(16, true, false, 1);
    WaitObject b = new WaitObject.Channel(32, 0, 0, false);
    WaitObject c = new WaitObject.Channel(48, 0, 0, false);
    WaitGraph graph =
        new WaitGraph(
            List.of(
                new Wait(1, a, "lock", List.of()),
                new Wait(7, b, "receive", List.of()),
                new Wait(7, c, "receive", List.of())),
            List.of(
                new Link(1, 7, a, Relation.HOLDS, "", List.of()),
                new Link(7, 1, b, Relation.REACHES, "", List.of())));
    WaitPicture picture =
        WaitPictures.of(
            new WaitIndex(graph),
            Map.of(),
            everything(),
            WORDS,
            new WaitWords(WORDS, OptionalLong.empty()));
    assertThat(picture.nodes()).noneMatch(n -> n.circle() == Circle.CERTAIN);
    assertThat(picture.nodes()).filteredOn(n -> n.circle() == Circle.POSSIBLE).hasSize(4);
  }

  @Test
  void theFileHasEveryNodeAsText() {
    WaitPicture picture = picture(Goroutines.deadlock(), everything());
    String svg = WaitSvg.write(picture, "sentence", "orders-7", Theme.DARK, WORDS);
    assertThat(svg)
        .contains("goroutine 18", "mutex 0xc00001a0d0", "deadlock", "held by")
        .endsWith("</svg>\n");
  }

  @Test
  void aLongEdgePassesTheNodesInItsWay() {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      nodes.add(
          new Node(
              "n" + i,
              Kind.GOROUTINE,
              "n" + i,
              "",
              Circle.NONE,
              false,
              List.of(),
              Optional.empty()));
    }
    List<WaitPicture.Edge> edges = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      edges.add(new WaitPicture.Edge(i, i + 1, WaitPicture.Relation.WAITS, "", Circle.NONE));
    }
    edges.add(new WaitPicture.Edge(0, 3, WaitPicture.Relation.REACHED, "", Circle.NONE));
    WaitLayout layout = WaitLayout.of(new WaitPicture(nodes, edges, 0));
    WaitLayout.Curve longest = layout.curves().getLast();
    double lane = longest.middle(1);
    assertThat(layout.boxes().subList(1, 3))
        .noneMatch(b -> lane > b.y() && lane < b.y() + WaitLayout.NODE_HEIGHT);
    double[] points = longest.points();
    assertThat(points[points.length - 2]).isEqualTo(layout.boxes().get(3).x());
    assertThat(lane).isBetween(0.0, layout.height());
  }
}
