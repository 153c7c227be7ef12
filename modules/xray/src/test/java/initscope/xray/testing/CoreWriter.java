package initscope.xray.testing;

import initscope.model.Bytes;
import initscope.model.host.Mapping;
import initscope.xray.core.Registers;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes what was recorded of a process as a core file, and its executable as far as it was read.
public final class CoreWriter {
  private static final int SPARSE_HEAD = 16;
  private static final int BYTES = 1;
  private static final int EXEC_BASE_AUX = 3;

  private final Fixture fixture;
  private final String path;
  private final Map<Long, Registers> threads = new LinkedHashMap<>();
  private boolean text = true;
  private boolean head = true;

  /// A core of a recorded process.
  public CoreWriter(Fixture fixture) {
    this.fixture = fixture;
    this.path =
        fixture.maps().stream()
            .filter(m -> m.inode() != 0 && m.fileOffset() == 0)
            .findFirst()
            .orElseThrow()
            .path();
  }

  /// A piece at an address or, in a file, at an offset.
  private record Piece(long address, byte[] bytes) {}

  /// Adds a thread.
  public CoreWriter thread(long tid, Registers registers) {
    threads.put(tid, registers);
    return this;
  }

  /// Leaves out what the program could not write, as the kernel does; but not the first page.
  public CoreWriter withoutText() {
    text = false;
    return this;
  }

  /// Leaves out the first page as well, as {@code coredump_filter} may say.
  public CoreWriter withoutHead() {
    head = false;
    return this;
  }

  /// The path the program was started from.
  public String path() {
    return path;
  }

  /// The executable: what was read of it, and what was read of it in memory.
  public byte[] executable() {
    List<Piece> pieces = pieces(fixture.executable());
    for (Piece piece : pieces(fixture.memory())) {
      Mapping mapping = mapping(piece.address);
      if (mapping != null && isText(mapping)) {
        pieces.add(new Piece(piece.address - mapping.start() + mapping.fileOffset(), piece.bytes));
      }
    }
    long size = pieces.stream().mapToLong(p -> p.address + p.bytes.length).max().orElse(0);
    byte[] file = new byte[(int) size];
    for (Piece piece : pieces) {
      System.arraycopy(piece.bytes, 0, file, (int) piece.address, piece.bytes.length);
    }
    return file;
  }

  /// The core file.
  public byte[] core() {
    List<Piece> loads = new ArrayList<>();
    for (Piece piece : pieces(fixture.memory())) {
      Mapping mapping = mapping(piece.address);
      if (text || mapping == null || !isText(mapping)) {
        loads.add(piece);
      }
    }
    if (head) {
      Mapping first = first();
      loads.removeIf(p -> p.address >= first.start() && p.address < first.start() + 4096);
      loads.add(new Piece(first.start(), Arrays.copyOf(executable(), 4096)));
    }
    byte[] notes = notes();
    int at = 64 + 56 * (loads.size() + 1);
    int size = at + notes.length + loads.stream().mapToInt(p -> p.bytes.length).sum();
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
    out.putShort(16, (short) 4).putShort(18, (short) 62).putLong(32, 64);
    out.putShort(54, (short) 56).putShort(56, (short) (loads.size() + 1));
    out.position(64);
    header(out, 4, at, 0, notes.length);
    int body = at + notes.length;
    for (Piece load : loads) {
      header(out, 1, body, load.address, load.bytes.length);
      body += load.bytes.length;
    }
    out.put(notes);
    loads.forEach(load -> out.put(load.bytes));
    return out.array();
  }

  private static void header(ByteBuffer out, int type, long offset, long address, long size) {
    out.putInt(type).putInt(6).putLong(offset).putLong(address).putLong(0);
    out.putLong(size).putLong(size).putLong(1);
  }

  private byte[] notes() {
    ByteArrayOutputStream notes = new ByteArrayOutputStream();
    threads.forEach((tid, at) -> note(notes, 1, status(tid, at)));
    ByteBuffer process = buffer(136).putInt(24, 4711);
    process.position(40).put("hang".getBytes(StandardCharsets.US_ASCII));
    process.position(56).put("/srv/hang --fast".getBytes(StandardCharsets.US_ASCII));
    note(notes, 3, process.array());
    note(notes, 0x53494749, buffer(128).putInt(0, 6).array());
    note(notes, 6, buffer(32).putLong(EXEC_BASE_AUX).putLong(first().start() + 64).array());
    note(notes, 0x46494c45, files());
    return notes.toByteArray();
  }

  private static byte[] status(long tid, Registers at) {
    ByteBuffer status = buffer(336).putInt(32, (int) tid);
    status.putLong(112 + 8 * 15, -1).putLong(112 + 8 * 16, at.pc());
    return status.putLong(112 + 8 * 19, at.sp()).array();
  }

  private byte[] files() {
    List<Mapping> files = fixture.maps().stream().filter(m -> m.inode() != 0).toList();
    ByteBuffer words = buffer(16 + 24 * files.size()).putLong(files.size()).putLong(4096);
    ByteArrayOutputStream note = new ByteArrayOutputStream();
    files.forEach(m -> words.putLong(m.start()).putLong(m.end()).putLong(m.fileOffset() / 4096));
    note.writeBytes(words.array());
    files.forEach(m -> note.writeBytes((m.path() + "\0").getBytes(StandardCharsets.UTF_8)));
    return note.toByteArray();
  }

  private static void note(ByteArrayOutputStream notes, int type, byte[] body) {
    notes.writeBytes(buffer(12).putInt(5).putInt(body.length).putInt(type).array());
    notes.writeBytes(new byte[] {'C', 'O', 'R', 'E', 0, 0, 0, 0});
    notes.writeBytes(Arrays.copyOf(body, (body.length + 3) & ~3));
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private Mapping first() {
    return fixture.maps().stream().filter(m -> m.path().equals(path)).findFirst().orElseThrow();
  }

  private boolean isText(Mapping mapping) {
    return mapping.path().equals(path)
        && mapping.permissions().charAt(1) != 'w'
        && !relocated(mapping);
  }

  /// Read-only now, written by the dynamic loader before: the kernel dumps it.
  private boolean relocated(Mapping mapping) {
    return fixture.maps().stream()
        .anyMatch(
            m ->
                m.end() == mapping.start()
                    && m.path().equals(path)
                    && m.permissions().equals("r--p")
                    && mapping.permissions().equals("r--p"));
  }

  private @org.jspecify.annotations.Nullable Mapping mapping(long address) {
    return fixture.maps().stream().filter(m -> m.contains(address)).findFirst().orElse(null);
  }

  /// What the first look at a recorded memory saw.
  private static List<Piece> pieces(Bytes sparse) {
    List<Piece> pieces = new ArrayList<>();
    long at = 8;
    while (sparse.size() - at >= SPARSE_HEAD && sparse.at(at) != 3) {
      boolean bytes = sparse.at(at) == BYTES;
      long body = bytes ? sparse.u32(at + 4) : sparse.u16(at + 2);
      if (bytes && sparse.at(at + 1) == 0) {
        pieces.add(new Piece(sparse.u64(at + 8), sparse.slice(at + SPARSE_HEAD, body).toArray()));
      }
      at += SPARSE_HEAD + body;
    }
    return pieces;
  }
}
