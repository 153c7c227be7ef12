package initscope.remote;

import java.time.Duration;

/// How much a command may say and how long it may take; beyond that it is ended on the host and marked.
///
/// @param maxBytes of standard output; standard error has a sixteenth of it, at least 64 KiB
/// @param time from the start of the command
public record OutputLimits(long maxBytes, Duration time) {
  /// 64 MiB, 60 s.
  public static final OutputLimits DEFAULT = new OutputLimits(64L << 20, Duration.ofSeconds(60));

  /// These bytes in this time.
  public static OutputLimits of(long maxBytes, Duration time) {
    return new OutputLimits(maxBytes, time);
  }

  long maxErrorBytes() {
    return Math.max(64 << 10, maxBytes / 16);
  }
}
