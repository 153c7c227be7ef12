package initscope.model;

import java.time.Duration;

/// How long work tells where it is, and learns that the user no longer wants it.
@FunctionalInterface
public interface Progress {
  /// Ignores reports and never cancels.
  Progress NONE = (done, total, what) -> {};

  /// Reports a position; asking is the check.
  ///
  /// @param done units done so far
  /// @param total units in all, or -1 where unknown
  /// @param what the step in work, for people
  /// @throws CancelledException when the user cancelled; the work stops within 1 s and keeps what it has; a program on a host
  ///     that can end early is heard for some seconds more, unless the user cancels again
  void report(long done, long total, String what) throws CancelledException;

  /// Tells for how long the work goes on after a first cancellation from now on, to take home what it has.
  ///
  /// @param grace zero when that is over; also what holds for work that never tells
  default void endsWithin(Duration grace) {}

  /// The user cancelled.
  final class CancelledException extends Exception {
    private static final long serialVersionUID = 1L;

    /// A cancellation.
    public CancelledException() {
      super("cancelled", null, false, false);
    }
  }
}
