package initscope.remote;

import initscope.model.Failure;
import java.util.Optional;
import java.util.OptionalInt;

/// A host as a person writes it: {@code [USER@]HOST[:PORT]}, an IPv6 address with a port in brackets: {@code [::1]:22}.
///
/// @param user login name, where one was written
/// @param host name or address, without brackets; may be an alias of {@code ~/.ssh/config}
/// @param port where one was written
public record HostSpec(Optional<String> user, String host, OptionalInt port) {
  /// Reads {@code [USER@]HOST[:PORT]}.
  ///
  /// @throws Failure.Usage when it is none
  public static HostSpec parse(String text) throws Failure {
    int at = text.lastIndexOf('@');
    Optional<String> user = at < 0 ? Optional.empty() : Optional.of(text.substring(0, at));
    String rest = text.substring(at + 1);
    String host;
    String port = "";
    if (rest.startsWith("[")) {
      int close = rest.indexOf(']');
      String tail = close < 0 ? "?" : rest.substring(close + 1);
      if (close < 0 || !(tail.isEmpty() || tail.startsWith(":"))) {
        throw noHost(text);
      }
      host = rest.substring(1, close);
      port = tail.isEmpty() ? "" : checkedPort(text, tail.substring(1));
    } else {
      int colon = rest.indexOf(':');
      boolean bareIpv6 = colon >= 0 && rest.indexOf(':', colon + 1) >= 0;
      host = colon < 0 || bareIpv6 ? rest : rest.substring(0, colon);
      port = colon < 0 || bareIpv6 ? "" : checkedPort(text, rest.substring(colon + 1));
    }
    if (!nameLike(host) || user.filter(HostSpec::unfitUser).isPresent()) {
      throw noHost(text);
    }
    return new HostSpec(
        user, host, port.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)));
  }

  /// The same host, for another user.
  public HostSpec withUser(String name) {
    return new HostSpec(Optional.of(name), host, port);
  }

  /// As {@link #parse} reads it.
  @Override
  public String toString() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return user.map(u -> u + "@").orElse("")
        + name
        + (port.isPresent() ? ":" + port.getAsInt() : "");
  }

  /// Whether a text can be the name or address of a host. A leading dash would be an option to other tools.
  static boolean nameLike(String host) {
    if (host.isEmpty() || host.length() > 255 || host.startsWith("-")) {
      return false;
    }
    return host.chars()
        .allMatch(
            c ->
                (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || ".-_:%".indexOf(c) >= 0
                    || (c > 0x7f && Character.isLetterOrDigit(c)));
  }

  private static boolean unfitUser(String user) {
    return user.isEmpty()
        || user.startsWith("-")
        || user.chars().anyMatch(c -> c <= ' ' || c == 0x7f || "'\"`$;&|<>(){}\\".indexOf(c) >= 0);
  }

  private static String checkedPort(String text, String port) throws Failure {
    boolean digits =
        !port.isEmpty() && port.length() <= 5 && port.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535) {
      throw new Failure.Usage(
          "Not a port number:", "\"" + port + "\" in " + text, "write HOST:PORT with 1 to 65535.");
    }
    return port;
  }

  private static Failure noHost(String text) {
    return new Failure.Usage(
        "Not a host:", "\"" + text + "\"", "write [USER@]HOST[:PORT], IPv6 as [::1]:22.");
  }
}
