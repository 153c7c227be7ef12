package initscope.collect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A long way to a port of this machine: every byte arrives later by a fixed time, none waits for another's answer.
final class DelayProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final long delayNanos;
  private final AtomicLong leftBytes = new AtomicLong(Long.MAX_VALUE);
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  DelayProxy(int target, long oneWayMillis) throws IOException {
    this.server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    this.target = target;
    this.delayNanos = TimeUnit.MILLISECONDS.toNanos(oneWayMillis);
    Thread.ofVirtual().start(this::accept);
  }

  /// Breaks every connection after so many more bytes from the far side, without a word to either.
  void cutAfter(long bytes) {
    leftBytes.set(bytes);
  }

  private void cut() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    throw new IOException("cut");
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
        sockets.add(near);
        sockets.add(far);
        pump(near, far, new AtomicLong(Long.MAX_VALUE));
        pump(far, near, leftBytes);
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

  private void pump(Socket from, Socket to, AtomicLong left) {
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
                  int fits = (int) Math.min(left.get(), piece.bytes().length);
                  out.write(piece.bytes(), 0, fits);
                  out.flush();
                  if (left.addAndGet(-fits) == 0) {
                    cut();
                  }
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
