package initscope.evidence.join;

import initscope.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// Entries that were cut from one stream while it came, {@code FOLDER/0} and on, put together again.
///
/// @param bytes all of them, one behind the other
/// @param parts where each begins in them
record NumberedParts(Bytes bytes, TreeMap<Long, Piece> parts) {
  /// Those of a folder, as many as fit.
  ///
  /// @param between what stands between two, such as a line feed; may be empty
  static NumberedParts of(Pieces pieces, String folder, String between, long mostBytes) {
    TreeMap<Long, Piece> parts = new TreeMap<>();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; pieces.get(folder + i).isPresent(); i++) {
      Piece part = pieces.get(folder + i).get();
      if (all.size() + part.bytes().size() > mostBytes) {
        break;
      }
      parts.put((long) all.size(), part);
      all.writeBytes(part.bytes().toArray());
      all.writeBytes(between.getBytes(StandardCharsets.US_ASCII));
    }
    return new NumberedParts(Bytes.of(all.toByteArray()), parts);
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /// The first; there must be one.
  Piece first() {
    return parts.firstEntry().getValue();
  }

  /// The part that holds an offset, and where it begins; there must be one.
  Map.Entry<Long, Piece> at(long offset) {
    return parts.floorEntry(Math.max(0, offset));
  }
}
