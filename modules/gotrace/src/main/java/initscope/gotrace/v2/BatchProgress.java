package initscope.gotrace.v2;

import initscope.model.Progress.CancelledException;

/// Is told each time a batch was taken up. Called from several threads.
@FunctionalInterface
interface BatchProgress {
  /// A batch of so many bytes is next.
  ///
  /// @throws CancelledException when the user cancelled
  void batch(int sizeBytes) throws CancelledException;
}
