package initscope.layout.waits;

import initscope.model.go.WaitGraph;
import initscope.model.go.WaitGraph.Link;
import initscope.model.go.WaitGraph.Wait;
import initscope.model.go.WaitObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A wait graph, looked up by goroutine and by object: the graph itself is searched from end to end by each question.
public final class WaitIndex {
  /// Of nothing.
  public static final WaitIndex EMPTY = new WaitIndex(WaitGraph.EMPTY);

  private final WaitGraph graph;
  private final Map<Long, List<Wait>> waits = new LinkedHashMap<>();
  private final Map<Object, List<Wait>> waiters = new LinkedHashMap<>();
  private final Map<Long, List<Link>> enders = new LinkedHashMap<>();
  private final Map<Long, List<Link>> ended = new LinkedHashMap<>();

  /// Of a graph.
  public WaitIndex(WaitGraph graph) {
    this.graph = graph;
    for (Wait wait : graph.waits()) {
      waits.computeIfAbsent(wait.goroutine(), g -> new ArrayList<>(1)).add(wait);
      waiters.computeIfAbsent(identity(wait), o -> new ArrayList<>(1)).add(wait);
    }
    for (Link link : graph.links()) {
      enders.computeIfAbsent(link.waiter(), g -> new ArrayList<>(1)).add(link);
      ended.computeIfAbsent(link.other(), g -> new ArrayList<>(1)).add(link);
    }
  }

  /// What makes two waits be for one object: its address; the nil channel is everyone's own.
  private static Object identity(Wait wait) {
    return wait.object().address() == 0 ? List.of(wait.goroutine()) : wait.object().address();
  }

  /// The graph.
  public WaitGraph graph() {
    return graph;
  }

  /// What a goroutine waits for.
  public List<Wait> of(long goroutine) {
    return waits.getOrDefault(goroutine, List.of());
  }

  /// Who waits for an object; empty for the nil channel, which nobody shares.
  public List<Wait> waiters(WaitObject object) {
    return waiters.getOrDefault(object.address(), List.of());
  }

  /// Who else waits for what a goroutine waits for.
  public List<Wait> companions(Wait wait) {
    return waiters(wait.object()).stream().filter(w -> w.goroutine() != wait.goroutine()).toList();
  }

  /// Who could end a goroutine's wait.
  public List<Link> enders(long goroutine) {
    return enders.getOrDefault(goroutine, List.of());
  }

  /// Whose wait a goroutine could end.
  public List<Link> endedBy(long goroutine) {
    return ended.getOrDefault(goroutine, List.of());
  }
}
