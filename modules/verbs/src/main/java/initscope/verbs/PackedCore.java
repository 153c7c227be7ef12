package initscope.verbs;

import initscope.collect.spool.FileBytes;
import initscope.model.Bytes;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.xray.core.CoreDecoder;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Core files as systemd-coredump stores them: zstd, lz4 or xz. They are unpacked into a file without blocks for runs of zeroes,
/// which is mapped and removed, so that neither memory nor, where the system lets an open file be removed, the disk keeps it.
final class PackedCore {
  private static final int BLOCK = 1 << 16;
  private static final int REPORT_BLOCKS = 64;
  private static final long MOST_BYTES = 1L << 40;
  private static final long KEPT_FREE_BYTES = 256L << 20;
  private static final int XZ = 0x587a37fd;
  private static final int ZSTD = 0xfd2fb528;

  private PackedCore() {}

  /// Whether an input begins as one of these formats does.
  static boolean recognises(Bytes head) {
    return head.size() >= 6 && isMagic((int) head.u32(0));
  }

  private static boolean isMagic(int word) {
    return word == ZSTD || word == Lz4FrameStream.MAGIC || word == XZ;
  }

  /// Unpacks a file.
  ///
  /// @throws Failure.InputDamaged where it is no packed core; one that is cut gives what stands before the cut
  static Bytes unpack(Path file, Progress progress) throws Failure, CancelledException {
    long size = sizeOf(file);
    Path folder = null;
    try (Counted packed = new Counted(Files.newInputStream(file));
        InputStream in = stream(packed)) {
      byte[] head = in.readNBytes(BLOCK);
      if (!new CoreDecoder().recognises(Bytes.of(head))) {
        throw new Failure.InputDamaged(
            "Cannot read", file.toString(), "it is compressed and no core file: unpack it first.");
      }
      folder = Files.createTempDirectory("initscope-core");
      Path plain = folder.resolve("core");
      copy(file, head, in, plain, () -> progress.report(packed.count, size, "unpacking " + file));
      return FileBytes.map(plain);
    } catch (IOException e) {
      throw damaged(file, e);
    } finally {
      remove(folder);
    }
  }

  /// A position to be told while it goes on.
  private interface Tell {
    void tell() throws CancelledException;
  }

  private static long sizeOf(Path file) throws Failure {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw damaged(file, e);
    }
  }

  private static Failure damaged(Path file, Exception e) {
    return new Failure.InputDamaged("Cannot unpack", file.toString(), e.getMessage() + ".");
  }

  private static InputStream stream(InputStream packed) throws IOException {
    BufferedInputStream in = new BufferedInputStream(packed, BLOCK);
    in.mark(8);
    int magic = (int) Bytes.of(in.readNBytes(4)).u32(0);
    in.reset();
    return switch (magic) {
      case ZSTD -> new ZstdInputStream(in);
      case XZ -> XzStream.open(in);
      default -> new Lz4FrameStream(in);
    };
  }

  private static void copy(Path file, byte[] head, InputStream in, Path plain, Tell tell)
      throws IOException, Failure, CancelledException {
    try (SeekableByteChannel out =
        Files.newByteChannel(
            plain,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.SPARSE,
            StandardOpenOption.WRITE)) {
      byte[] block = head;
      long at = 0;
      for (long blocks = 0; block.length > 0; blocks++) {
        if (blocks % REPORT_BLOCKS == 0) {
          tell.tell();
          room(file, plain, at);
        }
        if (!isZero(block)) {
          out.position(at);
          write(out, block);
        }
        at += block.length;
        block = next(in);
      }
      if (at > out.size()) {
        out.position(at - 1);
        write(out, new byte[1]);
      }
    }
  }

  /// What comes next; nothing where the file is cut or damaged there: the core is then cut, and says so itself.
  private static byte[] next(InputStream in) {
    try {
      return in.readNBytes(BLOCK);
    } catch (IOException | RuntimeException e) {
      return new byte[0];
    }
  }

  private static void room(Path file, Path plain, long at) throws IOException, Failure {
    if (at > MOST_BYTES || Files.getFileStore(plain).getUsableSpace() < KEPT_FREE_BYTES) {
      throw new Failure.InputDamaged(
          "No room to unpack",
          file.toString(),
          "more than "
              + at
              + " bytes in "
              + plain.getParent()
              + ": set TMPDIR or unpack it first.");
    }
  }

  private static void write(SeekableByteChannel out, byte[] block) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(block);
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static void remove(@org.jspecify.annotations.Nullable Path folder) {
    if (folder == null) {
      return;
    }
    for (Path path : new Path[] {folder.resolve("core"), folder}) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        path.toFile().deleteOnExit(); // mapped files cannot be removed everywhere
      }
    }
  }

  /// Counts what is read, to tell how far it is.
  private static final class Counted extends java.io.FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      int got = in.read(to, offset, length);
      count += Math.max(0, got);
      return got;
    }
  }
}
