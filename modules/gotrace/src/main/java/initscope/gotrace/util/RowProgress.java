package initscope.gotrace.util;

import initscope.model.Progress;
import initscope.model.Progress.CancelledException;

/// Tells how many rows of a long walk are done, seldom enough to cost nothing beside it. For one thread.
public final class RowProgress {
  private static final int BETWEEN_REPORTS = 1 << 10;

  private final Progress progress;
  private final long rows;
  private final String what;
  private long done;

  /// A walk that has not begun.
  ///
  /// @param rows how many there are in all
  /// @param what the step in work, for people
  public RowProgress(Progress progress, long rows, String what) {
    this.progress = progress;
    this.rows = rows;
    this.what = what;
  }

  /// The next row is taken up.
  ///
  /// @throws CancelledException when the user cancelled
  public void next() throws CancelledException {
    if (done++ % BETWEEN_REPORTS == 0) {
      progress.report(done - 1, rows, what);
    }
  }

  /// Something that takes as long as many rows is taken up.
  ///
  /// @throws CancelledException when the user cancelled
  public void check() throws CancelledException {
    progress.report(done, rows, what);
  }
}
