package initscope.model.start;

import java.util.List;

/// What a watcher on the host saw of one start.
///
/// @param monotonic whether its clock is CLOCK_MONOTONIC in nanoseconds; else hundredths of a second since boot
/// @param looks in order
/// @param units what systemd said meanwhile, in order
public record StartWatch(boolean monotonic, List<StartLook> looks, List<UnitLook> units) {
  /// Nothing.
  public static final StartWatch NONE = new StartWatch(true, List.of(), List.of());

  /// Keeps immutable copies.
  public StartWatch {
    looks = List.copyOf(looks);
    units = List.copyOf(units);
  }
}
