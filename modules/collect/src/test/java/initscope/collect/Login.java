package initscope.collect;

import initscope.model.Progress;
import initscope.model.testing.Sshd;
import initscope.remote.HostSpec;
import initscope.remote.Prompts;
import initscope.remote.Session;
import initscope.remote.Ssh;
import initscope.remote.SshOptions;
import java.util.Optional;
import java.util.OptionalInt;

/// Logging in to a test's own server.
final class Login {
  private Login() {}

  /// Logs in, by way of a port that leads to the server.
  static Session to(Sshd sshd, int way) throws Exception {
    SshOptions options =
        SshOptions.DEFAULT
            .withIdentity(sshd.identity())
            .withKnownHosts(sshd.knownHosts(way))
            .withConfig(sshd.clientConfig());
    HostSpec host =
        new HostSpec(
            Optional.of(System.getProperty("user.name")), "127.0.0.1", OptionalInt.of(way));
    return Ssh.connect(host, options, Prompts.NONE, Progress.NONE);
  }
}
