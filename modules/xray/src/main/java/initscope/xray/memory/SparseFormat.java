package initscope.xray.memory;

import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem;
import initscope.model.Problems;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Sparse memory as a file, little-endian:
///
/// - 8 bytes {@code IScopeM} and a version byte, 1;
/// - records of a 16 byte head: kind (1 bytes, 2 unreadable, 3 end), look, length of the reason (u16), number of bytes
///   (u32), address (u64; at the end the number of records before it); then the bytes, or the reason in UTF-8;
/// - a file without its end record is cut: what stands before is good.
public final class SparseFormat {
  /// First bytes of every file.
  public static final String MAGIC = "IScopeM";

  private static final int VERSION = 1;
  private static final int HEAD = 16;
  private static final int BYTES = 1;
  private static final int UNREADABLE = 2;
  private static final int END = 3;
  private static final int MAX_LOOKS = 64;
  private static final int MAX_REASON = 1000;

  private SparseFormat() {}

  /// Writes a whole memory.
  public static void write(SparseMemory memory, OutputStream out) throws IOException {
    Writer writer = new Writer(out);
    for (int look = 0; look < memory.layers().size(); look++) {
      for (Layer.Piece piece : memory.layers().get(look).pieces()) {
        writer.add(look, new Chunk(piece.address(), piece.length(), piece.bytes(), piece.reason()));
      }
    }
    writer.end();
  }

  /// Writes piece by piece, so that a broken write leaves what came before.
  public static final class Writer {
    private final OutputStream out;
    private long records;

    /// Writes the magic. The stream is the caller's to close.
    public Writer(OutputStream out) throws IOException {
      this.out = out;
      out.write(MAGIC.getBytes(StandardCharsets.US_ASCII));
      out.write(VERSION);
    }

    /// Adds what one range gave.
    public void add(int look, Chunk chunk) throws IOException {
      int got = (int) chunk.bytes().size();
      if (got > 0) {
        record(BYTES, look, 0, got, chunk.address());
        out.write(chunk.bytes().toArray());
      }
      if (chunk.reason().isPresent()) {
        byte[] reason = chunk.reason().get().getBytes(StandardCharsets.UTF_8);
        byte[] kept = Arrays.copyOf(reason, Math.min(reason.length, MAX_REASON));
        record(UNREADABLE, look, kept.length, chunk.requested() - got, chunk.address() + got);
        out.write(kept);
      }
    }

    /// Marks the file complete.
    public void end() throws IOException {
      record(END, 0, 0, 0, records);
      out.flush();
    }

    private void record(int kind, int look, int reason, int length, long address)
        throws IOException {
      ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
      head.put((byte) kind).put((byte) look).putShort((short) reason).putInt(length);
      out.write(head.putLong(address).array());
      records++;
    }
  }

  /// Whether an input begins as such a file.
  public static boolean recognises(Bytes head) {
    return head.startsWith(MAGIC);
  }

  /// Reads a file; the memory refers to {@code in}, nothing is copied.
  public static Decoded<SparseMemory> decode(Bytes in) {
    Problems problems = new Problems();
    List<Layer> layers = new ArrayList<>(List.of(new Layer()));
    if (!recognises(in) || in.size() <= MAGIC.length() || in.at(MAGIC.length()) != VERSION) {
      problems.add("sparse.magic", Problem.Effect.LOST_FROM_HERE, 0, "not sparse memory");
    } else {
      records(in, layers, problems);
    }
    return new Decoded<>(SparseMemory.ofLayers(layers), problems.toList());
  }

  private static void records(Bytes in, List<Layer> layers, Problems problems) {
    long at = MAGIC.length() + 1L;
    while (in.size() - at >= HEAD) {
      int kind = in.at(at);
      int look = in.at(at + 1);
      int reason = in.u16(at + 2);
      long length = in.u32(at + 4);
      long address = in.u64(at + 8);
      long body = at + HEAD;
      long bodySize = kind == BYTES ? length : reason;
      if (kind == END) {
        return;
      }
      if ((kind != BYTES && kind != UNREADABLE) || look >= MAX_LOOKS) {
        problems.add("sparse.record", Problem.Effect.LOST_FROM_HERE, at, "kind " + kind);
        return;
      }
      if (bodySize > in.size() - body) {
        break;
      }
      if (!Range.fits(address, length)) {
        problems.add("sparse.range", Problem.Effect.SKIPPED, at, Long.toHexString(address));
      } else {
        add(layers, look, chunk(in, kind, address, (int) length, body, reason), body);
      }
      at = body + bodySize;
    }
    problems.add("sparse.cut", Problem.Effect.LOST_FROM_HERE, at, "no end record");
  }

  private static Chunk chunk(Bytes in, int kind, long address, int length, long body, int reason) {
    return kind == BYTES
        ? new Chunk(address, length, in.slice(body, length), Optional.empty())
        : Chunk.unreadable(new Range(address, length), in.utf8(body, reason));
  }

  private static void add(List<Layer> layers, int look, Chunk chunk, long body) {
    while (layers.size() <= look) {
      layers.add(new Layer());
    }
    layers.get(look).add(chunk, chunk.complete() ? body : -1);
  }
}
