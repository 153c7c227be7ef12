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
/// @param idleNanos for how long nothing has run on it at least, where it is idle and both its stamp and the host's clock are known
/// @param evidence where it was read, and where its stamp
public record GoProcessor(
    int id,
    String status,
    OptionalLong thread,
    long queued,
    OptionalLong idleNanos,
    List<EvidenceRef> evidence) {
  /// Keeps an immutable copy.
  public GoProcessor {
    evidence = List.copyOf(evidence);
  }

  /// The same, idle for another time.
  public GoProcessor withIdle(OptionalLong nanos) {
    return new GoProcessor(id, status, thread, queued, nanos, evidence);
  }

  /// For how long none of a process's processors has run anything at least; empty where one is not idle, or not known to be.
  public static OptionalLong quietNanos(List<GoProcessor> processors) {
    return processors.stream().anyMatch(p -> p.idleNanos.isEmpty())
        ? OptionalLong.empty()
        : processors.stream().mapToLong(p -> p.idleNanos.orElseThrow()).min();
  }
}
