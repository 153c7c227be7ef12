package initscope.collect;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.model.Progress;
import initscope.remote.HostSpec;
import initscope.remote.Prompts;
import initscope.remote.Session;
import initscope.remote.Ssh;
import initscope.remote.SshOptions;
import initscope.remote.Sudo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// A real OpenSSH server on a high loopback port. Skips the test where none is installed.
@SuppressWarnings("try") // nothing interrupts a test
final class Sshd implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final Process process;

  private Sshd(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  static Sshd start(Path folder) throws Exception {
    return start(folder, "");
  }

  /// Starts one in a mount namespace of its own, where a host with less can be made of this one. Needs root.
  ///
  /// @param hidden what a shell does there first: mounts over what the host is not to have
  static Sshd start(Path folder, String hidden) throws Exception {
    Optional<Path> sshd =
        Stream.of("/usr/sbin/sshd", "/sbin/sshd", "/usr/bin/sshd")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(sshd.isPresent() && Files.isExecutable(Path.of("/usr/bin/ssh-keygen")), "no sshd");
    for (String name : List.of("host", "id")) {
      String key = folder.resolve(name).toString();
      run("/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "t", "-f", key);
    }
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path config =
        Files.write(
            folder.resolve("sshd_config"),
            List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "HostKey " + folder.resolve("host"),
                "PidFile " + folder.resolve("pid"),
                "AuthorizedKeysFile " + folder.resolve("id.pub"),
                "StrictModes no",
                "UsePAM no",
                "PermitRootLogin yes",
                "SetEnv SHLVL=3"));
    if (System.getProperty("user.name").equals("root")) {
      Files.createDirectories(Path.of("/run/sshd"));
    }
    List<String> argv = List.of(sshd.get().toString(), "-D", "-e", "-f", config.toString());
    if (!hidden.isEmpty()) {
      String then =
          "set -e; mount --make-rprivate /; " + hidden + "; exec " + String.join(" ", argv);
      argv = List.of("unshare", "-m", "/bin/sh", "-c", then);
    }
    Process process =
        new ProcessBuilder(argv)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Sshd server = new Sshd(folder, port, process);
    server.await();
    return server;
  }

  private void await() throws Exception {
    for (int i = 0; i < 200 && process.isAlive(); i++) {
      try (Socket probe = new Socket("127.0.0.1", port)) {
        return;
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    throw new IOException(Files.readString(folder.resolve("log")));
  }

  /// Its port.
  int port() {
    return port;
  }

  /// Logs in as this user, by way of a port that leads here.
  Session connect(int way) throws Exception {
    return connect(way, System.getProperty("user.name"), Sudo.AUTO, Prompts.NONE);
  }

  /// Logs in as any user.
  Session connect(int way, String user, Sudo sudo, Prompts prompts) throws Exception {
    String[] key = Files.readString(folder.resolve("host.pub")).split(" ");
    Path known = folder.resolve("known" + way);
    Files.writeString(known, "[127.0.0.1]:" + way + " " + key[0] + " " + key[1] + "\n");
    Path config =
        Files.writeString(folder.resolve("config"), "IdentityAgent none\nIdentityFile none\n");
    SshOptions options =
        SshOptions.DEFAULT
            .withIdentity(folder.resolve("id"))
            .withKnownHosts(known)
            .withConfig(config)
            .withSudo(sudo);
    HostSpec host = new HostSpec(Optional.of(user), "127.0.0.1", OptionalInt.of(way));
    return Ssh.connect(host, options, prompts, Progress.NONE);
  }

  static void run(String... argv) throws Exception {
    Process p = new ProcessBuilder(argv).redirectErrorStream(true).start();
    p.getOutputStream().close();
    String said = new String(p.getInputStream().readAllBytes());
    if (p.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", argv) + ": " + said);
    }
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    process.waitFor();
  }
}
