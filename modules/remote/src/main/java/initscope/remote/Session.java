package initscope.remote;

import initscope.model.Bytes;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A login on a host. At most four commands run at once; more wait. For use by several threads.
public final class Session implements AutoCloseable {
  private final Link link;
  private final List<Runnable> alsoClose = new CopyOnWriteArrayList<>();

  Session(Link link) {
    this.link = link;
  }

  /// The host as messages name it: {@code user@name:port}.
  public String name() {
    return link.host().words();
  }

  /// The host with what the configuration says of it.
  public ResolvedHost host() {
    return link.host();
  }

  /// What the server calls itself, such as {@code SSH-2.0-OpenSSH_7.4}. The host's words: show them through Display.
  public String serverVersion() {
    return link.serverVersion();
  }

  /// {@code SHA256:...} of the key the host showed.
  public String hostKeyFingerprint() {
    return link.fingerprint();
  }

  /// Whether the link is up, as far as known.
  public boolean isAlive() {
    return link.alive();
  }

  /// Runs a command as the login user.
  ///
  /// @param out takes standard output as it comes, on a thread of the connection
  /// @param err takes standard error
  /// @throws Failure.HostUnreachable when the link is lost before the command ended
  /// @throws Failure.HostRefused when the user has no shell there
  /// @throws Failure.Local when {@code out} or {@code err} cannot be written
  public ExecResult exec(
      Command command, OutputLimits limits, OutputStream out, OutputStream err, Progress progress)
      throws Failure, CancelledException {
    try (ExecChannel shell = ExecChannel.open(link, false, progress)) {
      return new Execution(command, limits, out, err, progress).run(shell);
    }
  }

  /// As {@link #exec}, as root: plainly where the login is root's, else through {@code sudo} as the options allow.
  ///
  /// @throws Failure.HostRefused when the host does not let this user, or the options do not
  public ExecResult execAsRoot(
      Command command, OutputLimits limits, OutputStream out, OutputStream err, Progress progress)
      throws Failure, CancelledException {
    try (ExecChannel shell = new Elevation(link, progress).open()) {
      return new Execution(command, limits, out, err, progress).run(shell);
    }
  }

  /// As {@link #exec} with the output held in memory.
  public ExecOutput run(Command command, OutputLimits limits, Progress progress)
      throws Failure, CancelledException {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    ExecResult result = exec(command, limits, out, err, progress);
    return new ExecOutput(result, Bytes.of(out.toByteArray()), Bytes.of(err.toByteArray()));
  }

  /// As {@link #execAsRoot} with the output held in memory.
  public ExecOutput runAsRoot(Command command, OutputLimits limits, Progress progress)
      throws Failure, CancelledException {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    ExecResult result = execAsRoot(command, limits, out, err, progress);
    return new ExecOutput(result, Bytes.of(out.toByteArray()), Bytes.of(err.toByteArray()));
  }

  /// Starts a program and gives its standard input and output.
  public DuplexChannel open(Command command, boolean asRoot, Progress progress)
      throws Failure, CancelledException {
    ExecChannel shell =
        asRoot ? new Elevation(link, progress).open() : ExecChannel.open(link, false, progress);
    return Duplex.start(shell, command, progress);
  }

  Link link() {
    return link;
  }

  void closeAlso(Runnable other) {
    alsoClose.add(other);
  }

  /// Logs out; what still runs is ended.
  @Override
  public void close() {
    link.close();
    alsoClose.forEach(Runnable::run);
  }
}
