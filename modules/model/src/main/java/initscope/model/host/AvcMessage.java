package initscope.model.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// One decision of SELinux as it was logged. Names and paths are a process's own words: not safe for a terminal.
///
/// @param recordType {@code AVC} of the kernel, {@code USER_AVC} of a service such as systemd or dbus that asks SELinux
/// @param denied whether the policy said no; else it was allowed and logged on purpose
/// @param permissions of the class
/// @param source context of who acted
/// @param target context of what was acted on
/// @param objectClass such as {@code file} or {@code tcp_socket}
/// @param permissive whether it was denied only in the log; absent where the kernel does not tell
/// @param path whole, where the message or another record of its event tells it
/// @param fields all others that the message has, undone from their encoding: {@code pid}, {@code comm}, {@code name}, {@code dev},
///     {@code ino}, {@code src}, {@code dest}, {@code capability} ...
/// @param offset byte offset of its line
public record AvcMessage(
    String recordType,
    boolean denied,
    List<String> permissions,
    String source,
    String target,
    String objectClass,
    Optional<Boolean> permissive,
    Optional<String> path,
    Map<String, String> fields,
    long offset) {
  private static final int PARTS = 4;

  /// Copies the list.
  public AvcMessage {
    permissions = List.copyOf(permissions);
  }

  /// One field.
  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /// Type of who acted: its domain.
  public String sourceType() {
    return typeOf(source);
  }

  /// Type of what was acted on.
  public String targetType() {
    return typeOf(target);
  }

  /// The port of {@code name_bind} ({@code src}) and {@code name_connect} ({@code dest}).
  public OptionalInt port() {
    String text =
        field(permissions.contains("name_bind") ? "src" : "dest")
            .orElse(fields.getOrDefault("src", ""));
    if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  /// The third part of a context {@code user:role:type:level}; empty where it has none.
  public static String typeOf(String context) {
    List<String> parts = List.of(context.split(":", PARTS));
    return parts.size() < 3 ? "" : parts.get(2);
  }
}
