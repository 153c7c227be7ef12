package initscope.xray;

import initscope.model.Bytes;
import initscope.xray.memory.Reader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The pprof labels of a goroutine: up to Go 1.23 a map, since then a list.
final class Labels {
  private static final int MAX_LABELS = 64;
  private static final int MAX_TEXT = 256;
  private static final int SLOTS = 8;
  private static final int STRING = 16;
  private static final int MAX_LOG_BUCKETS = 5;
  private static final int MAX_OVERFLOWS = 4;

  private final Reader process;
  private final Layout layout;

  Labels(Reader process, Layout layout) {
    this.process = process;
    this.layout = layout;
  }

  /// The labels, as far as they are read.
  Map<String, String> of(RawG g) {
    long address = g.wordOrZero("g.labels");
    Map<String, String> labels = new HashMap<>();
    if (!WaitObjects.isPointer(address)) {
      return labels;
    }
    if (layout.has("labelmap.labelset") || layout.has("labelmap.set")) {
      process.bytes(address, 16).ifPresent(list -> list(list.u64(0), list.u64(8), labels));
    } else if (layout.has("hmap.buckets")) {
      process.bytes(address, 8).ifPresent(map -> map(map.u64(0), labels));
    }
    return labels;
  }

  private void list(long address, long count, Map<String, String> into) {
    if (count > 0 && count <= MAX_LABELS && WaitObjects.isPointer(address)) {
      process
          .bytes(address, 2L * STRING * count)
          .ifPresent(
              list -> {
                for (int i = 0; i < count; i++) {
                  pair(list, 2L * STRING * i, 2L * STRING * i + STRING, into);
                }
              });
    }
  }

  private void map(long address, Map<String, String> into) {
    Optional<Bytes> map =
        WaitObjects.isPointer(address)
            ? process.bytes(address, layout.size("hmap", 0))
            : Optional.empty();
    if (map.isEmpty() || map.get().u64(layout.offset("hmap.count")) > MAX_LABELS) {
      return;
    }
    int log = map.get().at(layout.offset("hmap.b"));
    long buckets = map.get().u64(layout.offset("hmap.buckets"));
    boolean grows = map.get().u64(layout.offset("hmap.oldbuckets")) != 0;
    if (log > MAX_LOG_BUCKETS || grows || !WaitObjects.isPointer(buckets)) {
      return;
    }
    int size = SLOTS + 2 * SLOTS * STRING + 8;
    for (int i = 0; i < 1 << log; i++) {
      long bucket = buckets + (long) size * i;
      for (int more = 0; bucket != 0 && more < MAX_OVERFLOWS; more++) {
        Optional<Bytes> bytes = process.bytes(bucket, size);
        bytes.ifPresent(b -> bucket(b, into));
        bucket = bytes.map(b -> b.u64(size - 8L)).filter(WaitObjects::isPointer).orElse(0L);
      }
    }
  }

  private void bucket(Bytes bucket, Map<String, String> into) {
    for (int slot = 0; slot < SLOTS; slot++) {
      long key = SLOTS + (long) STRING * slot;
      if (bucket.u64(key) != 0) {
        pair(bucket, key, key + (long) SLOTS * STRING, into);
      }
    }
  }

  private void pair(Bytes bytes, long key, long value, Map<String, String> into) {
    Optional<String> name = text(bytes.u64(key), bytes.u64(key + 8));
    Optional<String> said = text(bytes.u64(value), bytes.u64(value + 8));
    if (name.isPresent() && said.isPresent()) {
      into.put(name.get(), said.get());
    }
  }

  private Optional<String> text(long address, long length) {
    if (length == 0) {
      return Optional.of("");
    }
    return length > 0 && length <= MAX_TEXT && address > 0
        ? process.bytes(address, length).map(Bytes::utf8)
        : Optional.empty();
  }
}
