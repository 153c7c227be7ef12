package initscope.views;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Where the user has been. Keeps the last 100 states.
///
/// @param <T> a state, a value
public final class History<T> {
  private static final int MAX = 100;

  private final Deque<T> past = new ArrayDeque<>();
  private final Deque<T> future = new ArrayDeque<>();
  private T now;

  /// A history that begins here.
  public History(T first) {
    now = first;
  }

  /// A new state. Going forward is no longer possible.
  public void visit(T state) {
    if (state.equals(now)) {
      return;
    }
    past.push(now);
    if (past.size() > MAX) {
      past.removeLast();
    }
    future.clear();
    now = state;
  }

  /// Changes all states there are: for what was so all along and became known later.
  public void amend(UnaryOperator<T> change) {
    amend(past, change);
    amend(future, change);
    now = change.apply(now);
  }

  private static <T> void amend(Deque<T> states, UnaryOperator<T> change) {
    List<T> changed = states.stream().map(change).toList();
    states.clear();
    states.addAll(changed);
  }

  /// The state before, if any.
  public Optional<T> back() {
    if (past.isEmpty()) {
      return Optional.empty();
    }
    future.push(now);
    now = past.pop();
    return Optional.of(now);
  }

  /// The state that was left by going back, if any.
  public Optional<T> forward() {
    if (future.isEmpty()) {
      return Optional.empty();
    }
    past.push(now);
    now = future.pop();
    return Optional.of(now);
  }

  /// Whether there is a state before.
  public boolean canGoBack() {
    return !past.isEmpty();
  }

  /// Whether a state was left by going back.
  public boolean canGoForward() {
    return !future.isEmpty();
  }
}
