package initscope.model.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A real OpenSSH server on a high loopback port, with keys and files of its own, run by the user who runs the tests. Skips the
/// test where no sshd is installed.
public final class Sshd implements AutoCloseable {
  private static final List<String> KEY_TYPES = List.of("ed25519", "ecdsa", "rsa");

  private final Path folder;
  private final int port;
  private final Process process;

  private Sshd(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /// Starts a server.
  ///
  /// @param folder empty folder of the test
  /// @param config further lines of sshd_config
  public static Sshd start(Path folder, String... config) throws IOException {
    return startAfter("", folder, config);
  }

  /// Starts one in a mount namespace of its own, where a host with less can be made of this one. Needs root.
  ///
  /// @param mounts what a shell does there first: mounts over what the host is not to have; empty for no namespace
  /// @param folder empty folder of the test
  /// @param config further lines of sshd_config
  public static Sshd startAfter(String mounts, Path folder, String... config) throws IOException {
    Optional<Path> sshd = program("sshd");
    Assumptions.assumeTrue(
        sshd.isPresent() && program("ssh-keygen").isPresent(), "no sshd is installed");
    for (String type : KEY_TYPES) {
      key(folder.resolve("host_" + type), type, "");
    }
    key(folder.resolve("id"), "ed25519", "");
    Files.copy(folder.resolve("id.pub"), folder.resolve("authorized_keys"));
    int port = freePort();
    Path file = Files.write(folder.resolve("sshd_config"), lines(folder, port, config));
    Path privilege = Path.of("/run/sshd");
    if (System.getProperty("user.name").equals("root") && !Files.exists(privilege)) {
      Files.createDirectories(privilege); // sshd run by root refuses to start without
    }
    List<String> argv = List.of(sshd.get().toString(), "-D", "-e", "-f", file.toString());
    if (!mounts.isEmpty()) {
      String then = "set -e; mount --make-rprivate /; " + mounts + "; exec ";
      argv = List.of("unshare", "-m", "/bin/sh", "-c", then + String.join(" ", argv));
    }
    Process process =
        new ProcessBuilder(argv)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("sshd.log").toFile())
            .start();
    var server = new Sshd(folder, port, process);
    server.awaitPort();
    return server;
  }

  /// Skips the test where a session may not read the memory of what the tests start: Yama lets only root and ancestors do so.
  public static void assumeMemoryIsReadable() throws IOException {
    Path scope = Path.of("/proc/sys/kernel/yama/ptrace_scope");
    boolean free = !Files.exists(scope) || Files.readString(scope).strip().equals("0");
    boolean root = System.getProperty("user.name").equals("root");
    Assumptions.assumeTrue(free || root, "kernel.yama.ptrace_scope lets only root read memory");
  }

  private static List<String> lines(Path folder, int port, String... config) {
    var lines =
        new ArrayList<>(
            List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "ListenAddress ::1",
                "PidFile " + folder.resolve("sshd.pid"),
                "AuthorizedKeysFile " + folder.resolve("authorized_keys"),
                "StrictModes no",
                "UsePAM no",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "PermitRootLogin yes",
                "MaxStartups 200",
                "AllowTcpForwarding yes",
                "SetEnv SHLVL=3", // or bash reads the tester's .bashrc, which may take seconds
                "LogLevel VERBOSE"));
    boolean ownKeys = Stream.of(config).anyMatch(l -> l.startsWith("HostKey "));
    for (String type : ownKeys ? List.<String>of() : KEY_TYPES) {
      lines.add("HostKey " + folder.resolve("host_" + type));
    }
    lines.addAll(List.of(config));
    return lines;
  }

  private void awaitPort() throws IOException {
    for (int i = 0; i < 200; i++) {
      try (Socket probe = new Socket()) {
        probe.connect(new InetSocketAddress("127.0.0.1", port), 1000);
        return;
      } catch (IOException e) {
        if (!process.isAlive()) {
          throw new IOException(log(), e);
        }
        pause();
      }
    }
    throw new IOException("sshd does not listen: " + log());
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The port it listens on.
  public int port() {
    return port;
  }

  /// Its folder.
  public Path folder() {
    return folder;
  }

  /// The private key it takes.
  public Path identity() {
    return folder.resolve("id");
  }

  /// A known_hosts file in which its key stands, also for another port that leads to it.
  public Path knownHosts(int way) throws IOException {
    return Files.writeString(
        folder.resolve("known_hosts." + way), knownHostsLine("[127.0.0.1]:" + way, "ed25519"));
  }

  /// A line of its ssh-keygen public key files for known_hosts.
  public String knownHostsLine(String name, String type) throws IOException {
    String key = Files.readString(folder.resolve("host_" + type + ".pub"));
    return name + " " + key.substring(0, key.lastIndexOf(' ')) + "\n";
  }

  /// A configuration for clients, so that nothing of the tester's own is read.
  public Path clientConfig() throws IOException {
    return Files.writeString(
        folder.resolve("ssh_config"), "IdentityAgent none\nIdentityFile none\n");
  }

  /// What it wrote.
  public String log() throws IOException {
    return Files.readString(folder.resolve("sshd.log"));
  }

  /// Makes a key pair.
  public static Path key(Path file, String type, String passphrase, String... more) {
    var argv =
        new ArrayList<>(
            List.of("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-C", "t", "-f", "" + file));
    if (type.equals("rsa")) {
      argv.addAll(List.of("-b", "2048"));
    }
    argv.addAll(List.of(more));
    run(argv.toArray(String[]::new));
    return file;
  }

  /// Runs a program to its end.
  public static String run(String... argv) {
    try {
      Process p = new ProcessBuilder(argv).redirectErrorStream(true).start();
      p.getOutputStream().close();
      String said = new String(p.getInputStream().readAllBytes());
      if (p.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", argv) + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A program of this computer, where it is installed.
  public static Optional<Path> program(String name) {
    return Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/bin")
        .map(d -> Path.of(d, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// A port nobody listens on now.
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Processes of the server and of its sessions.
  public Stream<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants());
  }

  /// Cuts every connection at once, as a host that loses power does not even say goodbye.
  public void killSessions() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    List<ProcessHandle> all = processes().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
