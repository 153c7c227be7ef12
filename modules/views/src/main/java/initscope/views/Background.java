package initscope.views;

import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.function.Consumer;

/// Where a view lets work be done that is too long for a frame. The window has threads for it; tests run it at once.
public interface Background {
  /// Runs everything at once.
  Background AT_ONCE =
      new Background() {
        @Override
        public <T> Runnable run(Work<T> work, Consumer<T> done) {
          try {
            done.accept(work.run(Progress.NONE));
          } catch (CancelledException e) {
            throw new IllegalStateException(e); // nobody can have cancelled it
          }
          return () -> {};
        }
      };

  /// Work that knows progress and cancellation, not JavaFX.
  ///
  /// @param <T> what it gives
  @FunctionalInterface
  interface Work<T> {
    /// Does it.
    T run(Progress progress) throws CancelledException;
  }

  /// Runs work; where its result goes is told on the FX thread, unless it was cancelled.
  ///
  /// @return cancels it
  <T> Runnable run(Work<T> work, Consumer<T> done);
}
