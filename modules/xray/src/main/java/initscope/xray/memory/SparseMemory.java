package initscope.xray.memory;

import initscope.model.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A memory of which only parts are known: those read once from a live one, and for each later look what differed.
///
/// A byte is answered from the look asked for, else from the look before it. What was never read is unreadable with
/// {@link #NOT_CAPTURED}.
public final class SparseMemory implements Memory {
  /// The reason given for bytes that nobody read while the process lived.
  public static final String NOT_CAPTURED = "not captured";

  private final List<Layer> layers;
  private final int look;

  private SparseMemory(List<Layer> layers, int look) {
    this.layers = layers;
    this.look = look;
  }

  /// What look 0 saw.
  public static SparseMemory of(List<Chunk> chunks) {
    Layer layer = new Layer();
    chunks.forEach(chunk -> layer.add(chunk, -1));
    return ofLayers(List.of(layer));
  }

  /// A file held whole, addressed by offset.
  public static SparseMemory ofFile(Bytes file) {
    int most = 1 << 30;
    List<Chunk> chunks = new ArrayList<>();
    for (long at = 0; at < file.size(); at += most) {
      int length = (int) Math.min(most, file.size() - at);
      chunks.add(Chunk.of(new Range(at, length), file.slice(at, length)));
    }
    return of(chunks);
  }

  static SparseMemory ofLayers(List<Layer> layers) {
    return new SparseMemory(layers, 0);
  }

  List<Layer> layers() {
    return layers;
  }

  @Override
  public SparseMemory look(int number) {
    return new SparseMemory(layers, number);
  }

  @Override
  public List<Chunk> read(List<Range> ranges) {
    return ranges.stream().map(this::read).toList();
  }

  @Override
  public List<Chunk> parts(List<Range> ranges) {
    return ranges.stream().flatMap(range -> parts(range).stream()).toList();
  }

  @Override
  public OptionalLong entryOffset(long address) {
    return topAt(address, 1)
        .filter(piece -> piece.entryOffset() >= 0)
        .map(piece -> OptionalLong.of(piece.entryOffset()))
        .orElse(OptionalLong.empty());
  }

  /// Number of readable bytes kept, of all looks.
  public long storedBytes() {
    long sum = 0;
    for (Layer layer : layers) {
      for (Layer.Piece piece : layer.pieces()) {
        sum += piece.bytes().size();
      }
    }
    return sum;
  }

  private Chunk read(Range range) {
    List<Bytes> parts = new ArrayList<>();
    int done = 0;
    String why = NOT_CAPTURED;
    while (done < range.length()) {
      Optional<Layer.Piece> piece = topAt(range.address() + done, range.length() - done);
      if (piece.isEmpty() || piece.get().reason().isPresent()) {
        why = piece.flatMap(Layer.Piece::reason).orElse(NOT_CAPTURED);
        break;
      }
      parts.add(piece.get().bytes());
      done += piece.get().length();
    }
    return Chunk.partial(range, Bytes.join(parts), why);
  }

  private List<Chunk> parts(Range range) {
    List<Chunk> parts = new ArrayList<>();
    for (int done = 0; done < range.length(); ) {
      Range left = new Range(range.address() + done, range.length() - done);
      Chunk part = read(left);
      int got = (int) part.bytes().size();
      int hole = part.complete() ? 0 : holeAt(left.address() + got, left.length() - got);
      parts.add(
          Chunk.partial(
              new Range(left.address(), got + hole), part.bytes(), part.reason().orElse("")));
      done += got + hole;
    }
    return parts;
  }

  /// How far a hole goes from an address on, at most that many bytes.
  private int holeAt(long address, int most) {
    int length = 0;
    while (length < most) {
      Optional<Layer.Piece> piece = topAt(address + length, most - length);
      if (piece.isPresent() && piece.get().reason().isEmpty()) {
        break;
      }
      length += piece.map(Layer.Piece::length).orElse(gapAt(address + length, most - length));
    }
    return length;
  }

  /// How many bytes from an address on no look answers for.
  private int gapAt(long address, int most) {
    int length = most;
    for (int i = Math.min(look, layers.size() - 1); i >= 0; i--) {
      length = layers.get(i).gapAt(address, length);
    }
    return length;
  }

  /// The part that answers for the byte at an address, cut where another look begins to answer.
  private Optional<Layer.Piece> topAt(long address, int most) {
    int upTo = most;
    for (int i = Math.min(look, layers.size() - 1); i >= 0; i--) {
      Optional<Layer.Piece> piece = layers.get(i).at(address);
      if (piece.isPresent()) {
        return Optional.of(piece.get().part(address, upTo));
      }
      upTo = layers.get(i).gapAt(address, upTo);
    }
    return Optional.empty();
  }
}
