package initscope.cli;

import initscope.model.Failure;
import initscope.model.Progress;

/// One verb of the command line.
interface Verb {
  /// Its words, options and help. Built only for the verb that was called.
  Syntax syntax();

  /// Runs it.
  ///
  /// @return exit status
  int run(Words words, Console console) throws Failure, Progress.CancelledException;
}
