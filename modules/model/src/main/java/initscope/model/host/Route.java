package initscope.model.host;

/// One line of /proc/net/route: where IPv4 packets of a network namespace go.
///
/// @param device network device: {@code eth0}
/// @param destination network address, dotted
/// @param prefixLength leading bits that count, 0 for the default route
/// @param gateway next hop, dotted; {@code 0.0.0.0} where the destination is on the device's own network
/// @param up whether it is usable
/// @param reject whether packets are refused rather than sent
/// @param metric the smaller of two equal ones wins
public record Route(
    String device,
    String destination,
    int prefixLength,
    String gateway,
    boolean up,
    boolean reject,
    long metric) {
  private static final int BITS = 32;

  /// Whether an IPv4 address lies in its destination.
  public boolean covers(String address) {
    long bits = bits(address);
    long network = bits(destination);
    return bits >= 0
        && network >= 0
        && (prefixLength == 0
            || bits >>> (BITS - prefixLength) == network >>> (BITS - prefixLength));
  }

  /// The next hop to an address in its destination.
  public String nextHop(String address) {
    return gateway.equals("0.0.0.0") ? address : gateway;
  }

  /// The 32 bits of a dotted address, or -1.
  private static long bits(String dotted) {
    long bits = 0;
    int parts = 0;
    int from = 0;
    while (from <= dotted.length() && parts < 5) {
      int dot = dotted.indexOf('.', from);
      String part = dotted.substring(from, dot < 0 ? dotted.length() : dot);
      boolean digits = !part.isEmpty() && part.length() <= 3;
      for (int i = 0; i < part.length(); i++) {
        digits &= part.charAt(i) >= '0' && part.charAt(i) <= '9';
      }
      if (!digits || Integer.parseInt(part) > 255) {
        return -1;
      }
      bits = bits << 8 | Integer.parseInt(part);
      parts++;
      if (dot < 0) {
        break;
      }
      from = dot + 1;
    }
    return parts == 4 ? bits : -1;
  }
}
