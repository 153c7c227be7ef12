package initscope.formats.proc;

import initscope.formats.text.Binary;
import initscope.formats.text.Cursor;
import initscope.formats.text.Heads;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Line;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.host.InetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// /proc/net/tcp, tcp6, udp and udp6. Which one it is stands in the title line (udp has `drops`) and in the length of the
/// addresses; a title in the middle starts another table, so that several files may follow each other.
public final class NetTcpDecoder implements Decoder<List<InetSocket>> {
  private static final Format FORMAT = new Format("proc-net-tcp", "/proc/net/tcp, tcp6, udp, udp6");
  private static final List<String> STATES =
      List.of(
          "ESTAB",
          "SYN-SENT",
          "SYN-RECV",
          "FIN-WAIT-1",
          "FIN-WAIT-2",
          "TIME-WAIT",
          "UNCONN",
          "CLOSE-WAIT",
          "LAST-ACK",
          "LISTEN",
          "CLOSING",
          "SYN-RECV",
          "BOUND-INACTIVE");
  private static final int LONGEST_LINE = 4096;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Bytes head) {
    List<String> lines = Heads.lines(head, 3);
    return !lines.isEmpty()
        && (isTitle(lines.getFirst()) || scan(lines.getFirst(), "tcp").isPresent());
  }

  @Override
  public Decoded<List<InetSocket>> decode(Bytes in) {
    List<InetSocket> sockets = new ArrayList<>();
    Problems problems = new Problems();
    String protocol = "tcp";
    for (Line line : in.lines()) {
      if (Binary.is(line)) {
        problems.skipped("net-tcp.line.unreadable", line);
        continue;
      }
      String text = line.bytes().first(LONGEST_LINE).utf8();
      if (isTitle(text)) {
        protocol = text.contains("drops") ? "udp" : "tcp";
        continue;
      }
      Optional<InetSocket> socket = scan(text, protocol);
      socket.ifPresent(sockets::add);
      if (socket.isEmpty() && !text.isBlank()) {
        problems.skipped("net-tcp.line.unreadable", line);
      } else if (socket.isPresent() && !line.ended()) {
        problems.add("net-tcp.line.unfinished", Problem.Effect.NOTE, line.offset(), text);
      }
    }
    return new Decoded<>(List.copyOf(sockets), problems.toList());
  }

  private static boolean isTitle(String text) {
    Cursor c = new Cursor(text);
    return c.blanks().take("sl") && c.blanks().take("local_address");
  }

  private static Optional<InetSocket> scan(String text, String protocol) {
    Cursor c = new Cursor(text);
    c.blanks().decimal();
    String local = c.expect(":").gap().until(':');
    long localPort = c.hex();
    String remote = c.gap().until(':');
    long remotePort = c.hex();
    long state = c.gap().hex();
    long sent = c.gap().hex();
    long received = c.expect(":").hex();
    long timer = c.gap().hex();
    long ticks = c.expect(":").hex();
    long retransmits = c.gap().hex();
    long uid = c.gap().decimal();
    c.gap().decimal();
    long inode = c.gap().decimal();
    Optional<String> localAddress = Addresses.read(local);
    Optional<String> remoteAddress = Addresses.read(remote);
    boolean small = (localPort | remotePort) >> 16 == 0 && timer >> 31 == 0 && ticks >= 0;
    if (c.failed() || !small || localAddress.isEmpty() || remoteAddress.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new InetSocket(
            local.length() > 8 ? protocol + "6" : protocol,
            localAddress.get(),
            (int) localPort,
            remoteAddress.get(),
            (int) remotePort,
            state >= 1 && state <= STATES.size() ? STATES.get((int) state - 1) : "state " + state,
            sent,
            received,
            (int) timer,
            ticks,
            Math.clamp(retransmits, 0, Integer.MAX_VALUE),
            uid,
            inode));
  }
}
