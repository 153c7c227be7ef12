package initscope.remote;

import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Proxy;
import com.jcraft.jsch.SocketFactory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/// Gives the SSH library our wire. It never sees a socket: it would set read time-outs on it, and a time-out in the middle
/// of a packet would lose the rest.
final class WireProxy implements Proxy {
  private static final int BUFFER_BYTES = 64 << 10;

  private final Login.Dial dial;
  private final Phase phase;
  private volatile @Nullable Wire wire;
  private volatile @Nullable WatchedInput input;
  private volatile @Nullable InputStream buffered;
  private volatile boolean aborted;

  WireProxy(Login.Dial dial, Phase phase) {
    this.dial = dial;
    this.phase = phase;
  }

  @Override
  public void connect(SocketFactory unused, String host, int port, int timeout) throws Exception {
    Wire dialled = dial.dial();
    wire = dialled;
    if (aborted) {
      dialled.close();
      throw new IOException("given up");
    }
    var watched = new WatchedInput(dialled.in());
    input = watched;
    buffered = new BufferedInputStream(watched, BUFFER_BYTES);
    phase.enter(Phase.Step.KEY_EXCHANGE);
  }

  Wire wire() throws JSchException {
    return there(wire);
  }

  WatchedInput input() throws JSchException {
    return there(input);
  }

  private static <T> T there(@Nullable T thing) throws JSchException {
    if (thing == null) {
      throw new JSchException("not connected");
    }
    return thing;
  }

  /// Ends whatever hangs on the wire; unlike {@link #close} it never waits for the library's locks.
  void abort() {
    aborted = true;
    dial.abort();
    Wire w = wire;
    if (w != null) {
      w.close();
    }
  }

  @Override
  public @Nullable InputStream getInputStream() {
    return buffered;
  }

  @Override
  public @Nullable OutputStream getOutputStream() {
    Wire w = wire;
    return w == null ? null : w.out();
  }

  @Override
  public @Nullable Socket getSocket() {
    return null;
  }

  @Override
  public void close() {
    abort();
  }
}
