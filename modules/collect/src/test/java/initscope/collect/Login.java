package initscope.collect;

import initscope.model.Progress;
import initscope.model.testing.Sshd;
import initscope.remote.HostSpec;
import initscope.remote.Prompts;
import initscope.remote.Session;
import initscope.remote.Ssh;
import initscope.remote.SshOptions;
import initscope.remote.Sudo;
import java.util.Optional;
import java.util.OptionalInt;

/// Logging in to a test's own server.
final class Login {
  private Login() {}

  /// Logs in as the user who runs the tests, by way of a port that leads to the server.
  static Session to(Sshd sshd, int way) throws Exception {
    return to(sshd, way, System.getProperty("user.name"), Sudo.AUTO, Prompts.NONE);
  }

  /// Logs in as any user of this computer whose key the server takes.
  static Session to(Sshd sshd, int way, String user, Sudo sudo, Prompts prompts) throws Exception {
    SshOptions options =
        SshOptions.DEFAULT
            .withIdentity(sshd.identity())
            .withKnownHosts(sshd.knownHosts(way))
            .withConfig(sshd.clientConfig())
            .withSudo(sudo);
    HostSpec host = new HostSpec(Optional.of(user), "127.0.0.1", OptionalInt.of(way));
    return Ssh.connect(host, options, prompts, Progress.NONE);
  }
}
