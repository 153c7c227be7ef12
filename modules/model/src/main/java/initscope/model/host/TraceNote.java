package initscope.model.host;

/// What a trace of system calls says between them.
///
/// @param pid thread it is said of, -1 where not told
/// @param atNanos when on the trace's clock, -1 where not told
/// @param kind which
/// @param text {@code SIGCHLD {si_signo=SIGCHLD, ...}}, {@code exited with 0}, {@code killed by SIGKILL}
public record TraceNote(int pid, long atNanos, Kind kind, String text) {
  /// What it is about.
  public enum Kind {
    /// A signal was delivered.
    SIGNAL,
    /// The thread ended.
    END,
    /// strace itself says it: a thread was attached or left.
    TRACER
  }
}
