package initscope.model.go;

import initscope.model.EvidenceRef;
import java.util.List;
import java.util.OptionalLong;

/// A processor of the Go scheduler: a P, of which there are GOMAXPROCS.
///
/// @param id its number, from 0
/// @param status the runtime's word: {@code idle}, {@code running}, {@code syscall}, {@code gcstop}, {@code dead}
/// @param thread number of the M that has it ({@link GoThread#id()}); empty for none
/// @param queued goroutines in its own run queue, the next one included
/// @param evidence where it was read
public record GoProcessor(
    int id, String status, OptionalLong thread, long queued, List<EvidenceRef> evidence) {
  /// Keeps an immutable copy.
  public GoProcessor {
    evidence = List.copyOf(evidence);
  }
}
