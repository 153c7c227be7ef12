package initscope.model.start;

import initscope.model.EvidenceRef;
import java.util.Locale;
import java.util.Optional;

/// A part of the time that a start took. The phases of a start follow each other without gaps.
///
/// @param kind what happened in it
/// @param detail what it is about: a package, commands; may be empty
/// @param startNanos CLOCK_MONOTONIC of the host
/// @param endNanos the same
/// @param boundNanos its length is right within plus or minus this
/// @param source how it is known
/// @param counters what the process did in it, where it was watched for long enough
/// @param seen what it was seen doing
/// @param evidence where it was read
public record StartPhase(
    Kind kind,
    String detail,
    long startNanos,
    long endNanos,
    long boundNanos,
    StartMark.Source source,
    Optional<PhaseCounters> counters,
    PhaseSeen seen,
    Optional<EvidenceRef> evidence) {
  /// What happened.
  public enum Kind {
    /// The job waited for other units.
    WAITING,
    /// Conditions, and commands of ExecStartPre.
    PREPARING,
    /// From the main process's making to its execve: namespaces, users, mounts.
    FORKING,
    /// From execve to the Go runtime: the kernel, the dynamic loader and constructors of C.
    LOADING,
    /// The Go runtime set itself up, before the first package init.
    RUNTIME,
    /// Of execve to the first package init that is known, where the runtime's own start is not.
    BEFORE_INITS,
    /// One package's init.
    INIT,
    /// Package inits that took little each.
    SMALL_INITS,
    /// From {@code main.main} until it listened.
    LISTENING,
    /// From {@code main.main}, or from when it listened, until it was ready.
    READYING,
    /// Not known what.
    UNEXPLAINED;

    /// The word in JSON and of its texts.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// How long it took.
  public long nanos() {
    return endNanos - startNanos;
  }

  /// The same with what was watched in it.
  public StartPhase with(Optional<PhaseCounters> counted, PhaseSeen watched) {
    return new StartPhase(
        kind, detail, startNanos, endNanos, boundNanos, source, counted, watched, evidence);
  }
}
