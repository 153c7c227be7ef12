package initscope.collect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/// A long way to a port of this machine: every byte arrives later by a fixed time, none waits for another's answer.
final class DelayProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final long delayNanos;

  DelayProxy(int target, long oneWayMillis) throws IOException {
    this.server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    this.target = target;
    this.delayNanos = TimeUnit.MILLISECONDS.toNanos(oneWayMillis);
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket near = server.accept();
        Socket far = new Socket("127.0.0.1", target);
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        pump(near, far);
        pump(far, near);
      }
    } catch (IOException closed) {
      return;
    }
  }

  private record Piece(long dueNanos, byte[] bytes) implements Delayed {
    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return other instanceof Piece that ? Long.compare(dueNanos, that.dueNanos) : 0;
    }
  }

  private void pump(Socket from, Socket to) {
    DelayQueue<Piece> queue = new DelayQueue<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                InputStream in = from.getInputStream();
                byte[] buffer = new byte[64 << 10];
                for (int n; (n = in.read(buffer)) >= 0; ) {
                  queue.add(new Piece(System.nanoTime() + delayNanos, Arrays.copyOf(buffer, n)));
                }
              } catch (IOException closed) {
                // the end of the pump is told below
              }
              queue.add(new Piece(System.nanoTime() + delayNanos, new byte[0]));
            });
    Thread.ofVirtual()
        .start(
            () -> {
              try (to) {
                OutputStream out = to.getOutputStream();
                for (Piece piece = queue.take(); piece.bytes().length > 0; piece = queue.take()) {
                  out.write(piece.bytes());
                  out.flush();
                }
              } catch (IOException | InterruptedException closed) {
                return;
              }
            });
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
