package initscope.tuning.selinux;

import initscope.model.change.AllowRule;
import java.util.List;
import java.util.OptionalLong;

/// What one domain may not do to one type, of one class: all its messages together. Names are not safe for a terminal.
///
/// @param source type that acts
/// @param target type that is acted on
/// @param objectClass such as {@code file}
/// @param permissions denied, sorted
/// @param count of messages
/// @param onlyLogged whether every message was of a permissive domain: nothing was stopped
/// @param firstMillis by the host's wall clock
/// @param lastMillis by the host's wall clock
/// @param paths whole ones, the first few
/// @param names of files whose path is not known, the first few
/// @param ports the first few
/// @param programs by their short names, the first few
public record DeniedAccess(
    String source,
    String target,
    String objectClass,
    List<String> permissions,
    int count,
    boolean onlyLogged,
    OptionalLong firstMillis,
    OptionalLong lastMillis,
    List<String> paths,
    List<String> names,
    List<Integer> ports,
    List<String> programs) {
  /// Copies the lists.
  public DeniedAccess {
    permissions = List.copyOf(permissions);
    paths = List.copyOf(paths);
    names = List.copyOf(names);
    ports = List.copyOf(ports);
    programs = List.copyOf(programs);
  }

  /// The rule that allows exactly this.
  public AllowRule rule() {
    return new AllowRule(source, target.equals(source) ? "self" : target, objectClass, permissions);
  }

  /// Protocol of its ports, empty where it is not about any.
  String protocol() {
    boolean names = permissions.contains("name_bind") || permissions.contains("name_connect");
    return names && objectClass.endsWith("_socket")
        ? objectClass.substring(0, objectClass.length() - "_socket".length())
        : "";
  }
}
