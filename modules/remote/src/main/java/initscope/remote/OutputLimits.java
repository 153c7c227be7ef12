package initscope.remote;

import java.time.Duration;

/// How much a command may say and how long it may take; beyond that it is ended on the host and marked.
///
/// @param maxBytes of standard output; standard error has a sixteenth of it, at least 64 KiB
/// @param time from the start of the command
/// @param grace after a cancellation: the program is told by SIGUSR1 to end early and is heard for so long; its trap is set
///     before it says anything, and until then it has nothing to keep and is ended at once;
///     zero where it is ended at once, as it is by a second cancellation
public record OutputLimits(long maxBytes, Duration time, Duration grace) {
  /// 64 MiB, 60 s.
  public static final OutputLimits DEFAULT = OutputLimits.of(64L << 20, Duration.ofSeconds(60));

  /// These bytes in this time.
  public static OutputLimits of(long maxBytes, Duration time) {
    return new OutputLimits(maxBytes, time, Duration.ZERO);
  }

  /// The same for a program that knows how to end early.
  public OutputLimits withGrace(Duration atMost) {
    return new OutputLimits(maxBytes, time, atMost);
  }

  long maxErrorBytes() {
    return Math.max(64 << 10, maxBytes / 16);
  }
}
