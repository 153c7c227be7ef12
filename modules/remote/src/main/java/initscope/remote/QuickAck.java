package initscope.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketOption;
import java.util.Optional;

/// Acknowledges at once what a server sends. A server without TCP_NODELAY holds its second small packet back until the first is
/// acknowledged, and the kernel would take 40 ms for that, at every command.
final class QuickAck extends FilterInputStream {
  private final Socket socket;
  private final Optional<SocketOption<Boolean>> option;

  QuickAck(Socket socket, InputStream in) {
    super(in);
    this.socket = socket;
    this.option = find(socket);
  }

  /// By name: the option is a module's of its own, and of Linux only.
  @SuppressWarnings("unchecked")
  private static Optional<SocketOption<Boolean>> find(Socket socket) {
    return socket.supportedOptions().stream()
        .filter(o -> o.name().equals("TCP_QUICKACK") && o.type() == Boolean.class)
        .map(o -> (SocketOption<Boolean>) o)
        .findFirst();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (option.isPresent()) {
      socket.setOption(option.get(), true); // the kernel forgets it after a while
    }
    return super.read(bytes, from, length);
  }
}
