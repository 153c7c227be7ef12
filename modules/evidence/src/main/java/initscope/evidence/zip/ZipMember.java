package initscope.evidence.zip;

import initscope.model.Bytes;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// One member of a zip.
///
/// @param name checked path
/// @param method 0 stored, 8 deflated
/// @param compressedBytes its size in the file
/// @param sizeBytes its size when inflated
/// @param headerOffset where its local header begins
/// @param dataOffset where its data begins
record ZipMember(
    String name,
    int method,
    long compressedBytes,
    long sizeBytes,
    long headerOffset,
    long dataOffset) {
  static final int STORED = 0;
  static final int DEFLATED = 8;

  private static final int CHUNK = 1 << 16;

  /// End of the data.
  long endOffset() {
    return dataOffset + compressedBytes;
  }

  /// The bytes: in place when stored. Empty where the data does not inflate to exactly the size told.
  Optional<Bytes> read(Bytes zip) {
    Bytes data = zip.slice(dataOffset, compressedBytes);
    return method == STORED ? Optional.of(data) : inflate(data);
  }

  private Optional<Bytes> inflate(Bytes data) {
    byte[] out = new byte[Math.toIntExact(sizeBytes)];
    Inflater inflater = new Inflater(true);
    try {
      int filled = 0;
      long fed = 0;
      while (filled < out.length && !inflater.finished()) {
        if (inflater.needsInput()) {
          if (fed == data.size()) {
            return Optional.empty();
          }
          long length = Math.min(CHUNK, data.size() - fed);
          inflater.setInput(data.slice(fed, length).toArray());
          fed += length;
        }
        int got = inflater.inflate(out, filled, out.length - filled);
        if (got == 0 && inflater.needsDictionary()) {
          return Optional.empty();
        }
        filled += got;
      }
      return filled == out.length ? Optional.of(Bytes.of(out)) : Optional.empty();
    } catch (DataFormatException e) {
      return Optional.empty();
    } finally {
      inflater.end();
    }
  }
}
