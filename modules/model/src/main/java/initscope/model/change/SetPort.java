package initscope.model.change;

/// Gives a network port an SELinux type, so that a domain that may use ports of that type may use this one.
///
/// @param protocol {@code tcp} or {@code udp}
/// @param port 1 to 65535
/// @param type of ports, such as {@code http_port_t}
public record SetPort(String protocol, int port, String type) implements Change {
  private static final int LAST = 65_535;
  private static final int DIGITS = 5;

  /// Checks all.
  public SetPort {
    type = type.strip();
    Changes.check(protocol.equals("tcp") || protocol.equals("udp"), "a port is tcp/N or udp/N");
    Changes.check(port >= 1 && port <= LAST, "a port is 1 to 65535");
    Changes.check(Changes.isWord(type, 128, "_."), "a type is letters, digits and _");
  }

  /// Reads {@code tcp/8081}.
  static SetPort of(String target, String wanted) {
    int slash = target.indexOf('/');
    String number = target.substring(slash + 1);
    Changes.check(
        slash > 0
            && !number.isEmpty()
            && number.length() <= DIGITS
            && number.chars().allMatch(c -> c >= '0' && c <= '9'),
        "a port is tcp/N or udp/N");
    return new SetPort(target.substring(0, slash), Integer.parseInt(number), wanted);
  }

  @Override
  public String kind() {
    return "port";
  }

  @Override
  public String target() {
    return protocol + "/" + port;
  }

  @Override
  public String wanted() {
    return type;
  }
}
