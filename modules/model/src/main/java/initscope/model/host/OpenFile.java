package initscope.model.host;

/// One open file descriptor.
///
/// @param fd number
/// @param target what the link in /proc/PID/fd reads: a path, {@code socket:[INODE]}, {@code pipe:[INODE]}, {@code anon_inode:[eventpoll]}
public record OpenFile(int fd, String target) {
  /// The inode of a socket or pipe target, or -1.
  public long inode() {
    int open = target.indexOf(":[");
    if (open < 0 || !target.endsWith("]")) {
      return -1;
    }
    String digits = target.substring(open + 2, target.length() - 1);
    return !digits.isEmpty()
            && digits.length() < 19
            && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Long.parseLong(digits)
        : -1;
  }

  /// Whether it is a socket.
  public boolean isSocket() {
    return target.startsWith("socket:[");
  }
}
