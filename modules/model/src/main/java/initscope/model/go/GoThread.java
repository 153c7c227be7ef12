package initscope.model.go;

import initscope.model.EvidenceRef;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A thread of the Go runtime: an M.
///
/// @param id the runtime's number of it
/// @param tid its thread id in the host's pid namespace; empty before it runs or where nothing tells
/// @param goroutine goid it runs, or whose system call it carries out; empty for none
/// @param lockedGoroutine goid it is locked to; empty for none
/// @param processor number of the P it has; empty for none
/// @param spinning whether it looks for work
/// @param blocked whether it sleeps for want of work
/// @param inCgo whether it carries out a call into C
/// @param evidence where it was read
public record GoThread(
    long id,
    OptionalLong tid,
    OptionalLong goroutine,
    OptionalLong lockedGoroutine,
    OptionalInt processor,
    boolean spinning,
    boolean blocked,
    boolean inCgo,
    List<EvidenceRef> evidence) {
  /// Keeps an immutable copy.
  public GoThread {
    evidence = List.copyOf(evidence);
  }
}
