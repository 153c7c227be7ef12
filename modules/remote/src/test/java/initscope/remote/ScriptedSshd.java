package initscope.remote;

import initscope.model.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;

/// A server for what a real sshd does not do without accounts of its own: passwords, a sudo that is a script, misbehaviour. It runs
/// a real shell, in which programs of a folder come first.
final class ScriptedSshd implements AutoCloseable {
  final SshServer server = SshServer.setUpDefaultServer();
  final List<String> commands = new CopyOnWriteArrayList<>();
  private final Path folder;

  ScriptedSshd(Path folder) {
    this.folder = folder;
    server.setHost("127.0.0.1");
    server.setPort(0);
    var keys = new SimpleGeneratorHostKeyProvider(folder.resolve("key"));
    keys.setAlgorithm("EC");
    server.setKeyPairProvider(keys);
    server.setPasswordAuthenticator((user, password, session) -> password.equals("secret"));
    server.setCommandFactory((channel, command) -> new Shell(command));
  }

  /// A command that is run by a real shell.
  org.apache.sshd.server.command.Command shell(String command) {
    return new Shell(command);
  }

  ScriptedSshd start() throws IOException {
    server.start();
    return this;
  }

  HostSpec host() {
    return new HostSpec(Optional.of("eve"), "127.0.0.1", OptionalInt.of(server.getPort()));
  }

  SshOptions options() throws IOException {
    Path config = folder.resolve("config");
    Files.writeString(config, "IdentityAgent none\nIdentityFile none\n");
    return SshOptions.DEFAULT
        .withConfig(config)
        .withKnownHosts(folder.resolve("known"))
        .withAcceptNew(true);
  }

  Session connect(SshOptions options, Prompts prompts) throws Exception {
    return Ssh.connect(host(), options, prompts, Progress.NONE);
  }

  /// Puts a program first on the path.
  void program(String name, String script) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script);
    file.toFile().setExecutable(true);
  }

  @Override
  public void close() throws IOException {
    server.close(true);
  }

  /// Runs the constant command in a real shell.
  private final class Shell implements org.apache.sshd.server.command.Command {
    private final String command;
    private InputStream in;
    private OutputStream out;
    private OutputStream err;
    private ExitCallback exit;
    private Process process;

    Shell(String command) {
      this.command = command;
      commands.add(command);
    }

    @Override
    public void start(ChannelSession channel, Environment env) throws IOException {
      boolean pty = !env.getPtyModes().isEmpty();
      var builder = new ProcessBuilder("/bin/sh", "-c", command).redirectErrorStream(pty);
      builder.environment().put("FAKE_TTY", pty ? "1" : "");
      process = builder.start();
      List<Thread> pumps =
          List.of(pump(process.getInputStream(), out), pump(process.getErrorStream(), err));
      Thread.ofVirtual().start(this::feed);
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  int status = process.waitFor();
                  for (Thread t : pumps) {
                    t.join();
                  }
                  exit.onExit(status);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
    }

    private void feed() {
      String path = "PATH=" + folder.resolve("bin") + ":/";
      try (OutputStream to = process.getOutputStream()) {
        byte[] bytes = new byte[64 << 10];
        for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
          String text = new String(bytes, 0, n, StandardCharsets.ISO_8859_1);
          to.write(text.replace("PATH=/", path).getBytes(StandardCharsets.ISO_8859_1));
          to.flush();
        }
      } catch (IOException e) {
        process.destroy();
      }
    }

    private static Thread pump(InputStream from, OutputStream to) {
      return Thread.ofVirtual()
          .start(
              () -> {
                byte[] bytes = new byte[8192];
                try {
                  for (int n = from.read(bytes); n >= 0; n = from.read(bytes)) {
                    to.write(bytes, 0, n);
                    to.flush();
                  }
                } catch (IOException e) {
                  return; // the client is gone
                }
              });
    }

    @Override
    public void destroy(ChannelSession channel) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }

    @Override
    public void setInputStream(InputStream stream) {
      in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
      out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
      err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
      exit = callback;
    }
  }
}
