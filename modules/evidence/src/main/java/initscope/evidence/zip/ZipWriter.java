package initscope.evidence.zip;

import initscope.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes a zip. Sizes and checksums stand before the data, all times are the same: equal contents give equal files.
public final class ZipWriter {
  private static final int CHUNK = 1 << 16;
  private static final int VERSION = 20;
  private static final int UTF8 = 0x800;
  private static final int DATE_1980 = 0x21;
  private static final int UNIX_REGULAR_0600 = 0100600;

  private final OutputStream out;
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private long written;
  private int count;

  /// Writes to a stream, which the caller closes.
  public ZipWriter(OutputStream out) {
    this.out = out;
  }

  /// Adds a member as it is.
  public void stored(String name, Bytes bytes) throws IOException {
    header(name, ZipMember.STORED, crc(bytes), bytes.size(), bytes.size());
    for (long at = 0; at < bytes.size(); at += CHUNK) {
      out.write(bytes.slice(at, Math.min(CHUNK, bytes.size() - at)).toArray());
    }
    written += bytes.size();
  }

  /// Adds a member compressed at the fastest level, or as it is where that does not make it smaller.
  public void compressed(String name, Bytes bytes) throws IOException {
    byte[] small = deflate(bytes.toArray());
    if (small.length >= bytes.size()) {
      stored(name, bytes);
      return;
    }
    header(name, ZipMember.DEFLATED, crc(bytes), small.length, bytes.size());
    out.write(small);
    written += small.length;
  }

  /// Writes the directory.
  public void finish() throws IOException {
    long size = directory.size();
    directory.writeTo(out);
    byte[] record = new byte[ZipMembers.END_BYTES];
    ByteBuffer end = buffer(record);
    end.putInt((int) ZipMembers.END).putInt(0).putShort((short) count).putShort((short) count);
    end.putInt((int) size).putInt((int) written).putShort((short) 0);
    out.write(record);
  }

  private void header(String name, int method, int crc, long compressed, long size)
      throws IOException {
    if (!ZipLimits.goodName(name)) {
      throw new IOException("not a name for a capture's entry: " + name);
    }
    if (++count > ZipLimits.MAX_ENTRIES || written + compressed > ZipLimits.MAX_TOTAL_BYTES) {
      throw new IOException("a capture holds at most 2 GiB and 60,000 entries");
    }
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    byte[] commonBytes = new byte[26];
    ByteBuffer common = buffer(commonBytes);
    common.putShort((short) VERSION).putShort((short) UTF8).putShort((short) method);
    common.putShort((short) 0).putShort((short) DATE_1980);
    common.putInt(crc).putInt((int) compressed).putInt((int) size);
    common.putShort((short) path.length).putShort((short) 0);
    byte[] localBytes = new byte[ZipMembers.LOCAL_BYTES];
    ByteBuffer local = buffer(localBytes).putInt((int) ZipMembers.LOCAL);
    local.put(commonBytes);
    byte[] centralBytes = new byte[ZipMembers.CENTRAL_BYTES];
    ByteBuffer central = buffer(centralBytes).putInt((int) ZipMembers.CENTRAL);
    central.putShort((short) (3 << 8 | VERSION)).put(commonBytes);
    central.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    central.putInt(UNIX_REGULAR_0600 << 16).putInt((int) written);
    out.write(localBytes);
    out.write(path);
    directory.write(centralBytes);
    directory.write(path);
    written += localBytes.length + path.length;
  }

  private static ByteBuffer buffer(byte[] array) {
    return ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int crc(Bytes bytes) {
    CRC32 crc = new CRC32();
    for (long at = 0; at < bytes.size(); at += CHUNK) {
      crc.update(bytes.slice(at, Math.min(CHUNK, bytes.size() - at)).toArray());
    }
    return (int) crc.getValue();
  }

  private static byte[] deflate(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream small = new ByteArrayOutputStream(bytes.length / 3 + 64);
      byte[] chunk = new byte[CHUNK];
      while (!deflater.finished()) {
        small.write(chunk, 0, deflater.deflate(chunk));
      }
      return small.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
