package initscope.model.host;

import java.util.Set;

/// File systems that lie on other hosts.
public final class NetworkFileSystems {
  private static final Set<String> TYPES =
      Set.of("nfs", "nfs4", "cifs", "smb3", "ceph", "glusterfs", "9p", "afs", "lustre", "gfs2");

  private NetworkFileSystems() {}

  /// Whether a type, as mountinfo and fstab name it, is one of them.
  public static boolean has(String type) {
    return TYPES.contains(type);
  }
}
