package initscope.diagnosis.units;

import java.util.Optional;

/// The program that a service starts, as far as a host told.
///
/// @param go what built it
/// @param path of its file; empty where it is not known
/// @param notifies whether its bytes hold the name of the variable that a program needs to tell systemd that it is ready; empty where nobody
///     looked
public record Program(GoProgram go, String path, Optional<Boolean> notifies) {
  /// Nothing is known of it.
  public static final Program UNKNOWN = new Program(GoProgram.UNKNOWN, "", Optional.empty());

  boolean cannotNotify() {
    return notifies.filter(n -> !n).isPresent();
  }

  boolean mayNotify() {
    return notifies.filter(n -> n).isPresent();
  }
}
