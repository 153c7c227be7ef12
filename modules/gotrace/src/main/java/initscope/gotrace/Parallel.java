package initscope.gotrace;

import initscope.model.Progress.CancelledException;
import java.util.ArrayList;
import java.util.List;

/// Runs pieces of work that do not depend on one another: where it has threads, side by side. This room has none of its own.
public interface Parallel {
  /// Runs them one after the other.
  Parallel NONE =
      new Parallel() {
        @Override
        public <T> List<T> all(List<Work<T>> work) throws CancelledException {
          List<T> results = new ArrayList<>();
          for (Work<T> piece : work) {
            results.add(piece.run());
          }
          return results;
        }
      };

  /// One piece.
  ///
  /// @param <T> what it gives
  @FunctionalInterface
  interface Work<T> {
    /// Does it.
    ///
    /// @throws CancelledException when the user cancelled
    T run() throws CancelledException;
  }

  /// Runs all.
  ///
  /// @return what each gave, in their order
  /// @throws CancelledException when one was cancelled; the others end soon too
  <T> List<T> all(List<Work<T>> work) throws CancelledException;
}
