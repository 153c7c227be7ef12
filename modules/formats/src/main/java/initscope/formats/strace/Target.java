package initscope.formats.strace;

import java.util.Set;

/// What a system call was about, from its arguments as strace prints them: the path, else what the descriptor is open on, else the address
/// that is connected to.
final class Target {
  private static final int LONGEST = 200;

  /// Calls whose first argument is a descriptor.
  private static final Set<String> OF_DESCRIPTORS =
      Set.of(
          "read",
          "write",
          "pread64",
          "pwrite64",
          "readv",
          "writev",
          "recvfrom",
          "recvmsg",
          "sendto",
          "sendmsg",
          "connect",
          "accept",
          "accept4",
          "epoll_wait",
          "epoll_pwait",
          "epoll_pwait2",
          "fsync",
          "fdatasync",
          "close",
          "ioctl",
          "fcntl",
          "flock",
          "getdents64",
          "fallocate",
          "ftruncate",
          "fstat",
          "lseek");

  private Target() {}

  /// Empty where the arguments tell nothing.
  static String of(String name, String args) {
    if (args.startsWith("\"")) {
      return string(args, 0);
    }
    String peer = name.equals("connect") ? address(args) : "";
    if (!peer.isEmpty()) {
      return peer;
    }
    int digits = 0;
    while (digits < args.length() && args.charAt(digits) >= '0' && args.charAt(digits) <= '9') {
      digits++;
    }
    boolean directory = args.startsWith("AT_FDCWD");
    int first = directory ? 8 : digits;
    boolean decorated =
        first > 0
            && first < args.length()
            && args.charAt(first) == '<'
            && Nesting.decoration(args, first) > first;
    int end = decorated ? Nesting.decoration(args, first) + 1 : first;
    if ((directory || digits > 0) && args.startsWith(", \"", end) && isOfPaths(name)) {
      return string(args, end + 2);
    }
    if (decorated && !directory) {
      return clipped(args.substring(first + 1, end - 1));
    }
    return digits > 0 && OF_DESCRIPTORS.contains(name) ? "fd " + args.substring(0, digits) : "";
  }

  /// {@code openat}, {@code newfstatat}, {@code execveat}, {@code statx}, {@code openat2}.
  private static boolean isOfPaths(String name) {
    return name.endsWith("at") || name.endsWith("at2") || name.equals("statx");
  }

  /// {@code 10.0.0.9:5432}, or the path of a socket.
  private static String address(String args) {
    int path = args.indexOf("sun_path=");
    if (path >= 0) {
      int quote = args.indexOf('"', path);
      boolean hidden = args.startsWith("@", path + 9);
      return quote < 0 ? "" : (hidden ? "@" : "") + string(args, quote);
    }
    int family = args.indexOf("inet_addr(\"");
    int start = family < 0 ? after(args, "inet_pton(AF_INET6, \"") : family + 10;
    if (start < 0) {
      return "";
    }
    int port = args.indexOf("htons(");
    int portEnd = port < 0 ? -1 : args.indexOf(')', port);
    String host = string(args, start);
    String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return portEnd < 0 ? bracketed : bracketed + ":" + clipped(args.substring(port + 6, portEnd));
  }

  /// Index of the quote that ends a word, -1 where it does not stand there.
  private static int after(String args, String word) {
    int at = args.indexOf(word);
    return at < 0 ? -1 : at + word.length() - 1;
  }

  private static String string(String args, int quote) {
    int end = Nesting.string(args, quote);
    return end < 0 ? "" : clipped(args.substring(quote + 1, end));
  }

  private static String clipped(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
