package initscope.model.host;

/// One line of /proc/net/{tcp,tcp6,udp,udp6}, see proc_net(5) and net/ipv4/tcp_ipv4.c (get_tcp4_sock).
///
/// @param protocol {@code tcp}, {@code tcp6}, {@code udp}, {@code udp6}
/// @param localAddress numeric, IPv6 without brackets
/// @param localPort 0 to 65535
/// @param remoteAddress numeric
/// @param remotePort 0 to 65535
/// @param state name as ss(8) prints it: {@code SYN-SENT}, {@code ESTAB}, {@code LISTEN} ...
/// @param sendQueueBytes not yet acknowledged
/// @param receiveQueueBytes not yet read (for LISTEN: waiting connections)
/// @param timer 0 none, 1 retransmit, 2 other such as keep-alive, 3 TIME-WAIT, 4 zero window probe
/// @param timerTicks until the timer fires, in 1/100 s
/// @param retransmits of the oldest unacknowledged segment
/// @param uid owner
/// @param inode matches {@code socket:[INODE]}
public record InetSocket(
    String protocol,
    String localAddress,
    int localPort,
    String remoteAddress,
    int remotePort,
    String state,
    long sendQueueBytes,
    long receiveQueueBytes,
    int timer,
    long timerTicks,
    int retransmits,
    long uid,
    long inode) {
  /// {@code address:port} of the peer, IPv6 in brackets.
  public String remote() {
    return endpoint(remoteAddress, remotePort);
  }

  /// {@code address:port} on this host, IPv6 in brackets.
  public String local() {
    return endpoint(localAddress, localPort);
  }

  private static String endpoint(String address, int port) {
    return address.indexOf(':') >= 0 ? "[" + address + "]:" + port : address + ":" + port;
  }
}
