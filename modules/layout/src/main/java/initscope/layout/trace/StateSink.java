package initscope.layout.trace;

import initscope.gotrace.generation.Generation;
import org.jspecify.annotations.Nullable;

/// Takes the states of a row, in the order of time.
@FunctionalInterface
interface StateSink {
  /// One state.
  ///
  /// @param from when it began, in nanoseconds
  /// @param to when it ended
  /// @param kind 0 to 3, see {@link initscope.gotrace.lane.LaneKind}; 4 more where the state is not known and that one was told last
  /// @param number what belongs to it
  /// @param reason why
  /// @param generation where number and reason count, null where there is none
  void state(long from, long to, int kind, int number, int reason, @Nullable Generation generation);
}
