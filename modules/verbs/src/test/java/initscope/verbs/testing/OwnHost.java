package initscope.verbs.testing;

import initscope.model.Progress;
import initscope.model.testing.Sshd;
import initscope.remote.HostSpec;
import initscope.remote.Prompts;
import initscope.remote.Session;
import initscope.remote.Ssh;
import initscope.remote.SshOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/// This computer as a host: an SSH server of the test's own, and how to log in to it.
@SuppressWarnings("try") // nothing interrupts a test
public record OwnHost(Sshd sshd, HostSpec spec, SshOptions options) implements AutoCloseable {
  /// Starts the server.
  ///
  /// @param folder for its keys and what it needs
  public static OwnHost start(Path folder) throws Exception {
    Sshd sshd = Sshd.start(Files.createDirectories(folder.resolve("sshd")));
    SshOptions options =
        SshOptions.DEFAULT
            .withIdentity(sshd.identity())
            .withKnownHosts(sshd.knownHosts(sshd.port()))
            .withConfig(sshd.clientConfig());
    HostSpec spec =
        new HostSpec(
            Optional.of(System.getProperty("user.name")), "127.0.0.1", OptionalInt.of(sshd.port()));
    return new OwnHost(sshd, spec, options);
  }

  /// Logs in.
  public Session connect() throws Exception {
    return Ssh.connect(spec, options, Prompts.NONE, Progress.NONE);
  }

  @Override
  public void close() throws Exception {
    sshd.close();
  }
}
