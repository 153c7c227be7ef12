package initscope.model.host;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the audit log says of one system call (or one question of a service) that SELinux had a word about.
///
/// @param node host that logged it, where the log names it
/// @param epochMillis when, by the host's wall clock; absent where the log does not tell
/// @param serial of the event on that host
/// @param exe program of the process
/// @param commandLine of the process, blanks between words
/// @param succeeded whether the system call succeeded all the same
/// @param messages at least one
/// @param offset byte offset of the first message's line
public record AvcEvent(
    Optional<String> node,
    OptionalLong epochMillis,
    OptionalLong serial,
    Optional<String> exe,
    Optional<String> commandLine,
    Optional<Boolean> succeeded,
    List<AvcMessage> messages,
    long offset) {
  /// Copies the list.
  public AvcEvent {
    messages = List.copyOf(messages);
  }

  /// Whether a message's denial was only logged: the domain or the host is permissive.
  public boolean onlyLogged(AvcMessage message) {
    return message.permissive().orElse(succeeded.orElse(false));
  }
}
