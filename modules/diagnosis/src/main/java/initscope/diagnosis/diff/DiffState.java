package initscope.diagnosis.diff;

/// Where a path of calls was seen.
public enum DiffState {
  /// On both sides.
  BOTH,
  /// Only after.
  NEW,
  /// Only before.
  GONE
}
