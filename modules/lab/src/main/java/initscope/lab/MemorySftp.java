package initscope.lab;

import initscope.model.Bytes;
import initscope.xray.memory.Chunk;
import initscope.xray.memory.Range;
import initscope.xray.memory.SparseMemory;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Answers as {@code sftp-server -R} does (SFTP version 3, draft-ietf-secsh-filexfer-02), for files that are recorded sparse
/// memory. A place that is read a second time is answered with what the recorder saw at its second look.
final class MemorySftp {
  private static final int INIT = 1;
  private static final int VERSION = 2;
  private static final int OPEN = 3;
  private static final int CLOSE = 4;
  private static final int READ = 5;
  private static final int STATUS = 101;
  private static final int HANDLE = 102;
  private static final int DATA = 103;
  private static final int OK = 0;
  private static final int NO_SUCH_FILE = 2;
  private static final int PERMISSION_DENIED = 3;
  private static final int FAILURE = 4;
  private static final int UNSUPPORTED = 8;
  private static final int MAX_PACKET_BYTES = 256 << 10;
  private static final int WRITE_FLAGS = 0x3e;

  private final Map<String, SparseMemory> files;
  private final List<SparseMemory> open = new ArrayList<>();
  private final Map<Place, Integer> looks = new HashMap<>();

  private record Place(int handle, long offset) {}

  /// @param files path to its bytes
  MemorySftp(Map<String, SparseMemory> files) {
    this.files = files;
  }

  /// Answers requests until the client ends its side.
  void serve(InputStream from, OutputStream to) throws IOException {
    DataInputStream in = new DataInputStream(from);
    DataOutputStream out = new DataOutputStream(to);
    while (true) {
      int length;
      try {
        length = in.readInt();
      } catch (java.io.EOFException e) {
        return;
      }
      if (length < 1 || length > MAX_PACKET_BYTES) {
        return;
      }
      byte[] packet = new byte[length];
      in.readFully(packet);
      answer(ByteBuffer.wrap(packet), out);
      if (in.available() == 0) {
        out.flush();
      }
    }
  }

  private void answer(ByteBuffer packet, DataOutputStream out) throws IOException {
    int kind = packet.get() & 0xff;
    if (kind == INIT) {
      out.writeInt(5);
      out.write(VERSION);
      out.writeInt(3);
      return;
    }
    if (packet.remaining() < 4) {
      return;
    }
    int id = packet.getInt();
    switch (kind) {
      case OPEN -> open(id, text(packet), packet.getInt(), out);
      case CLOSE -> status(out, id, OK, "");
      case READ -> read(id, text(packet), packet.getLong(), packet.getInt(), out);
      default -> status(out, id, UNSUPPORTED, "not in the lab");
    }
  }

  private void open(int id, String path, int flags, DataOutputStream out) throws IOException {
    SparseMemory memory = files.get(path);
    if ((flags & WRITE_FLAGS) != 0) {
      status(out, id, PERMISSION_DENIED, "read only");
    } else if (memory == null) {
      status(out, id, NO_SUCH_FILE, "No such file");
    } else {
      byte[] handle = Integer.toString(open.size()).getBytes(StandardCharsets.US_ASCII);
      open.add(memory);
      out.writeInt(9 + handle.length);
      out.write(HANDLE);
      out.writeInt(id);
      out.writeInt(handle.length);
      out.write(handle);
    }
  }

  private void read(int id, String handle, long offset, int length, DataOutputStream out)
      throws IOException {
    int number = handle.matches("[0-9]{1,6}") ? Integer.parseInt(handle) : -1;
    if (number < 0 || number >= open.size() || length <= 0 || !Range.fits(offset, length)) {
      status(out, id, FAILURE, "Failure");
      return;
    }
    int look = looks.merge(new Place(number, offset), 1, Integer::sum) - 1;
    Chunk chunk = open.get(number).look(look).read(List.of(new Range(offset, length))).getFirst();
    Bytes bytes = chunk.bytes();
    if (bytes.isEmpty()) {
      status(out, id, FAILURE, "Failure");
      return;
    }
    out.writeInt(9 + (int) bytes.size());
    out.write(DATA);
    out.writeInt(id);
    out.writeInt((int) bytes.size());
    out.write(bytes.toArray());
  }

  private static void status(DataOutputStream out, int id, int code, String words)
      throws IOException {
    byte[] text = words.getBytes(StandardCharsets.UTF_8);
    out.writeInt(17 + text.length);
    out.write(STATUS);
    out.writeInt(id);
    out.writeInt(code);
    out.writeInt(text.length);
    out.write(text);
    out.writeInt(0);
  }

  private static String text(ByteBuffer packet) {
    int length = packet.remaining() < 4 ? 0 : packet.getInt();
    byte[] bytes = new byte[Math.clamp(length, 0, packet.remaining())];
    packet.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
