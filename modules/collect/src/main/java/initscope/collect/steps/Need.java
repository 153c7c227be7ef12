package initscope.collect.steps;

/// Whom a step needs on the host to give all it can.
public enum Need {
  /// Any login.
  ANYONE,
  /// The user the process runs as, or root.
  OWNER,
  /// Root.
  ROOT
}
