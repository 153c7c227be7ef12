package initscope.model.change;

/// Which host: its key and machine id, not its name, which may move.
///
/// @param keySha256 fingerprint of its SSH host key, empty where unknown
/// @param machineId text of {@code /etc/machine-id}
/// @param address as the user named it, for people
public record HostIdentity(String keySha256, String machineId, String address) {
  /// Whether both are the same host, whatever it is called.
  public boolean sameHost(HostIdentity other) {
    return machineId.equals(other.machineId) && keySha256.equals(other.keySha256);
  }
}
