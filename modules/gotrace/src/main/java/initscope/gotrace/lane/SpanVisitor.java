package initscope.gotrace.lane;

/// Takes the states of a lane.
@FunctionalInterface
public interface SpanVisitor {
  /// One state, in the order of time.
  ///
  /// @param fromTicks when it began
  /// @param toTicks when the next began; {@link Long#MAX_VALUE} for the last
  /// @param kind see {@link LaneKind}
  /// @param number what belongs to it
  /// @param reason 0 where the kind has none
  void span(long fromTicks, long toTicks, int kind, int number, int reason);
}
