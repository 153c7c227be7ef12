package initscope.model.host;

/// One line of /proc/net/unix.
///
/// @param state {@code LISTEN}, {@code UNCONNECTED}, {@code CONNECTING}, {@code CONNECTED}, {@code DISCONNECTING}
/// @param type {@code stream}, {@code dgram}, {@code seqpacket}
/// @param inode matches {@code socket:[INODE]}
/// @param path bound path, abstract names with a leading {@code @}, empty for none
public record UnixSocket(String state, String type, long inode, String path) {}
