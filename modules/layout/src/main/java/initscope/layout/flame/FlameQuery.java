package initscope.layout.flame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How stacks are looked at, whatever they are stacks of.
///
/// @param order of siblings
/// @param rootAtBottom a flame; else the root is at the top, an icicle
/// @param inverted whether the innermost frame is the root: what is widest there costs most by itself
/// @param recursion what becomes of functions that call themselves
/// @param hidden frames that are not drawn
/// @param through only stacks through all of these functions count
/// @param sandwich the function whose callers and callees are shown instead
public record FlameQuery(
    FlameOrder order,
    boolean rootAtBottom,
    boolean inverted,
    Recursion recursion,
    List<HideRule> hidden,
    List<String> through,
    Optional<String> sandwich) {
  /// Everything, the widest at the left, root at the top.
  public static final FlameQuery DEFAULT =
      new FlameQuery(
          FlameOrder.LEFT_HEAVY,
          false,
          false,
          Recursion.KEEP,
          List.of(),
          List.of(),
          Optional.empty());

  /// Keeps immutable copies.
  public FlameQuery {
    hidden = List.copyOf(hidden);
    through = List.copyOf(through);
  }

  /// In another order, without a sandwich.
  public FlameQuery withOrder(FlameOrder next) {
    return new FlameQuery(
        next, rootAtBottom, inverted, recursion, hidden, through, Optional.empty());
  }

  /// With the root at the bottom or at the top.
  public FlameQuery withRootAtBottom(boolean next) {
    return new FlameQuery(order, next, inverted, recursion, hidden, through, sandwich);
  }

  /// From the innermost frame or from the outermost, without a sandwich.
  public FlameQuery withInverted(boolean next) {
    return new FlameQuery(order, rootAtBottom, next, recursion, hidden, through, Optional.empty());
  }

  /// With recursion treated otherwise.
  public FlameQuery withRecursion(Recursion next) {
    return new FlameQuery(order, rootAtBottom, inverted, next, hidden, through, sandwich);
  }

  /// With other hidden frames.
  public FlameQuery withHidden(List<HideRule> next) {
    return new FlameQuery(order, rootAtBottom, inverted, recursion, next, through, sandwich);
  }

  /// With one rule more.
  public FlameQuery hiding(HideRule rule) {
    return hidden.contains(rule) ? this : withHidden(with(hidden, rule));
  }

  /// With other functions that stacks must go through.
  public FlameQuery withThrough(List<String> next) {
    return new FlameQuery(order, rootAtBottom, inverted, recursion, hidden, next, sandwich);
  }

  /// With one more function that stacks must go through.
  public FlameQuery through(String function) {
    return through.contains(function) ? this : withThrough(with(through, function));
  }

  /// The callers and callees of a function.
  public FlameQuery withSandwich(Optional<String> next) {
    return new FlameQuery(order, rootAtBottom, inverted, recursion, hidden, through, next);
  }

  private static <T> List<T> with(List<T> list, T one) {
    List<T> next = new ArrayList<>(list);
    next.add(one);
    return next;
  }
}
