package initscope.remote;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.io.OutputStream;

/// A login on a host. At most four commands run at once; more wait. For use by several threads.
public final class Session implements AutoCloseable {
  Session() {}

  /// The host as messages name it: {@code user@name:port}.
  public String name() {
    throw new UnsupportedOperationException("in work");
  }

  /// Runs a command as the login user.
  ///
  /// @param out takes standard output as it comes, on a thread of the connection
  /// @param err takes standard error
  /// @throws Failure.HostUnreachable when the link is lost before the command ended
  /// @throws Failure.Local when {@code out} or {@code err} cannot be written
  public ExecResult exec(
      Command command, OutputLimits limits, OutputStream out, OutputStream err, Progress progress)
      throws Failure, CancelledException {
    throw new UnsupportedOperationException("in work");
  }

  /// As {@link #exec}, as root: plainly where the login is root's, else through {@code sudo} as the options allow.
  ///
  /// @throws Failure.HostRefused when the host does not let this user, or the options do not
  public ExecResult execAsRoot(
      Command command, OutputLimits limits, OutputStream out, OutputStream err, Progress progress)
      throws Failure, CancelledException {
    throw new UnsupportedOperationException("in work");
  }

  /// As {@link #exec} with the output held in memory.
  public ExecOutput run(Command command, OutputLimits limits, Progress progress)
      throws Failure, CancelledException {
    throw new UnsupportedOperationException("in work");
  }

  /// As {@link #execAsRoot} with the output held in memory.
  public ExecOutput runAsRoot(Command command, OutputLimits limits, Progress progress)
      throws Failure, CancelledException {
    throw new UnsupportedOperationException("in work");
  }

  /// Starts a program and gives its standard input and output.
  public DuplexChannel open(Command command, boolean asRoot, Progress progress)
      throws Failure, CancelledException {
    throw new UnsupportedOperationException("in work");
  }

  void closeAlso(AutoCloseable other) {
    throw new UnsupportedOperationException("in work");
  }

  /// Logs out; what still runs is ended.
  @Override
  public void close() {}
}
