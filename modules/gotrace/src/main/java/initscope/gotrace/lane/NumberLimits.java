package initscope.gotrace.lane;

import java.util.Arrays;

/// Which numbers and reasons the records of some lanes may have, by kind: what was read from a file of unknown origin must not lead to rows
/// that are not there.
public final class NumberLimits {
  private static final int REASONS = 256;

  /// The largest number for each kind and reason, -1 where the two do not go together.
  private final long[] most = new long[8 * REASONS];

  /// Nothing may be.
  public NumberLimits() {
    Arrays.fill(most, -1);
  }

  /// Lets a kind be.
  ///
  /// @param fromReason first reason it may have
  /// @param toReason first that it may not have
  /// @param number the largest number
  /// @return this
  public NumberLimits with(int kind, int fromReason, int toReason, long number) {
    Arrays.fill(most, kind * REASONS + fromReason, kind * REASONS + toReason, number);
    return this;
  }

  /// Lets a P's lane go from one goroutine to the next in one record.
  ///
  /// @param number the largest number
  /// @return this
  public NumberLimits withRunsSoon(long number) {
    return with(LaneKind.RUNS_SOON, 0, REASONS, number);
  }

  boolean allow(int kind, int number, int reason) {
    return Integer.toUnsignedLong(number) <= most[kind * REASONS + reason];
  }
}
