package initscope.xray.memory;

import java.util.ArrayList;
import java.util.List;

/// Keeps what is read from another memory, so that the same code over {@link #recorded()} gives the identical answer.
///
/// That holds by construction: every answer is taken from the recording, which is filled first with what it lacks.
/// Within one look a byte is therefore read from the live memory once; a later look reads it again, and only what
/// differs is kept for that look. Not shared between threads.
public final class RecordingMemory implements Memory {
  private final Memory live;
  private final List<Layer> kept = new ArrayList<>();
  private final List<Layer> asked = new ArrayList<>();

  /// Records reads of {@code live}.
  public RecordingMemory(Memory live) {
    this.live = live;
  }

  @Override
  public List<Chunk> read(List<Range> ranges) throws MemoryLostException {
    return read(ranges, 0);
  }

  @Override
  public Memory look(int number) {
    return ranges -> read(ranges, number);
  }

  /// What was read so far. Goes on growing with further reads.
  public SparseMemory recorded() {
    return SparseMemory.ofLayers(kept);
  }

  private List<Chunk> read(List<Range> ranges, int look) throws MemoryLostException {
    while (kept.size() <= look) {
      kept.add(new Layer());
      asked.add(new Layer());
    }
    Layer claims = new Layer();
    List<Range> missing = new ArrayList<>();
    for (Range range : ranges) {
      for (Range gap : asked.get(look).missing(range)) {
        for (Range unclaimed : claims.missing(gap)) {
          claims.add(Chunk.unreadable(unclaimed, "asked"), -1);
          missing.add(unclaimed);
        }
      }
    }
    if (!missing.isEmpty()) {
      for (Chunk chunk : live.look(look).read(missing)) {
        keep(chunk, look);
      }
    }
    return recorded().look(look).read(ranges);
  }

  private void keep(Chunk chunk, int look) {
    int got = (int) chunk.bytes().size();
    // of a hole only its first byte is known: what lies behind it may be asked for by itself
    int told = chunk.complete() ? got : got + 1;
    Range range = new Range(chunk.address(), told);
    asked.get(look).add(Chunk.unreadable(range, "asked"), -1);
    if (look > 0) {
      Chunk before = recorded().look(look - 1).read(List.of(chunk.range())).getFirst();
      if (before.equals(chunk)) {
        return;
      }
    }
    kept.get(look).add(Chunk.partial(range, chunk.bytes(), chunk.reason().orElse("")), -1);
  }
}
