package initscope.formats.proc;

import initscope.formats.text.Cursor;
import initscope.formats.text.LineDecoder;
import initscope.model.Format;
import initscope.model.host.UnixSocket;
import java.util.Optional;

/// /proc/net/unix.
public final class NetUnixDecoder extends LineDecoder<UnixSocket> {
  private static final long ACCEPTS_CONNECTIONS = 0x10000;

  /// A decoder.
  public NetUnixDecoder() {
    super(new Format("proc-net-unix", "/proc/net/unix"), "net-unix");
  }

  @Override
  protected boolean isOther(String line) {
    return line.isBlank() || (line.startsWith("Num ") && line.contains("RefCount"));
  }

  @Override
  protected Optional<UnixSocket> scan(String line) {
    Cursor c = new Cursor(line);
    c.blanks().hex();
    c.expect(":").gap().hex();
    c.gap().hex();
    long flags = c.gap().hex();
    long type = c.gap().hex();
    long state = c.gap().hex();
    long inode = c.gap().decimal();
    String path = c.take(" ") ? c.rest() : "";
    if (c.failed() || !c.atEnd()) {
      return Optional.empty();
    }
    boolean listens = (flags & ACCEPTS_CONNECTIONS) != 0;
    return Optional.of(new UnixSocket(listens ? "LISTEN" : state(state), type(type), inode, path));
  }

  private static String type(long code) {
    return switch ((int) code) {
      case 1 -> "stream";
      case 2 -> "dgram";
      case 5 -> "seqpacket";
      default -> "type " + code;
    };
  }

  private static String state(long code) {
    return switch ((int) code) {
      case 0 -> "FREE";
      case 1 -> "UNCONNECTED";
      case 2 -> "CONNECTING";
      case 3 -> "CONNECTED";
      case 4 -> "DISCONNECTING";
      default -> "state " + code;
    };
  }
}
