package initscope.evidence.join;

import initscope.formats.proc.FdDecoder;
import initscope.formats.proc.LocksDecoder;
import initscope.formats.proc.MountinfoDecoder;
import initscope.formats.proc.NetArpDecoder;
import initscope.formats.proc.NetRouteDecoder;
import initscope.formats.proc.NetTcpDecoder;
import initscope.formats.proc.NetUnixDecoder;
import initscope.model.Decoder;
import initscope.model.EvidenceRef;
import initscope.model.Line;
import initscope.model.host.OpenFile;
import initscope.model.host.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Where each noun stands, to the byte: {@code file:FD}, {@code fdinfo:FD}, {@code socket:INODE}, {@code lock:INODE}, {@code lock:INODE:PID},
/// {@code mount:ID}, {@code unit:PROPERTY}, {@code child:PID}, {@code status:FIELD}, {@code sysctl:net.core.somaxconn}, and whole entries such as
/// {@code sockets.tcp}, {@code process.maps}, {@code unit.show}, {@code journal}.
final class Places {
  private static final Map<String, String> WHOLE =
      Map.ofEntries(
          Map.entry("sockets.tcp", "proc/net/tcp"),
          Map.entry("sockets.tcp6", "proc/net/tcp6"),
          Map.entry("sockets.udp", "proc/net/udp"),
          Map.entry("sockets.udp6", "proc/net/udp6"),
          Map.entry("sockets.unix", "proc/net/unix"),
          Map.entry("process.status", "proc/status"),
          Map.entry("process.stat", "proc/stat"),
          Map.entry("process.maps", "proc/maps"),
          Map.entry("process.cmdline", "proc/cmdline"),
          Map.entry("process.exe", "proc/exe"),
          Map.entry("process.limits", "proc/limits"),
          Map.entry("process.cgroup", "proc/cgroup"),
          Map.entry("process.children", "proc/children"),
          Map.entry("files", "proc/fd"),
          Map.entry("locks", "host/locks"),
          Map.entry("mounts", "proc/mountinfo"),
          Map.entry("unit.show", "unit/show"),
          Map.entry("unit.cat", "unit/cat"),
          Map.entry("journal", "unit/journal"),
          Map.entry("boot.manager", "boot/manager"),
          Map.entry("boot.time", "boot/time"),
          Map.entry("boot.plot", "boot/plot"),
          Map.entry("boot.units", "boot/show"),
          Map.entry("boot.dump", "boot/dump"),
          Map.entry("host.os-release", "host/os-release"),
          Map.entry("host.uptime", "host/uptime"),
          Map.entry("host.selinux", "host/selinux"),
          Map.entry("xray.memory", "xray/memory.sparse"),
          Map.entry("xray.exe", "xray/exe.sparse"),
          Map.entry("pstack", "pstack"));

  private final Pieces pieces;
  private final Map<String, EvidenceRef> places = new HashMap<>();

  private Places(Pieces pieces) {
    this.pieces = pieces;
  }

  /// @param more what other joins found, told where nothing else is
  static Map<String, EvidenceRef> of(
      Pieces pieces, List<OpenFile> files, Map<String, EvidenceRef> more) {
    Places places = new Places(pieces);
    places.whole();
    places.lines("proc/fd", new FdDecoder(), file -> "file:" + file.fd());
    places.sockets(files);
    places.lines("host/locks", new LocksDecoder(), lock -> "lock:" + lock.inode());
    places.lines(
        "host/locks", new LocksDecoder(), lock -> "lock:" + lock.inode() + ":" + lock.pid());
    places.lines("proc/mountinfo", new MountinfoDecoder(), mount -> "mount:" + mount.id());
    places.lines("proc/net/route", new NetRouteDecoder(), Places::key);
    places.lines("proc/net/arp", new NetArpDecoder(), n -> "neighbour:" + n.address());
    places.words("unit/show", "unit:", '=');
    places.words("proc/children", "child:", ' ');
    places.words("proc/status", "status:", ':');
    places.descriptors();
    places.sysctls();
    more.forEach(places::put);
    return places.places;
  }

  private static String key(Route route) {
    return "route:" + route.device() + ":" + route.destination() + "/" + route.prefixLength();
  }

  private void whole() {
    WHOLE.forEach((key, entry) -> pieces.get(entry).ifPresent(p -> places.put(key, firstLine(p))));
  }

  private static EvidenceRef firstLine(Piece piece) {
    boolean binary = piece.name().endsWith(".sparse");
    for (Line line : binary ? List.<Line>of() : piece.bytes().first(4096).lines()) {
      return EvidenceRef.at(piece.name(), line);
    }
    return EvidenceRef.whole(piece.name(), piece.name());
  }

  /// Only sockets the process holds: a busy host has tens of thousands.
  private void sockets(List<OpenFile> files) {
    Set<Long> inodes =
        files.stream().filter(OpenFile::isSocket).map(OpenFile::inode).collect(Collectors.toSet());
    for (String file : List.of("tcp", "tcp6", "udp", "udp6")) {
      lines(
          "proc/net/" + file,
          new NetTcpDecoder(),
          socket -> inodes.contains(socket.inode()) ? "socket:" + socket.inode() : "");
    }
    lines(
        "proc/net/unix",
        new NetUnixDecoder(),
        socket -> inodes.contains(socket.inode()) ? "socket:" + socket.inode() : "");
  }

  private <T> void lines(String entry, Decoder<List<T>> decoder, Function<T, String> key) {
    if (pieces.get(entry).isEmpty()) {
      return;
    }
    Piece piece = pieces.get(entry).get();
    for (Line line : piece.bytes().lines()) {
      for (T item : decoder.decode(line.bytes()).value()) {
        put(key.apply(item), EvidenceRef.at(piece.name(), line));
      }
    }
  }

  /// Lines whose first word is the key.
  private void words(String entry, String prefix, char end) {
    if (pieces.get(entry).isEmpty()) {
      return;
    }
    Piece piece = pieces.get(entry).get();
    for (Line line : piece.bytes().lines()) {
      String text = line.bytes().first(200).utf8();
      int at = text.indexOf(end);
      if (at > 0) {
        put(prefix + text.substring(0, at), EvidenceRef.at(piece.name(), line));
      }
    }
  }

  private void descriptors() {
    if (pieces.get("proc/fdinfo").isEmpty()) {
      return;
    }
    Piece piece = pieces.get("proc/fdinfo").get();
    for (Line line : piece.bytes().lines()) {
      String text = line.bytes().first(32).utf8();
      if (text.startsWith("== ")) {
        put("fdinfo:" + text.substring(3), EvidenceRef.at(piece.name(), line));
      }
    }
  }

  private void sysctls() {
    String folder = "host/sysctl/";
    for (Piece piece : pieces.all()) {
      if (piece.key().startsWith(folder)) {
        String name = piece.key().substring(folder.length()).replace('/', '.');
        put(
            "sysctl:" + name,
            EvidenceRef.at(piece.name(), 0, piece.bytes().first(400).utf8().strip()));
      }
    }
  }

  private void put(String key, EvidenceRef place) {
    if (!key.isEmpty()) {
      places.putIfAbsent(key, place);
    }
  }
}
