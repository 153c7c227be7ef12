package initscope.remote;

import java.util.Optional;

/// How a command on a host ended.
///
/// @param exit status; -1 when it did not end by itself
/// @param signal that killed it, without SIG, where the host told one
/// @param truncated its output went beyond the limit and was cut there
/// @param timedOut it took longer than allowed and was ended
/// @param mergedStreams the host's sudo wanted a terminal, so standard error came with standard output
/// @param outBytes written to standard output, as far as kept
/// @param errBytes written to standard error, as far as kept
/// @param laptopStartNanos {@link System#nanoTime} before the command was sent: it started no earlier
/// @param laptopEndNanos {@link System#nanoTime} after its end was seen: it ended no later
public record ExecResult(
    int exit,
    Optional<String> signal,
    boolean truncated,
    boolean timedOut,
    boolean mergedStreams,
    long outBytes,
    long errBytes,
    long laptopStartNanos,
    long laptopEndNanos) {
  /// Ended by itself with status 0, output complete.
  public boolean ok() {
    return exit == 0 && !truncated && !timedOut;
  }
}
