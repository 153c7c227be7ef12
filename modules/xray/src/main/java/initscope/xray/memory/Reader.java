package initscope.xray.memory;

import initscope.model.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A memory read level by level: code asks for what it needs, learns at once what is known already, and what is not
/// is wished for; {@link #fetch()} then reads all wishes as one batch, neighbours merged and no byte twice.
///
/// Code over it is written as if all were known and run again until nothing is missing: so a walk over many objects
/// takes as many round trips as it is deep, however wide it is.
public final class Reader {
  private static final int MERGE_GAP_BYTES = 512;
  private static final int MAX_RANGE_BYTES = 1 << 20;

  private final Memory memory;
  private final long maxBytes;
  private final Layer known = new Layer();
  private final Set<Range> wishes = new LinkedHashSet<>(); // many ask for the same
  private int asked;
  private Traffic traffic = Traffic.NONE;

  /// Reads at most that many bytes in all; what would go beyond is answered as unreadable.
  public Reader(Memory memory, long maxBytes) {
    this.memory = memory;
    this.maxBytes = maxBytes;
  }

  /// The bytes of a range if all of it is known and readable. Else it is wished for, unless it is known that it
  /// cannot be read; a range that wraps around is never there.
  public Optional<Bytes> bytes(long address, long length) {
    Optional<Bytes> start = start(address, length);
    return start.filter(bytes -> bytes.size() == length);
  }

  /// As {@link #bytes}, but gives the readable beginning where the end of the range cannot be read.
  public Optional<Bytes> start(long address, long length) {
    if (!Range.fits(address, length)) {
      return Optional.empty();
    }
    Optional<Bytes> inOne = known.slice(address, length);
    if (inOne.isPresent()) {
      return inOne;
    }
    Range range = new Range(address, (int) length);
    if (!known.missing(range).isEmpty()) {
      ask(range);
      return Optional.empty();
    }
    return Optional.of(
        SparseMemory.ofLayers(List.of(known)).read(List.of(range)).getFirst().bytes());
  }

  /// The readable beginning of a range, read at once where it is not known: for what everything else hangs on.
  public Bytes now(long address, long length) throws MemoryLostException {
    Optional<Bytes> known = start(address, length);
    if (known.isEmpty()) {
      fetch();
      known = start(address, length);
    }
    return known.orElse(Bytes.EMPTY);
  }

  /// Why a byte cannot be read; empty where it can be, or is not known.
  public Optional<String> why(long address) {
    return known.at(address).flatMap(Layer.Piece::reason);
  }

  /// Wishes for a range that will be needed soon, so that it comes with this level's batch.
  public void wish(long address, long length) {
    if (Range.fits(address, length) && length > 0) {
      ask(new Range(address, (int) length));
    }
  }

  private void ask(Range range) {
    wishes.add(range);
    asked++;
  }

  /// Whether something was wished for since the last fetch.
  public boolean wishing() {
    return !wishes.isEmpty();
  }

  /// Number of wishes since the last fetch: whether some code asked for what is not known, when it is asked before and after it.
  public int wishes() {
    return asked;
  }

  /// Reads what was wished for since the last call, as one batch.
  ///
  /// @return false when there was nothing to read
  public boolean fetch() throws MemoryLostException {
    List<Range> wanted = new ArrayList<>(wishes);
    wishes.clear();
    asked = 0;
    // only what is missing is merged: a gap between two known ranges would be asked for again and
    // again
    List<Range> batch = missing(merged(missing(wanted)));
    if (batch.isEmpty()) {
      return false;
    }
    List<Chunk> chunks = send(memory, batch);
    chunks.forEach(chunk -> known.add(readable(chunk), -1));
    if (chunks.stream().allMatch(Chunk::complete)) {
      return true;
    }
    NavigableMap<Long, Range> pieces = pieces(wanted);
    chunks.forEach(chunk -> giveUp(chunk, pieces));
    List<Range> behindHoles = missing(List.copyOf(pieces.values()));
    if (!behindHoles.isEmpty()) {
      send(memory, behindHoles).forEach(chunk -> known.add(chunk, -1));
    }
    return true;
  }

  /// Reads ranges at a later look, past what is known.
  public List<Chunk> again(int look, List<Range> ranges) throws MemoryLostException {
    List<Range> merged = merged(ranges);
    Reader fresh = new Reader(memory.look(look), maxBytes - traffic.bytes());
    fresh.wishes.addAll(merged);
    fresh.fetch();
    traffic = traffic.plus(fresh.traffic);
    return SparseMemory.ofLayers(List.of(fresh.known)).read(ranges);
  }

  /// What reading has cost so far.
  public Traffic traffic() {
    return traffic;
  }

  private List<Chunk> send(Memory from, List<Range> batch) throws MemoryLostException {
    long asked = 0;
    List<Range> affordable = new ArrayList<>();
    for (Range range : batch) {
      asked += range.length();
      if (traffic.bytes() + asked > maxBytes) {
        known.add(Chunk.unreadable(range, "over the limit of " + maxBytes + " bytes"), -1);
      } else {
        affordable.add(range);
      }
    }
    List<Chunk> chunks = affordable.isEmpty() ? List.of() : from.parts(affordable);
    long got = chunks.stream().mapToLong(chunk -> chunk.bytes().size()).sum();
    traffic = traffic.plus(new Traffic(1, affordable.size(), got));
    return chunks;
  }

  private List<Range> missing(List<Range> ranges) {
    return ranges.stream().flatMap(range -> known.missing(range).stream()).toList();
  }

  private static Chunk readable(Chunk chunk) {
    return Chunk.of(new Range(chunk.address(), (int) chunk.bytes().size()), chunk.bytes());
  }

  /// A hole takes with it the rest of the piece it lies in: what lies behind it in another wish, or in a neighbour that was merged with
  /// it, is read once more by itself.
  private void giveUp(Chunk chunk, NavigableMap<Long, Range> pieces) {
    long hole = chunk.address() + chunk.bytes().size();
    Map.Entry<Long, Range> piece = pieces.floorEntry(hole);
    if (chunk.complete() || piece == null) {
      return;
    }
    long inPiece = piece.getValue().length() - (hole - piece.getKey());
    long inChunk = chunk.requested() - chunk.bytes().size();
    if (inPiece > 0) {
      Range rest = new Range(hole, (int) Math.min(inPiece, inChunk));
      known.add(Chunk.unreadable(rest, chunk.reason().orElse("")), -1);
    }
  }

  /// Wishes cut where another one begins or ends.
  private static NavigableMap<Long, Range> pieces(List<Range> wishes) {
    TreeMap<Long, Integer> borders = new TreeMap<>(Long::compareUnsigned);
    TreeMap<Long, Range> pieces = new TreeMap<>(Long::compareUnsigned);
    for (Range wish : wishes) {
      long end = wish.address() + wish.length();
      if (end == 0) {
        pieces.put(wish.address(), wish); // up to the end of all addresses
      } else if (wish.length() > 0) {
        borders.merge(wish.address(), 1, Integer::sum);
        borders.merge(end, -1, Integer::sum);
      }
    }
    int open = 0;
    long from = 0;
    for (Map.Entry<Long, Integer> border : borders.entrySet()) {
      if (open > 0) {
        pieces.put(from, new Range(from, (int) (border.getKey() - from)));
      }
      open += border.getValue();
      from = border.getKey();
    }
    return pieces;
  }

  private static List<Range> merged(List<Range> ranges) {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.removeIf(range -> range.length() == 0);
    sorted.sort((a, b) -> Long.compareUnsigned(a.address(), b.address()));
    List<Range> merged = new ArrayList<>();
    for (Range next : sorted) {
      Range last = merged.isEmpty() ? next : merged.getLast();
      long offset = next.address() - last.address();
      long length = Math.max(offset + next.length(), last.length());
      boolean near = offset >= 0 && offset - last.length() <= MERGE_GAP_BYTES;
      boolean fits = length == last.length() || length <= MAX_RANGE_BYTES;
      if (!merged.isEmpty() && near && fits) {
        merged.set(merged.size() - 1, new Range(last.address(), (int) length));
      } else {
        merged.add(next);
      }
    }
    return merged;
  }
}
