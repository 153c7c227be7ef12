package initscope.model.change;

/// Where a transaction stands, as this computer's journal knows it. The host's own state decides; this one remembers.
public enum TxState {
  /// Written down here; nothing is on the host yet as far as known.
  INTENT,
  /// The host holds the snapshot and an armed timer.
  ARMED,
  /// The new values hold on the host; the countdown runs.
  APPLIED,
  /// Confirm was sent.
  CONFIRMING,
  /// Kept. Final.
  CONFIRMED,
  /// Taken back, or never begun. Final.
  ROLLED,
  /// Taken back where the value was still ours; somebody else's values were left alone. Final.
  DRIFT,
  /// The link broke in the middle; the host must be asked.
  UNKNOWN,
  /// Something is left that only a person can settle. Final.
  NEEDS_PERSON;

  /// Whether nothing will be done any more.
  public boolean isFinal() {
    return this == CONFIRMED || this == ROLLED || this == DRIFT || this == NEEDS_PERSON;
  }
}
