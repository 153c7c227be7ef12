package initscope.gotrace.lane;

import java.util.Arrays;

/// Which numbers and reasons the records of some lanes may have, by kind: what was read from a file of unknown origin must not lead to rows
/// that are not there. Immutable.
public final class NumberLimits {
  /// Everything may be: for lanes of which this program wrote every record.
  static final NumberLimits NONE = new NumberLimits(Integer.toUnsignedLong(-1));

  private static final int KINDS = 8;
  private static final int REASONS = 256;

  /// The largest number for each kind and reason, -1 where the two do not go together.
  private final long[] most = new long[KINDS * REASONS];

  /// Nothing may be.
  public NumberLimits() {
    this(-1);
  }

  private NumberLimits(long number) {
    Arrays.fill(most, number);
  }

  /// Lets a kind be.
  ///
  /// @param fromReason first reason it may have
  /// @param toReason first that it may not have
  /// @param number the largest number
  public NumberLimits with(int kind, int fromReason, int toReason, long number) {
    NumberLimits wider = new NumberLimits();
    System.arraycopy(most, 0, wider.most, 0, most.length);
    Arrays.fill(wider.most, kind * REASONS + fromReason, kind * REASONS + toReason, number);
    return wider;
  }

  /// Lets a P's lane go from one goroutine to the next in one record.
  ///
  /// @param number the largest number
  public NumberLimits withRunsSoon(long number) {
    return with(LaneKind.RUNS_SOON, 0, REASONS, number);
  }

  /// Whether a record may be.
  ///
  /// @param kind below {@link #KINDS}
  /// @param reason below {@link #REASONS}
  boolean allow(int kind, int number, int reason) {
    return Integer.toUnsignedLong(number) <= most[kind * REASONS + reason];
  }

  /// The same for the packed kind and reason of the index, whatever it is.
  boolean allow(int packed, int number) {
    int kind = packed & 0xff;
    int reason = packed >>> 8;
    return kind < KINDS && reason < REASONS && allow(kind, number, reason);
  }
}
