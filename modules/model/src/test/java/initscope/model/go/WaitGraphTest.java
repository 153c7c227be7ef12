package initscope.model.go;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.go.WaitGraph.Link;
import initscope.model.go.WaitGraph.Relation;
import initscope.model.go.WaitGraph.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WaitGraphTest {
  private static Link link(long from, long to, Relation relation) {
    return new Link(from, to, new WaitObject.Semaphore(from), relation, "", List.of());
  }

  private static WaitGraph graph(Link... links) {
    return new WaitGraph(List.of(), List.of(links));
  }

  @Test
  void aCircleIsToldOnceFromItsSmallestGoroutine() {
    WaitGraph graph =
        graph(link(7, 1, Relation.HOLDS), link(1, 9, Relation.HOLDS), link(9, 7, Relation.HOLDS));
    assertThat(graph.cycles(Relation.HOLDS)).containsExactly(List.of(1L, 9L, 7L));
  }

  @Test
  void aChainIsNoCircle() {
    assertThat(
            graph(link(1, 2, Relation.HOLDS), link(2, 3, Relation.HOLDS)).cycles(Relation.REACHES))
        .isEmpty();
  }

  @Test
  void aGoroutineThatWaitsForItselfIsACircle() {
    assertThat(graph(link(4, 4, Relation.HOLDS)).cycles(Relation.HOLDS))
        .containsExactly(List.of(4L));
  }

  @Test
  void aWeakLinkMakesAWeakCircleOnly() {
    WaitGraph graph = graph(link(1, 2, Relation.HOLDS), link(2, 1, Relation.REACHES));
    assertThat(graph.cycles(Relation.HOLDS)).isEmpty();
    assertThat(graph.cycles(Relation.REACHES)).containsExactly(List.of(1L, 2L));
  }

  @Test
  void everyCircleIsOne() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      List<Link> links = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        links.add(link(random.nextInt(8), random.nextInt(8), Relation.HOLDS));
      }
      WaitGraph graph = new WaitGraph(List.of(), links);
      for (List<Long> circle : graph.cycles(Relation.HOLDS)) {
        assertThat(circle).doesNotHaveDuplicates();
        for (int i = 0; i < circle.size(); i++) {
          long from = circle.get(i);
          long to = circle.get((i + 1) % circle.size());
          assertThat(links).anyMatch(l -> l.waiter() == from && l.other() == to);
        }
      }
    }
  }

  @Test
  void companionsWaitForTheSameObject() {
    WaitObject one = new WaitObject.Channel(64, 0, 0, false);
    WaitObject nil = new WaitObject.Channel(0, 0, 0, false);
    WaitGraph graph =
        new WaitGraph(
            List.of(
                new Wait(1, one, "receive", List.of()),
                new Wait(2, one, "receive", List.of()),
                new Wait(3, nil, "receive", List.of()),
                new Wait(4, nil, "receive", List.of())),
            List.of());
    assertThat(graph.companions(graph.of(1).getFirst())).containsExactly(2L);
    assertThat(graph.companions(graph.of(3).getFirst())).isEmpty();
  }
}
