package initscope.model.boot;

/// One unit on a critical path.
///
/// @param unit its name
/// @param gapNanos from the last moment that it waited for another to its own start
/// @param gap what that time was
/// @param startNanos its start began
/// @param doneNanos its start was done: it was active, or had ended
/// @param gainNanos by how much earlier the path's end is predicted where this unit's start took no time; 0 where it is not one of the 300
///     longest steps, for which alone that is computed
/// @param unorderedGainNanos the same where this unit was not ordered after the one before it on the path; 0 for the first
public record PathStep(
    String unit,
    long gapNanos,
    Gap gap,
    long startNanos,
    long doneNanos,
    long gainNanos,
    long unorderedGainNanos) {
  /// Why a unit did not start at once when all it is ordered after was there.
  public enum Gap {
    /// It did, as far as can be told: systemd does one thing after the other.
    NONE,
    /// It was not asked for until a socket, timer, path or D-Bus did.
    TRIGGERED,
    /// The kernel or udev had not announced the device yet.
    DEVICE,
    /// Before the first unit: systemd loaded the policy, ran generators and read units.
    MANAGER,
    /// Not known: it was queued later, or systemd was busy.
    UNKNOWN
  }

  /// How long its start took.
  public long takesNanos() {
    return doneNanos - startNanos;
  }
}
