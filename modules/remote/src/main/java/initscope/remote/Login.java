package initscope.remote;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchSessionDisconnectException;
import initscope.model.Display;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Logs in to one host over a wire: connect, key exchange, host key, login, each within its own time.
final class Login {
  /// How the wire comes about; the phase's clock runs meanwhile.
  interface Dial {
    Wire dial() throws IOException, Failure;

    /// Gives up dialling.
    void abort();
  }

  private final ResolvedHost host;
  private final SshOptions options;
  private final Prompts prompts;
  private final Phase phase;
  private final HostKeys hostKeys;
  private final Answers answers;

  Login(ResolvedHost host, SshOptions options, Prompts prompts) throws Failure {
    this.host = host;
    this.options = options;
    this.prompts = prompts;
    this.phase = new Phase(options.timeouts());
    var files = new ArrayList<>(host.userKnownHosts());
    files.addAll(host.globalKnownHosts());
    this.hostKeys = new HostKeys(host, KnownHosts.read(files), options.acceptNew(), prompts, phase);
    this.answers = new Answers(host, prompts, phase);
  }

  /// Connects and logs in.
  Link run(Dial dial, Progress progress) throws Failure, CancelledException {
    WireProxy proxy = new WireProxy(dial, phase);
    try {
      return Patience.run(
          () -> connect(proxy),
          progress,
          "Connecting to " + host.words(),
          () -> phase.overdue() ? Optional.of(overdue()) : Optional.empty(),
          proxy::abort);
    } catch (Failure | CancelledException | Error e) {
      proxy.abort();
      throw e;
    } catch (Exception e) {
      proxy.abort();
      throw failure(e);
    } finally {
      answers.forget();
    }
  }

  private Link connect(WireProxy proxy) throws Exception {
    JSch library = new JSch();
    library.setInstanceLogger(Silence.LOGGER);
    Identities identities = Identities.of(host, options.identity(), answers);
    try {
      com.jcraft.jsch.Session session =
          library.getSession(host.user(), host.hostName(), host.port());
      session.setIdentityRepository(identities);
      session.setHostKeyRepository(hostKeys);
      session.setUserInfo(answers);
      session.setProxy(proxy);
      session.setDaemonThread(true);
      host.hostKeyAlias().ifPresent(session::setHostKeyAlias);
      for (var setting : settings().entrySet()) {
        session.setConfig(setting.getKey(), setting.getValue());
      }
      session.connect(0);
      phase.enter(Phase.Step.DONE);
      return new Link(
          session, proxy.wire(), proxy.input(), host, options, prompts, hostKeys.fingerprint());
    } finally {
      identities.forget();
    }
  }

  private static java.util.Map<String, String> settings() {
    return java.util.Map.of(
        "StrictHostKeyChecking", "yes",
        "PreferredAuthentications", "publickey,keyboard-interactive,password",
        "server_host_key",
            "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,"
                + "rsa-sha2-512,rsa-sha2-256",
        "MaxAuthTries", "6");
  }

  private Failure overdue() {
    long seconds = phase.limit().toSeconds();
    String after = host.words() + " (no answer within " + seconds + " s)";
    return switch (phase.step()) {
      case CONNECT ->
          new Failure.HostUnreachable(
              "Cannot reach", after, "check the name and port, or go through a host with -J.");
      case KEY_EXCHANGE ->
          new Failure.HostUnreachable(
              "SSH does not start at", after, "check that an SSH server listens on that port.");
      case LOGIN, DONE ->
          new Failure.HostUnreachable(
              "Log-in hangs at", after, "check the host's load, its name service and PAM.");
    };
  }

  private Failure failure(Exception e) {
    if (hostKeys.refusal().isPresent()) {
      return hostKeys.refusal().get();
    }
    List<Throwable> causes = causes(e);
    for (Throwable cause : causes) {
      if (cause instanceof Failure f) {
        return f;
      }
    }
    return switch (phase.step()) {
      case CONNECT -> notReached(causes, e);
      case KEY_EXCHANGE -> notStarted(causes, e);
      case LOGIN, DONE -> notLoggedIn(causes, e);
    };
  }

  private Failure notReached(List<Throwable> causes, Exception e) {
    for (Throwable cause : causes) {
      switch (cause) {
        case UnknownHostException _ -> {
          return unreachable(
              "Cannot find", "no such name", "check the spelling, the DNS and the VPN.", e);
        }
        case SocketTimeoutException _ -> {
          return overdue();
        }
        case NoRouteToHostException _ -> {
          return unreachable("Cannot reach", "no route", "check the network and the VPN.", e);
        }
        case ConnectException _ -> {
          return unreachable(
              "Cannot reach", "connection refused", "check the port and that sshd runs.", e);
        }
        default -> {}
      }
    }
    return unreachable("Cannot reach", said(e), "check the name, the port and the network.", e);
  }

  private Failure notStarted(List<Throwable> causes, Exception e) {
    for (Throwable cause : causes) {
      if (cause instanceof JSchAlgoNegoFailException n) {
        return unreachable(
            "No common algorithm with",
            n.getAlgorithmName() + ": the host offers " + Display.safe(n.getServerProposal()),
            "let its sshd offer a current one.",
            e);
      }
    }
    return unreachable(
        "SSH failed at", said(e), "check that an SSH server listens on that port.", e);
  }

  private Failure notLoggedIn(List<Throwable> causes, Exception e) {
    for (Throwable cause : causes) {
      if (cause instanceof JSchSessionDisconnectException d) {
        return unreachable(
            "Log-in refused by",
            Display.safe(d.getDescription()),
            "the host ended the dialogue; name the right key with --identity.",
            e);
      }
    }
    String message = String.valueOf(e.getMessage());
    if (message.startsWith("Auth cancel") || answers.declined()) {
      return unreachable(
          "Not logged in to",
          "a question of the host was not answered",
          "answer it, or name a key with --identity.",
          e);
    }
    return unreachable(
        "Log-in refused by",
        said(e),
        "check the user name; name a key with --identity or start ssh-agent.",
        e);
  }

  private Failure unreachable(String what, String detail, String todo, Exception cause) {
    return new Failure.HostUnreachable(what, host.words() + " (" + detail + ")", todo, cause);
  }

  private static String said(Exception e) {
    String text =
        e instanceof JSchException && e.getMessage() != null ? e.getMessage() : e.toString();
    return Display.safe(text.length() > 200 ? text.substring(0, 200) : text);
  }

  private static List<Throwable> causes(Throwable e) {
    var causes = new ArrayList<Throwable>();
    for (Throwable t = e; t != null && causes.size() < 16; t = t.getCause()) {
      causes.add(t);
    }
    return causes;
  }
}
