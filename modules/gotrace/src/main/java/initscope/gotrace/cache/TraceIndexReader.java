package initscope.gotrace.cache;

import static initscope.gotrace.util.DamagedIndexException.require;

import initscope.gotrace.GoTrace;
import initscope.gotrace.Parallel;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.util.ColumnReader;
import initscope.gotrace.util.DamagedIndexException;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem;
import initscope.model.Progress.CancelledException;
import initscope.model.go.ClockSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads an index. Lanes stay in its bytes, texts in the trace's; both must last as long as what is given.
public final class TraceIndexReader {
  private static final int ENTRY = 2 * Long.BYTES;
  private static final int TAIL = 3 * Long.BYTES;

  private final Bytes index;
  private final Bytes trace;

  /// What there is once for a trace.
  private record Head(
      int version, Map<String, Long> counts, List<ClockSnapshot> clocks, List<Problem> problems) {}

  private record Section(Bytes bytes, long checksum) {}

  private TraceIndexReader(Bytes index, Bytes trace) {
    this.index = index;
    this.trace = trace;
  }

  /// The decoded trace.
  ///
  /// @param index the bytes of the index, from whomever
  /// @param trace the bytes of the trace's file
  /// @param key of the trace's file
  /// @param parallel who reads generations side by side
  /// @return empty where the index is of another trace, format or program, or is damaged
  /// @throws CancelledException when the user cancelled
  public static Optional<Decoded<GoTrace>> read(
      Bytes index, Bytes trace, TraceKey key, Parallel parallel) throws CancelledException {
    try {
      return Optional.of(new TraceIndexReader(index, trace).read(key, parallel));
    } catch (DamagedIndexException e) {
      return Optional.empty();
    }
  }

  private Decoded<GoTrace> read(TraceKey key, Parallel parallel)
      throws DamagedIndexException, CancelledException {
    List<Section> sections = sections();
    require(sections.size() >= 2, "sections");
    require(verified(sections.get(0)).equals(TraceIndexWriter.header(key)), "of another trace");
    Head head = head(new ColumnReader(verified(sections.get(1))));
    List<Parallel.Work<Optional<Generation>>> work = new ArrayList<>();
    for (Section section : sections.subList(2, sections.size())) {
      work.add(() -> generation(section));
    }
    List<Generation> generations = new ArrayList<>();
    for (Optional<Generation> generation : parallel.all(work)) {
      require(generation.isPresent(), "a generation");
      generations.add(generation.get());
    }
    GoTrace read = new GoTrace(head.version(), generations, head.counts(), head.clocks());
    return new Decoded<>(read, head.problems());
  }

  private Optional<Generation> generation(Section section) {
    try {
      return Optional.of(Generation.read(new ColumnReader(verified(section)), trace));
    } catch (DamagedIndexException e) {
      return Optional.empty();
    }
  }

  private static Bytes verified(Section section) throws DamagedIndexException {
    require(TraceKey.checksum(section.bytes()) == section.checksum(), "a checksum");
    return section.bytes();
  }

  private List<Section> sections() throws DamagedIndexException {
    require(index.size() >= TAIL, "no end");
    long tail = index.size() - TAIL;
    require(index.u64(tail + 2 * Long.BYTES) == TraceIndexWriter.END, "no end");
    long count = index.u64(tail);
    require(count >= 0 && count <= tail / ENTRY, "too many sections");
    long directory = tail - count * ENTRY;
    Bytes checked = index.slice(directory, count * ENTRY + Long.BYTES);
    require(TraceKey.checksum(checked) == index.u64(tail + Long.BYTES), "a checksum");
    List<Section> sections = new ArrayList<>();
    long at = 0;
    for (long entry = directory; entry < tail; entry += ENTRY) {
      long length = index.u64(entry);
      require(length >= 0 && length <= directory - at, "a section's length");
      sections.add(new Section(index.slice(at, length), index.u64(entry + Long.BYTES)));
      at += length;
    }
    require(at == directory, "bytes between sections");
    return sections;
  }

  private static Head head(ColumnReader in) throws DamagedIndexException {
    int version = in.number(Integer.MAX_VALUE);
    Map<String, Long> counts = new LinkedHashMap<>();
    for (int left = in.count(ENTRY); left > 0; left--) {
      counts.put(in.text(), in.number());
    }
    List<ClockSnapshot> clocks = new ArrayList<>();
    for (int left = in.count(3 * Long.BYTES); left > 0; left--) {
      clocks.add(new ClockSnapshot(in.number(), in.number(), in.number()));
    }
    List<Problem> problems = new ArrayList<>();
    for (int left = in.count(2 * ENTRY); left > 0; left--) {
      problems.add(problem(in));
    }
    in.end();
    return new Head(version, counts, clocks, problems);
  }

  private static Problem problem(ColumnReader in) throws DamagedIndexException {
    String id = in.text();
    String effect = in.text();
    for (Problem.Effect known : Problem.Effect.values()) {
      if (known.name().equals(effect)) {
        return new Problem(id, known, in.number(), in.text());
      }
    }
    throw new DamagedIndexException("an effect");
  }
}
