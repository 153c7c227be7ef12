package initscope.remote.reads;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.DuplexChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// SFTP packets over a channel: length, type, body.
final class SftpWire {
  static final int INIT = 1;
  static final int VERSION = 2;
  static final int OPEN = 3;
  static final int CLOSE = 4;
  static final int READ = 5;
  static final int STATUS = 101;
  static final int HANDLE = 102;
  static final int DATA = 103;

  private static final int MAX_PACKET_BYTES = 256 << 10;
  private static final long MAX_SILENCE_NANOS = 30_000_000_000L;
  private static final long TICK_MILLIS = 50;

  private final DuplexChannel channel;
  private final String host;
  private byte[] buffer = new byte[64 << 10];
  private int start;
  private int end;

  SftpWire(DuplexChannel channel, String host) {
    this.channel = channel;
    this.host = host;
  }

  void send(ByteBuffer packets) throws Failure {
    try {
      channel.toHost().write(packets.array(), packets.arrayOffset(), packets.position());
      channel.toHost().flush();
    } catch (IOException _) {
      throw ended();
    }
  }

  /// The next packet: type and body. Valid until the next call.
  ByteBuffer receive(Progress progress, String what) throws Failure, CancelledException {
    need(4, progress, what);
    int length = ByteBuffer.wrap(buffer, start, 4).getInt();
    if (length < 1 || length > MAX_PACKET_BYTES) {
      throw nonsense();
    }
    need(4 + length, progress, what);
    ByteBuffer packet = ByteBuffer.wrap(buffer, start + 4, length).slice();
    start += 4 + length;
    return packet;
  }

  Failure nonsense() {
    return new Failure.HostRefused(
        "sftp-server speaks nonsense on", host, "go without it; memory is then read by dd.");
  }

  private void need(int count, Progress progress, String what) throws Failure, CancelledException {
    if (buffer.length - start < count) {
      byte[] larger = buffer.length < count ? new byte[Integer.highestOneBit(count) * 2] : buffer;
      System.arraycopy(buffer, start, larger, 0, end - start);
      end -= start;
      start = 0;
      buffer = larger;
    }
    long since = System.nanoTime();
    long asked = since;
    while (end - start < count) {
      boolean news = channel.await(TICK_MILLIS);
      long now = System.nanoTime();
      // also of a host that never stops talking
      if (now - asked >= TICK_MILLIS * 1_000_000) {
        progress.report(0, -1, what);
        asked = now;
      }
      if (now - since > MAX_SILENCE_NANOS) {
        throw new Failure.HostUnreachable(
            "No answer from sftp-server on", host + " for 30 s", "check the host's load.");
      }
      if (!news) {
        if (!channel.linkAlive()) {
          throw ended();
        }
        continue;
      }
      int got = readInto();
      if (got < 0) {
        throw ended();
      }
      end += got;
    }
  }

  private int readInto() throws Failure {
    try {
      return channel.fromHost().read(buffer, end, buffer.length - end);
    } catch (IOException _) {
      throw ended();
    }
  }

  private Failure ended() {
    if (!channel.linkAlive()) {
      return new Failure.HostUnreachable(
          "Lost", host + " (while reading memory)", "check the network and start again.");
    }
    String said = channel.errors().strip();
    return new Failure.HostRefused(
        "sftp-server ended on",
        host + (said.isEmpty() ? "" : " (" + initscope.model.Display.safe(last(said)) + ")"),
        "memory can be read by dd instead.");
  }

  private static String last(String said) {
    String line = said.substring(said.lastIndexOf('\n') + 1);
    return line.length() > 200 ? line.substring(0, 200) : line;
  }

  /// A string or byte string of a packet.
  static byte[] string(ByteBuffer packet) {
    int length = Math.clamp(packet.remaining() < 4 ? 0 : packet.getInt(), 0, packet.remaining());
    byte[] bytes =
        Arrays.copyOfRange(
            packet.array(),
            packet.arrayOffset() + packet.position(),
            packet.arrayOffset() + packet.position() + length);
    packet.position(packet.position() + length);
    return bytes;
  }
}
