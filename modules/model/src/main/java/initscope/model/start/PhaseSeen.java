package initscope.model.start;

import initscope.model.EvidenceRef;
import java.util.List;
import java.util.Optional;

/// What the looks within a phase found the process doing. Each list has what was seen most often first.
///
/// @param looks how many there were
/// @param calls system calls of the first thread, or {@code running}
/// @param waits where the first thread slept in the kernel
/// @param files regular files that were open, standard input and output left out
/// @param states states of the first thread, as ps(1) has them
/// @param evidence the first of the looks
public record PhaseSeen(
    int looks,
    List<Share> calls,
    List<Share> waits,
    List<Share> files,
    List<Share> states,
    Optional<EvidenceRef> evidence) {
  /// Nothing was seen.
  public static final PhaseSeen NONE =
      new PhaseSeen(0, List.of(), List.of(), List.of(), List.of(), Optional.empty());

  /// Keeps immutable copies.
  public PhaseSeen {
    calls = List.copyOf(calls);
    waits = List.copyOf(waits);
    files = List.copyOf(files);
    states = List.copyOf(states);
  }

  /// How many of the looks found something.
  ///
  /// @param words what
  /// @param looks how many
  public record Share(String words, int looks) {}

  /// Percent of the looks that found a share.
  public int percent(Share share) {
    return looks == 0 ? 0 : (int) Math.round(100.0 * share.looks() / looks);
  }
}
