package initscope.model.go;

import initscope.model.EvidenceRef;
import initscope.model.Frame;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One goroutine.
///
/// @param id goid
/// @param status the runtime's word: {@code idle}, {@code runnable}, {@code running}, {@code syscall}, {@code waiting}, {@code dead}, {@code copystack}, {@code preempted}
/// @param waitReason the runtime's sentence while waiting: {@code chan receive}, {@code IO wait}, {@code sync.Mutex.Lock} ...
/// @param waitNanos how long it has waited or been in its system call at least, only where the source tells: the runtime notes
///     since when no Go code has run at all, the kernel when the thread it is bound to last ran; a text dump's own number counts from
///     the start of a garbage collection before the one that saw it wait, and may be too long
/// @param lockedToThread main is, during package init
/// @param tid thread it runs on or is locked to, host pid namespace
/// @param frames innermost first
/// @param createdBy the go statement
/// @param creatorId the goroutine that ran it (Go 1.21 and later)
/// @param torn read twice and seen to differ, or read while it ran, so that its frames are callers and the last call they made:
///     shown grey, never as sure
/// @param partial the stack could not be walked to its root
/// @param startedAt the function it began with; empty where the source does not tell
/// @param labels pprof labels
/// @param evidence where it was read
public record Goroutine(
    long id,
    String status,
    Optional<String> waitReason,
    OptionalLong waitNanos,
    boolean lockedToThread,
    OptionalLong tid,
    List<Frame> frames,
    Optional<Frame> createdBy,
    OptionalLong creatorId,
    boolean torn,
    boolean partial,
    Optional<Frame> startedAt,
    Map<String, String> labels,
    List<EvidenceRef> evidence) {
  /// Keeps immutable copies.
  public Goroutine {
    frames = List.copyOf(frames);
    labels = Map.copyOf(labels);
    evidence = List.copyOf(evidence);
  }

  /// The same, known to have waited for so long.
  public Goroutine withWait(OptionalLong nanos) {
    return with(nanos, tid);
  }

  /// The same on another thread.
  ///
  /// @param thread host pid namespace
  public Goroutine withTid(OptionalLong thread) {
    return with(waitNanos, thread);
  }

  private Goroutine with(OptionalLong waited, OptionalLong thread) {
    return new Goroutine(
        id,
        status,
        waitReason,
        waited,
        lockedToThread,
        thread,
        frames,
        createdBy,
        creatorId,
        torn,
        partial,
        startedAt,
        labels,
        evidence);
  }

  /// One of which neither the first function nor labels are known, as text dumps tell it.
  public Goroutine(
      long id,
      String status,
      Optional<String> waitReason,
      OptionalLong waitNanos,
      boolean lockedToThread,
      OptionalLong tid,
      List<Frame> frames,
      Optional<Frame> createdBy,
      OptionalLong creatorId,
      boolean torn,
      boolean partial,
      List<EvidenceRef> evidence) {
    this(
        id,
        status,
        waitReason,
        waitNanos,
        lockedToThread,
        tid,
        frames,
        createdBy,
        creatorId,
        torn,
        partial,
        Optional.empty(),
        Map.of(),
        evidence);
  }
}
