package initscope.collect;

import java.util.List;

/// What a host can give. Texts of the host are not yet safe for a terminal.
///
/// @param host as messages name it
/// @param os its own name of itself
/// @param checks what was looked at
public record DoctorReport(String host, String os, List<Check> checks) {
  /// Keeps an immutable copy.
  public DoctorReport {
    checks = List.copyOf(checks);
  }

  /// One thing looked at.
  ///
  /// @param id stable name
  /// @param state how it stands
  /// @param found what was found
  /// @param loses what would come back empty; empty when nothing
  /// @param fix what to do; empty when nothing
  public record Check(String id, State state, String found, String loses, String fix) {}

  /// How a check stands.
  public enum State {
    /// Everything can be had.
    OK,
    /// Part of it, or slower.
    LIMITED,
    /// Nothing of it.
    MISSING
  }
}
