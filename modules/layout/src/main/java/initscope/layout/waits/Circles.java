package initscope.layout.waits;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// Which nodes of a directed graph lie on circles: Tarjan's strongly connected components, without recursion, as a chain of waits may
/// be as long as there are goroutines.
final class Circles {
  private final List<List<Integer>> next;
  private final int[] order;
  private final int[] low;
  private final int[] component;
  private final int[] child;
  private final boolean[] onStack;
  private final Deque<Integer> stack = new ArrayDeque<>();
  private int counter;
  private int components;

  private Circles(List<List<Integer>> next) {
    this.next = next;
    int size = next.size();
    order = new int[size];
    Arrays.fill(order, -1);
    low = new int[size];
    component = new int[size];
    child = new int[size];
    onStack = new boolean[size];
  }

  /// The component of each node: two nodes lie on a common circle if and only if theirs are equal.
  static int[] of(List<List<Integer>> next) {
    Circles circles = new Circles(next);
    for (int i = 0; i < next.size(); i++) {
      if (circles.order[i] < 0) {
        circles.from(i);
      }
    }
    return circles.component;
  }

  private void from(int start) {
    Deque<Integer> path = new ArrayDeque<>();
    enter(start, path);
    while (!path.isEmpty()) {
      int at = path.peek();
      if (child[at] < next.get(at).size()) {
        int to = next.get(at).get(child[at]++);
        if (order[to] < 0) {
          enter(to, path);
        } else if (onStack[to]) {
          low[at] = Math.min(low[at], order[to]);
        }
      } else {
        path.pop();
        leave(at, path);
      }
    }
  }

  private void enter(int node, Deque<Integer> path) {
    order[node] = counter;
    low[node] = counter++;
    stack.push(node);
    onStack[node] = true;
    path.push(node);
  }

  private void leave(int node, Deque<Integer> path) {
    if (!path.isEmpty()) {
      low[path.peek()] = Math.min(low[path.peek()], low[node]);
    }
    if (low[node] == order[node]) {
      int popped;
      do {
        popped = stack.pop();
        onStack[popped] = false;
        component[popped] = components;
      } while (popped != node);
      components++;
    }
  }
}
