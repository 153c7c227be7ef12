package initscope.layout.waits;

import initscope.model.go.WaitObject;
import java.util.List;
import java.util.Optional;

/// Goroutines and objects as a graph to draw. An edge goes from the one that waits to what it waits for, and from there to who could
/// end the wait.
///
/// @param nodes in the order of importance: goroutine 1's component first
/// @param edges between them
/// @param leftOut how many goroutines are in the graph and not in the picture
public record WaitPicture(List<Node> nodes, List<Edge> edges, int leftOut) {
  /// Nothing.
  public static final WaitPicture EMPTY = new WaitPicture(List.of(), List.of(), 0);

  /// Keeps immutable copies.
  public WaitPicture {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /// What a node stands for.
  public enum Kind {
    /// One goroutine.
    GOROUTINE,
    /// Several goroutines that stand alike in the graph.
    GOROUTINES,
    /// One object.
    OBJECT,
    /// Several objects, each with one waiter and nobody who could end it.
    OBJECTS
  }

  /// Whether something lies on a circle of waits.
  public enum Circle {
    /// No.
    NONE,
    /// On one that some link only likely closes.
    POSSIBLE,
    /// On one in which each holds what the one before waits for: a deadlock.
    CERTAIN
  }

  /// How two nodes are joined.
  public enum Relation {
    /// Waits for.
    WAITS,
    /// Is held by.
    HELD,
    /// Is reached by.
    REACHED;

    /// Key of the words for it.
    public String key() {
      return "edge." + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// One node.
  ///
  /// @param key the same in every picture of the same graph
  /// @param kind what it stands for
  /// @param label first line
  /// @param detail second line; may be empty
  /// @param circle whether it lies on a circle
  /// @param grey whether a goroutine changed while it was read
  /// @param goroutines those it stands for; empty for an object
  /// @param object it; of several the first
  public record Node(
      String key,
      Kind kind,
      String label,
      String detail,
      Circle circle,
      boolean grey,
      List<Long> goroutines,
      Optional<WaitObject> object) {
    /// Keeps an immutable copy.
    public Node {
      goroutines = List.copyOf(goroutines);
    }
  }

  /// One edge.
  ///
  /// @param from index of a node
  /// @param to index of a node
  /// @param relation how they are joined
  /// @param label what the waiter wants to do; empty for others
  /// @param circle whether it lies on a circle
  public record Edge(int from, int to, Relation relation, String label, Circle circle) {}
}
