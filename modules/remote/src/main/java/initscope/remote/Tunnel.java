package initscope.remote;

import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.JSchException;
import initscope.model.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// A wire through a session on another host: the jump host connects on and sees only what is encrypted for the target.
final class Tunnel implements Wire {
  private static final int OPEN_MILLIS = 30_000;

  private final ChannelDirectTCPIP channel;
  private final BytePipe in = new BytePipe();
  private final OutputStream out;

  private Tunnel(ChannelDirectTCPIP channel) throws IOException {
    this.channel = channel;
    channel.setOutputStream(new Tunnelled(in));
    this.out = new Flushed(channel.getOutputStream());
  }

  /// Lets a jump host connect to a host and port.
  static Tunnel open(Link jump, String host, int port) throws Failure, IOException {
    ChannelDirectTCPIP channel = (ChannelDirectTCPIP) jump.channel("direct-tcpip");
    channel.setHost(host);
    channel.setPort(port);
    channel.setOrgIPAddress("127.0.0.1");
    channel.setOrgPort(0);
    Tunnel tunnel = new Tunnel(channel);
    try {
      channel.connect(OPEN_MILLIS);
    } catch (JSchException e) {
      tunnel.close();
      throw new Failure.HostUnreachable(
          "Cannot reach",
          host + ":" + port + " from the jump host " + jump.host().words(),
          "check the name as the jump host knows it, and that it lets connections through.",
          e);
    }
    return tunnel;
  }

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
    in.close();
    Thread.ofVirtual().start(channel::disconnect); // it may wait for the jump host
  }

  /// Where the jump session's reading thread puts what comes.
  private static final class Tunnelled extends OutputStream {
    private final BytePipe pipe;

    Tunnelled(BytePipe pipe) {
      this.pipe = pipe;
    }

    @Override
    public void write(int b) throws IOException {
      pipe.take(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      pipe.take(bytes, from, length);
    }

    @Override
    public void close() {
      pipe.ended();
    }
  }

  /// A packet must not stay in the channel's buffer.
  private static final class Flushed extends OutputStream {
    private final OutputStream to;

    Flushed(OutputStream to) {
      this.to = to;
    }

    @Override
    public void write(int b) throws IOException {
      to.write(b);
      to.flush();
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      to.write(bytes, from, length);
      to.flush();
    }

    @Override
    public void flush() throws IOException {
      to.flush();
    }
  }
}
