package initscope.xray.testing;

import initscope.model.Bytes;
import initscope.xray.memory.Chunk;
import initscope.xray.memory.Memory;
import initscope.xray.memory.Range;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A file of this machine as memory: an executable, or {@code /proc/PID/mem}.
public final class LocalMemory implements Memory, AutoCloseable {
  private static final int PAGE = 4096;
  private final RandomAccessFile file;

  /// Opens for reading.
  public LocalMemory(Path path) throws FileNotFoundException {
    file = new RandomAccessFile(path.toFile(), "r");
  }

  @Override
  public List<Chunk> read(List<Range> ranges) {
    List<Chunk> chunks = new ArrayList<>();
    for (Range range : ranges) {
      chunks.add(read(range));
    }
    return chunks;
  }

  private Chunk read(Range range) {
    byte[] bytes = new byte[range.length()];
    int done = 0;
    try {
      file.seek(range.address());
      while (done < bytes.length) {
        int page = PAGE - (int) ((range.address() + done) & (PAGE - 1));
        int got = file.read(bytes, done, Math.min(bytes.length - done, Math.max(page, 1 << 16)));
        if (got <= 0) {
          break;
        }
        done += got;
      }
      return Chunk.partial(range, Bytes.of(Arrays.copyOf(bytes, done)), "end of file");
    } catch (IOException e) {
      return Chunk.partial(
          range, Bytes.of(Arrays.copyOf(bytes, done)), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
