package initscope.diagnosis;

import initscope.model.Incident;
import initscope.model.host.InetSocket;
import initscope.model.host.OpenFile;
import initscope.model.host.UnixSocket;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// File descriptor to socket to peer.
final class Sockets {
  private Sockets() {}

  /// An open socket of the process.
  record Held(OpenFile file, InetSocket socket) {}

  /// Those of the process's sockets that are of a kind.
  static List<Held> of(Incident incident, Predicate<InetSocket> kind) {
    return incident.files().stream()
        .filter(OpenFile::isSocket)
        .flatMap(f -> inet(incident, f).filter(kind).map(s -> new Held(f, s)).stream())
        .toList();
  }

  /// Connections of the process that nobody has answered yet.
  static List<Held> connecting(Incident incident) {
    return of(incident, s -> s.state().equals("SYN-SENT"));
  }

  static Optional<OpenFile> file(Incident incident, long fd) {
    return incident.files().stream().filter(f -> f.fd() == fd).findFirst();
  }

  static Optional<InetSocket> inet(Incident incident, OpenFile file) {
    return incident.sockets().stream()
        .filter(s -> s.inode() != 0 && s.inode() == file.inode())
        .findFirst();
  }

  static Optional<UnixSocket> unix(Incident incident, OpenFile file) {
    return incident.unixSockets().stream()
        .filter(s -> s.inode() != 0 && s.inode() == file.inode())
        .findFirst();
  }

  /// Links fd, socket and peer.
  static void link(Incident incident, Held held, Chain chain) {
    InetSocket s = held.socket();
    link(incident, held.file(), chain);
    String key = s.state().equals("LISTEN") ? "because.socket.listen" : "because.socket";
    chain.add(
        Places.socket(incident, s.inode()), key, s.protocol(), s.local(), s.remote(), s.state());
    if (s.retransmits() > 0) {
      chain.add(
          Places.socket(incident, s.inode()),
          "because.socket.retransmits",
          s.remote(),
          Integer.toString(s.retransmits()));
    }
    if (s.state().equals("ESTAB") && s.protocol().startsWith("tcp")) {
      chain.add(
          Places.socket(incident, s.inode()),
          "because.socket.queues",
          Long.toString(s.receiveQueueBytes()),
          Long.toString(s.sendQueueBytes()));
    }
  }

  static void link(Incident incident, OpenFile file, Chain chain) {
    chain.add(
        Places.file(incident, file.fd()), "because.fd", Integer.toString(file.fd()), file.target());
  }

  /// {@code a:1, b:2 ...} for the peers, each once.
  static String peers(List<Held> held) {
    List<String> peers = held.stream().map(h -> h.socket().remote()).distinct().toList();
    String text = String.join(", ", peers.stream().limit(3).toList());
    return peers.size() > 3 ? text + " +" + (peers.size() - 3) : text;
  }
}
