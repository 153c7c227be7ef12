package initscope.layout.flame;

/// How siblings of a flame view are arranged.
public enum FlameOrder {
  /// As they were seen: the axis is the samples one after another, and only neighbours with the same callers are one box.
  TIME,
  /// Same callers as one box, the widest at the left.
  LEFT_HEAVY
}
