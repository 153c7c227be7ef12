package initscope.model.boot;

import initscope.model.EvidenceRef;

/// What systemd itself said that bears on a boot's order or its end.
///
/// @param kind what it tells
/// @param unit that it names; empty where it names none
/// @param atNanos when it was logged; 0 where that is not told
/// @param place where
public record BootNote(Kind kind, String unit, long atNanos, EvidenceRef place) {
  /// What systemd tells.
  public enum Kind {
    /// It found an ordering cycle, which goes through the unit.
    CYCLE,
    /// The next unit of the cycle that was told before.
    IN_CYCLE,
    /// It deleted a unit's job to break one: the unit was not started.
    JOB_DELETED,
    /// It waited for a device or unit until the time was over.
    TIMED_OUT,
    /// It said that the boot was not over.
    UNFINISHED
  }
}
