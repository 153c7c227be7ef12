package initscope.xray.elf;

import initscope.model.Bytes;
import initscope.xray.memory.Reader;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The build id notes of an ELF file.
final class Notes {
  private static final int MAX_BYTES = 4096;

  private Notes() {}

  /// Wishes for the notes that lie beyond the head of the file.
  static void wish(Reader file, List<Segment> segments) {
    for (Segment segment : segments) {
      if (segment.type() == 4) {
        file.wish(segment.fileOffset(), Math.min(segment.fileSize(), MAX_BYTES));
      }
    }
  }

  /// Go's build id, else the GNU one in hex.
  static Optional<String> buildId(Reader file, List<Segment> segments) {
    Optional<String> gnu = Optional.empty();
    for (Segment segment : segments) {
      if (segment.type() != 4) {
        continue;
      }
      Bytes notes =
          file.start(segment.fileOffset(), Math.min(segment.fileSize(), MAX_BYTES))
              .orElse(Bytes.EMPTY);
      Optional<Bytes> go = find(notes, "Go\0\0", 4);
      if (go.isPresent()) {
        return go.map(Bytes::utf8);
      }
      gnu = gnu.or(() -> find(notes, "GNU\0", 3).map(id -> HexFormat.of().formatHex(id.toArray())));
    }
    return gnu;
  }

  /// The GNU build id in hex, which perf tells programs by.
  static Optional<String> gnu(Reader file, List<Segment> segments) {
    return segments.stream()
        .filter(segment -> segment.type() == 4)
        .map(s -> file.start(s.fileOffset(), Math.min(s.fileSize(), MAX_BYTES)))
        .flatMap(notes -> notes.flatMap(n -> find(n, "GNU\0", 3)).stream())
        .findFirst()
        .map(id -> HexFormat.of().formatHex(id.toArray()));
  }

  private static Optional<Bytes> find(Bytes notes, String owner, int type) {
    long at = 0;
    while (notes.size() - at >= 12) {
      long nameSize = (notes.u32(at) + 3) & ~3L;
      long size = notes.u32(at + 4);
      long body = at + 12 + nameSize;
      long next = body + ((size + 3) & ~3L);
      if (body + size > notes.size()) {
        break;
      }
      if (notes.u32(at + 8) == type && notes.startsWith(Bytes.of(owner), at + 12)) {
        return Optional.of(notes.slice(body, size));
      }
      at = next;
    }
    return Optional.empty();
  }
}
