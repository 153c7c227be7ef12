package initscope.layout.waits;

import initscope.layout.Words;
import initscope.model.go.WaitGraph.Link;
import initscope.model.go.WaitGraph.Relation;
import initscope.model.go.WaitGraph.Wait;
import java.util.List;

/// The one sentence of a wait graph: its first deadlock, else what goroutine 1 waits for.
public final class WaitSentence {
  private final WaitIndex index;
  private final Words words;

  private WaitSentence(WaitIndex index, Words words) {
    this.index = index;
    this.words = words;
  }

  /// The sentence.
  public static String of(WaitIndex index, Words words) {
    return new WaitSentence(index, words).sentence();
  }

  private String sentence() {
    if (index.graph().waits().isEmpty()) {
      return words.say("waits.none");
    }
    List<List<Long>> circles = index.graph().cycles(Relation.HOLDS);
    if (!circles.isEmpty()) {
      List<Long> first =
          circles.stream().filter(c -> c.contains(1L)).findFirst().orElse(circles.getFirst());
      return circle(first)
          + (circles.size() > 1 ? words.say("waits.moreCircles", circles.size() - 1) : "");
    }
    List<Wait> main = index.of(1);
    return main.isEmpty() ? counts() : main(main.getFirst());
  }

  /// {@code goroutine 1 waits for a mutex that goroutine 18 holds, which waits for a mutex that goroutine 1 holds.}
  String circle(List<Long> circle) {
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < circle.size(); i++) {
      long waiter = circle.get(i);
      long holder = circle.get((i + 1) % circle.size());
      String object = held(waiter, holder);
      said.append(
          i == 0
              ? words.say("waits.circle.first", id(waiter), object, id(holder))
              : words.say("waits.circle.next", object, id(holder)));
    }
    return said.append(words.say("waits.circle.end")).toString();
  }

  private String held(long waiter, long holder) {
    return index.enders(waiter).stream()
        .filter(l -> l.other() == holder && l.relation() == Relation.HOLDS)
        .findFirst()
        .map(l -> words.say("object." + l.object().word()))
        .orElse("?");
  }

  private String main(Wait wait) {
    String object = words.say("object." + wait.object().word());
    List<Link> enders = index.enders(1);
    String who =
        enders.isEmpty()
            ? words.say("waits.main.nobody")
            : enders.size() == 1
                ? words.say(
                    enders.getFirst().relation() == Relation.HOLDS
                        ? "waits.main.holds"
                        : "waits.main.reaches",
                    id(enders.getFirst().other()))
                : words.say("waits.main.many", enders.size());
    return words.say("waits.main", object, who);
  }

  private String counts() {
    long waiting = index.graph().waits().stream().mapToLong(Wait::goroutine).distinct().count();
    long objects =
        index.graph().waits().stream().mapToLong(w -> w.object().address()).distinct().count();
    return words.say("waits.counts", waiting, objects);
  }

  private static String id(long goroutine) {
    return Long.toString(goroutine);
  }
}
