package initscope.remote;

import initscope.model.Bytes;

/// How a command ended, with what it wrote held in memory.
///
/// @param result how it ended
/// @param out standard output
/// @param err standard error
public record ExecOutput(ExecResult result, Bytes out, Bytes err) {
  /// Exit status, -1 when it did not end by itself.
  public int exit() {
    return result.exit();
  }

  /// Whether it ended by itself with status 0 and its output is complete.
  public boolean ok() {
    return result.ok();
  }
}
