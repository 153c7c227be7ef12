package initscope.xray.lapse;

import initscope.model.Bytes;
import initscope.xray.memory.Chunk;
import java.util.List;
import java.util.Map;

/// One look at a process.
///
/// @param sentNanos laptop time when it was asked for, from any origin
/// @param receivedNanos the same clock when its last answer was there
/// @param requests reads it took
/// @param entryOffset where it begins in the raw entry, -1 for a live one
/// @param chunks what was read, by source, in the order asked
public record LapseSample(
    long sentNanos,
    long receivedNanos,
    int requests,
    long entryOffset,
    Map<Source, List<Chunk>> chunks) {
  /// Keeps an immutable copy.
  public LapseSample {
    chunks = Map.copyOf(chunks);
  }

  /// What a source gave.
  public List<Chunk> of(Source source) {
    return chunks.getOrDefault(source, List.of());
  }

  /// A source's text, empty where it was not read.
  public String text(Source source) {
    List<Chunk> parts = of(source);
    return parts.isEmpty() ? "" : parts.getFirst().bytes().first(1 << 12).utf8();
  }

  /// Bytes that were read.
  public long bytes() {
    return chunks.values().stream()
        .flatMap(List::stream)
        .map(Chunk::bytes)
        .mapToLong(Bytes::size)
        .sum();
  }

  /// Whether memory was asked for and none of it could be read: the process has ended, or runs another program.
  public boolean gone() {
    List<Chunk> memory = of(Source.MEMORY);
    return !memory.isEmpty() && memory.stream().allMatch(chunk -> chunk.bytes().isEmpty());
  }
}
