package initscope.remote;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A host with everything the ssh configuration says of it.
///
/// @param asked what the user wrote
/// @param hostName name or address to connect to
/// @param port 22 unless something else is said
/// @param user login name
/// @param identityFiles private keys to try, in order; may not exist
/// @param identitiesOnly try no other keys of the agent than these
/// @param jumps hosts to go through, first hop first
/// @param userKnownHosts files of known host keys; new keys go into the first
/// @param globalKnownHosts files of the system
/// @param hostKeyAlias name to look the key up by instead of the host's
/// @param hashKnownHosts hide names in new lines
/// @param agent socket of the agent where the configuration names one; {@code none} for no agent
/// @param notes what of the configuration was not followed, for people
public record ResolvedHost(
    HostSpec asked,
    String hostName,
    int port,
    String user,
    List<Path> identityFiles,
    boolean identitiesOnly,
    List<String> jumps,
    List<Path> userKnownHosts,
    List<Path> globalKnownHosts,
    Optional<String> hostKeyAlias,
    boolean hashKnownHosts,
    Optional<String> agent,
    List<String> notes) {
  /// Keeps immutable copies.
  public ResolvedHost {
    identityFiles = List.copyOf(identityFiles);
    jumps = List.copyOf(jumps);
    userKnownHosts = List.copyOf(userKnownHosts);
    globalKnownHosts = List.copyOf(globalKnownHosts);
    notes = List.copyOf(notes);
  }

  /// {@code user@name:port}, for messages.
  public String words() {
    String name = hostName.indexOf(':') >= 0 ? "[" + hostName + "]" : hostName;
    return user + "@" + name + ":" + port;
  }

  /// The name its key stands under in known_hosts.
  String keyName() {
    return hostKeyAlias
        .map(a -> a.toLowerCase(java.util.Locale.ROOT))
        .orElseGet(() -> KnownHosts.name(hostName, port));
  }
}
