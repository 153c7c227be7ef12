package initscope.xray.lapse;

import initscope.xray.memory.Chunk;
import initscope.xray.memory.SparseMemory;
import java.util.List;
import java.util.Map;

/// A time-lapse as it was read.
///
/// @param fixed what does not change, by source
/// @param notes what was found out otherwise: {@code pid}, {@code interval}, {@code end} ...
/// @param samples in order
public record Lapse(
    Map<Source, List<Chunk>> fixed, Map<String, String> notes, List<LapseSample> samples) {
  /// Keeps immutable copies.
  public Lapse {
    fixed = Map.copyOf(fixed);
    notes = Map.copyOf(notes);
    samples = List.copyOf(samples);
  }

  /// What does not change of a source.
  public SparseMemory fixed(Source source) {
    return SparseMemory.of(fixed.getOrDefault(source, List.of()));
  }

  /// A note that is a number, else another.
  public long number(String note, long otherwise) {
    String text = notes.getOrDefault(note, "");
    boolean fits =
        !text.isEmpty() && text.length() < 19 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return fits ? Long.parseLong(text) : otherwise;
  }
}
