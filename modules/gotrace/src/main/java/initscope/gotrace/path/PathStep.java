package initscope.gotrace.path;

/// A piece of a critical path.
///
/// @param fromNanos when it begins, by the trace's clock
/// @param toNanos when it ends
/// @param goroutine row of the goroutine that the path is on, -1 for none
/// @param kind what that goroutine does
/// @param reason why it waits, where it does and the trace tells
public record PathStep(long fromNanos, long toNanos, int goroutine, Kind kind, String reason) {
  /// What the path's time goes to.
  public enum Kind {
    /// The goroutine runs on a P.
    RUNNING,
    /// It is ready and has no P.
    RUNNABLE,
    /// It is in a system call.
    SYSCALL,
    /// It waits, and was woken by no goroutine: by a timer, the network poller or the runtime.
    WAITING,
    /// The trace does not tell.
    UNEXPLAINED
  }

  /// How long.
  public long nanos() {
    return toNanos - fromNanos;
  }
}
