package initscope.remote;

import initscope.model.testing.Sshd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// A real OpenSSH server and how to log in to it. Skips the test where no sshd is installed.
public final class RealSshd implements AutoCloseable {
  private final Sshd server;

  private RealSshd(Sshd server) {
    this.server = server;
  }

  /// Starts a server.
  ///
  /// @param folder empty folder of the test
  /// @param config further lines of sshd_config
  public static RealSshd start(Path folder, String... config) throws IOException {
    return new RealSshd(Sshd.start(folder, config));
  }

  /// The port it listens on.
  public int port() {
    return server.port();
  }

  /// Its folder.
  public Path folder() {
    return server.folder();
  }

  /// The private key it takes.
  public Path identity() {
    return server.identity();
  }

  /// What it wrote.
  public String log() throws IOException {
    return server.log();
  }

  /// The host as a user would write it.
  public HostSpec host() {
    return host("127.0.0.1");
  }

  /// The host under another name.
  public HostSpec host(String name) {
    return new HostSpec(Optional.of(System.getProperty("user.name")), name, OptionalInt.of(port()));
  }

  /// A line of its ssh-keygen public key files for known_hosts.
  public String knownHostsLine(String name, String type) throws IOException {
    return server.knownHostsLine(name, type);
  }

  /// Options that log in to it: its key is known, nothing of the user's own configuration is read.
  public SshOptions options() throws IOException {
    return SshOptions.DEFAULT
        .withIdentity(identity())
        .withKnownHosts(server.knownHosts(port()))
        .withConfig(server.clientConfig());
  }

  /// Logs in.
  public Session connect() throws Exception {
    return Ssh.connect(host(), options(), Prompts.NONE, initscope.model.Progress.NONE);
  }

  /// Processes of the server and of its sessions.
  Stream<ProcessHandle> processes() {
    return server.processes();
  }

  /// Cuts every connection at once, as a host that loses power does not even say goodbye.
  void killSessions() {
    server.killSessions();
  }

  @Override
  public void close() {
    server.close();
  }
}
