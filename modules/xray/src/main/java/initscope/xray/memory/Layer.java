package initscope.xray.memory;

import initscope.model.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What one look saw: pieces that do not overlap, sorted by unsigned address. A byte, once known, stays.
final class Layer {
  /// A run of readable bytes, or of unreadable ones with the reason.
  record Piece(long address, int length, Bytes bytes, Optional<String> reason, long entryOffset) {
    long end() {
      return address + length;
    }

    /// The part from an address on, of at most that many bytes.
    Piece part(long from, int most) {
      int skip = (int) (from - address);
      int taken = Math.min(length - skip, most);
      Bytes rest = reason.isPresent() ? Bytes.EMPTY : bytes.slice(skip, taken);
      return new Piece(from, taken, rest, reason, entryOffset < 0 ? -1 : entryOffset + skip);
    }
  }

  private final TreeMap<Long, Piece> pieces = new TreeMap<>(Long::compareUnsigned);

  /// The piece that holds the byte at an address.
  Optional<Piece> at(long address) {
    Map.Entry<Long, Piece> entry = pieces.floorEntry(address);
    return entry != null
            && Long.compareUnsigned(address - entry.getKey(), entry.getValue().length()) < 0
        ? Optional.of(entry.getValue())
        : Optional.empty();
  }

  /// The bytes of a range that one readable piece holds whole; empty where more than one would be needed, or it is not known.
  Optional<Bytes> slice(long address, long length) {
    Map.Entry<Long, Piece> entry = pieces.floorEntry(address);
    if (entry == null || entry.getValue().reason().isPresent()) {
      return Optional.empty();
    }
    long inside = address - entry.getKey();
    Bytes bytes = entry.getValue().bytes();
    return inside >= 0 && inside < bytes.size() && length <= bytes.size() - inside
        ? Optional.of(bytes.slice(inside, length))
        : Optional.empty();
  }

  /// How many bytes from an address on (at most {@code most}) lie before the next piece; the address is in none.
  int gapAt(long address, int most) {
    Map.Entry<Long, Piece> next = pieces.higherEntry(address);
    if (next == null) {
      return most;
    }
    long gap = next.getKey() - address;
    return Long.compareUnsigned(gap, most) < 0 ? (int) gap : most;
  }

  /// The parts of a range that are in no piece, ascending.
  List<Range> missing(Range range) {
    List<Range> missing = new ArrayList<>();
    int done = 0;
    while (done < range.length()) {
      long here = range.address() + done;
      int left = range.length() - done;
      Optional<Piece> piece = at(here);
      int step;
      if (piece.isPresent()) {
        step = (int) Math.min(left, piece.get().length() - (here - piece.get().address()));
      } else {
        step = gapAt(here, left);
        missing.add(new Range(here, step));
      }
      done += step;
    }
    return missing;
  }

  /// Adds what is not known yet of a chunk.
  ///
  /// @param entryOffset where its first byte stands in the raw entry, -1 for none
  void add(Chunk chunk, long entryOffset) {
    int got = (int) chunk.bytes().size();
    addPiece(new Piece(chunk.address(), got, chunk.bytes(), Optional.empty(), entryOffset));
    chunk
        .reason()
        .ifPresent(
            why ->
                addPiece(
                    new Piece(
                        chunk.address() + got,
                        chunk.requested() - got,
                        Bytes.EMPTY,
                        Optional.of(why),
                        -1)));
  }

  private void addPiece(Piece piece) {
    if (piece.length() == 0) {
      return;
    }
    for (Range gap : missing(new Range(piece.address(), piece.length()))) {
      pieces.put(gap.address(), piece.part(gap.address(), gap.length()));
    }
  }

  /// All pieces, ascending.
  Iterable<Piece> pieces() {
    return pieces.values();
  }
}
