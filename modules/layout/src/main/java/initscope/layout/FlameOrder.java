package initscope.layout;

/// How siblings of a flame view are arranged.
public enum FlameOrder {
  /// As they were seen; only neighbours with the same function are one box.
  TIME,
  /// Same callers as one box, the widest at the left.
  LEFT_HEAVY
}
