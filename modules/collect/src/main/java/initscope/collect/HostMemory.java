package initscope.collect;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.reads.RandomReads;
import initscope.remote.reads.Reads;
import initscope.xray.memory.Chunk;
import initscope.xray.memory.Memory;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A file of a host as a memory: a process's memory, or its executable.
final class HostMemory implements Memory {
  private final RandomReads reads;
  private final String path;
  private final Progress progress;
  private int batches;
  private long bytes;
  private Optional<String> reason = Optional.empty();
  private Optional<Failure> failed = Optional.empty();
  private boolean cancelled;

  HostMemory(RandomReads reads, String path, Progress progress) {
    this.reads = reads;
    this.path = path;
    this.progress = progress;
  }

  @Override
  public List<Chunk> read(List<Range> ranges) throws MemoryLostException {
    List<initscope.remote.reads.Range> wanted = new ArrayList<>();
    for (Range range : ranges) {
      wanted.add(new initscope.remote.reads.Range(range.address(), range.length()));
    }
    try {
      Reads answer = reads.read(path, wanted, progress);
      batches++;
      List<Chunk> chunks = new ArrayList<>();
      for (initscope.remote.reads.Chunk chunk : answer.chunks()) {
        bytes += chunk.bytes().size();
        reason = chunk.reason().or(() -> reason);
        Range range = new Range(chunk.range().offset(), chunk.range().length());
        chunks.add(Chunk.partial(range, chunk.bytes(), chunk.reason().orElse("not read")));
      }
      return chunks;
    } catch (Failure e) {
      failed = Optional.of(e);
      throw new MemoryLostException(e.what() + " " + e.where(), e);
    } catch (CancelledException e) {
      cancelled = true;
      throw new MemoryLostException("cancelled", e);
    }
  }

  /// Batches so far: about one round trip each.
  int batches() {
    return batches;
  }

  /// Bytes read so far.
  long bytes() {
    return bytes;
  }

  /// The last reason why something could not be read.
  Optional<String> reason() {
    return reason;
  }

  /// Throws what ended the reading as a whole.
  void check() throws CancelledException, Failure {
    if (cancelled) {
      throw new CancelledException();
    }
    if (failed.isPresent()) {
      throw failed.get();
    }
  }
}
