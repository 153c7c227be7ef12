package initscope.xray.memory;

import initscope.model.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    Range range = new Range(address, (int) length);
    if (!known.missing(range).isEmpty()) {
      ask(range);
      return Optional.empty();
    }
    return Optional.of(
        SparseMemory.ofLayers(List.of(known)).read(List.of(range)).getFirst().bytes());
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
    List<Range> batch = missing(merged(wanted));
    if (batch.isEmpty()) {
      return false;
    }
    List<Chunk> chunks = send(memory, batch);
    for (Chunk chunk : chunks) {
      keep(chunk, wanted);
    }
    List<Range> behindHoles = missing(wanted);
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
    List<Chunk> chunks = affordable.isEmpty() ? List.of() : from.read(affordable);
    long got = chunks.stream().mapToLong(chunk -> chunk.bytes().size()).sum();
    traffic = traffic.plus(new Traffic(1, affordable.size(), got));
    return chunks;
  }

  private List<Range> missing(List<Range> ranges) {
    return ranges.stream().flatMap(range -> known.missing(range).stream()).toList();
  }

  /// Keeps what was read. A hole takes with it the rest of the wishes it lies in, but not what lies behind it in a
  /// neighbour that was merged with them.
  private void keep(Chunk chunk, List<Range> wanted) {
    int got = (int) chunk.bytes().size();
    known.add(Chunk.of(new Range(chunk.address(), got), chunk.bytes()), -1);
    if (chunk.reason().isEmpty()) {
      return;
    }
    long hole = chunk.address() + got;
    for (Range wish : wanted) {
      long before = hole - wish.address();
      if (before >= 0 && before < wish.length()) {
        Range rest = new Range(hole, (int) (wish.length() - before));
        known.add(Chunk.unreadable(rest, chunk.reason().get()), -1);
      }
    }
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
