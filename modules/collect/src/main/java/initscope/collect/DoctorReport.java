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
  /// @param undo what takes the fix back; empty where it changes nothing that has to be taken back
  public record Check(String id, State state, String found, String loses, String fix, String undo) {
    /// One whose fix says all.
    public Check(String id, State state, String found, String loses, String fix) {
      this(id, state, found, loses, fix, "");
    }

    /// What was found and what to do about it, in one line.
    public String words() {
      return found
          + (fix.isEmpty() ? "" : "; fix: " + fix)
          + (undo.isEmpty() ? "" : "; undo: " + undo);
    }
  }

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
