package initscope.model.start;

import java.util.List;

/// What the looks within a phase found the process doing. Each list has what was seen most often first.
///
/// @param looks how many there were
/// @param calls system calls of the first thread, or {@code running}
/// @param waits where the first thread slept in the kernel
/// @param files regular files that were open, standard input and output left out
/// @param states states of the first thread, as ps(1) has them
public record PhaseSeen(
    int looks, List<Share> calls, List<Share> waits, List<Share> files, List<Share> states) {
  /// Nothing was seen.
  public static final PhaseSeen NONE = new PhaseSeen(0, List.of(), List.of(), List.of(), List.of());

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
