package initscope.model.host;

/// One line of /proc/net/arp: whether a machine on the same network has answered.
///
/// @param address IPv4 address, dotted
/// @param device network device: {@code eth0}
/// @param answered whether its hardware address is known; else it was asked for and nobody answered
public record Neighbour(String address, String device, boolean answered) {}
