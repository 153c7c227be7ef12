package initscope.remote;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/// The bytes to and from an SSH server: a TCP connection, or a tunnel through another session. Closing it from another thread
/// ends every read and write.
interface Wire extends Closeable {
  InputStream in();

  OutputStream out();

  @Override
  void close();

  /// A TCP connection not yet made, so that it can be closed while it is.
  static Socket unconnected() {
    return new Socket();
  }

  /// Resolves the name and connects.
  static Wire tcp(Socket socket, String host, int port, int timeoutMillis) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new java.net.UnknownHostException(host);
    }
    socket.connect(address, timeoutMillis);
    socket.setTcpNoDelay(true);
    InputStream in = new QuickAck(socket, socket.getInputStream());
    OutputStream out = socket.getOutputStream();
    return new Wire() {
      @Override
      public InputStream in() {
        return in;
      }

      @Override
      public OutputStream out() {
        return out;
      }

      @Override
      public void close() {
        closeQuietly(socket);
      }
    };
  }

  /// Closes what may be broken already.
  static void closeQuietly(Closeable c) {
    try {
      c.close();
    } catch (IOException _) {
      return; // nothing is left to be done about it
    }
  }
}
