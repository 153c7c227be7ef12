package initscope.evidence;

import initscope.gotrace.GoTrace;
import initscope.gotrace.Parallel;
import initscope.model.Decoded;
import initscope.model.Progress.CancelledException;
import java.util.Optional;

/// Go execution traces as they were decoded before. This room knows no files: who has some gives them.
/// Asked by several threads at once where several traces are read.
public interface TraceIndexes {
  /// Nothing is known, and nothing kept.
  TraceIndexes NONE =
      new TraceIndexes() {
        @Override
        public Optional<Decoded<GoTrace>> find(NamedInput input, Parallel parallel) {
          return Optional.empty();
        }

        @Override
        public void decoded(NamedInput input, Decoded<GoTrace> decoded) {
          // not kept
        }
      };

  /// What decoding an input would give, where that is known.
  ///
  /// @param parallel who reads parts side by side
  /// @throws CancelledException when the user cancelled
  Optional<Decoded<GoTrace>> find(NamedInput input, Parallel parallel) throws CancelledException;

  /// Takes what decoding gave of an input that was not found.
  void decoded(NamedInput input, Decoded<GoTrace> decoded);
}
