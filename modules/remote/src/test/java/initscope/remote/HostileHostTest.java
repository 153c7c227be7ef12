package initscope.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Failure;
import initscope.model.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.PromptEntry;
import org.apache.sshd.server.session.ServerSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Passwords and one-time codes, and servers that misbehave.
class HostileHostTest {
  @TempDir Path folder;

  @Test
  void logsInWithAPasswordAtTheSecondTry() throws Exception {
    try (ScriptedSshd sshd = new ScriptedSshd(folder).start()) {
      sshd.server.setKeyboardInteractiveAuthenticator(KeyboardInteractiveAuthenticator.NONE);
      var prompts = ScriptedPrompts.password("wrong", "secret");
      try (Session session = sshd.connect(sshd.options(), prompts)) {
        assertThat(session.run(Command.of("true"), OutputLimits.DEFAULT, Progress.NONE).ok())
            .isTrue();
      }
      assertThat(prompts.asked).hasSize(2);
      assertThatThrownBy(() -> sshd.connect(sshd.options(), Prompts.NONE))
          .isInstanceOf(Failure.HostUnreachable.class)
          .hasMessageStartingWith("Not logged in to");
    }
  }

  @Test
  void answersTheHostsOwnQuestions() throws Exception {
    try (ScriptedSshd sshd = new ScriptedSshd(folder)) {
      sshd.server.setPasswordAuthenticator(null);
      sshd.server.setKeyboardInteractiveAuthenticator(new TwoFactors());
      sshd.start();
      var prompts = new ScriptedPrompts();
      prompts.rounds.add(List.of("secret", "123456"));
      sshd.connect(sshd.options(), prompts).close();
      assertThat(prompts.asked).containsExactly("[Password: , Code: ] [false, true]");
    }
  }

  private static final class TwoFactors implements KeyboardInteractiveAuthenticator {
    @Override
    public InteractiveChallenge generateChallenge(
        ServerSession session, String user, String lang, String methods) {
      var challenge = new InteractiveChallenge();
      challenge.addPrompt(new PromptEntry("Password: ", false));
      challenge.addPrompt(new PromptEntry("Code: ", true));
      return challenge;
    }

    @Override
    public boolean authenticate(ServerSession session, String user, List<String> answers) {
      return answers.equals(List.of("secret", "123456"));
    }
  }

  @Test
  void aLoginShellThatTalksDoesNotSpoilTheOutput() throws Exception {
    try (ScriptedSshd sshd = new ScriptedSshd(folder)) {
      sshd.server.setCommandFactory(
          (channel, command) -> sshd.shell("echo welcome; echo oh >&2; " + command));
      sshd.start();
      try (Session session = sshd.connect(sshd.options(), ScriptedPrompts.password("secret"))) {
        ExecOutput got = session.run(Command.of("echo", "x"), OutputLimits.DEFAULT, Progress.NONE);
        assertThat(got.out().utf8() + got.err().utf8()).isEqualTo("x\n");
      }
    }
  }

  @Test
  void anAccountWithoutAShellIsSaidToBeOne() throws Exception {
    try (ScriptedSshd sshd = new ScriptedSshd(folder)) {
      sshd.server.setCommandFactory(
          (channel, command) -> sshd.shell("echo This account is not available; exit 1"));
      sshd.start();
      try (Session session = sshd.connect(sshd.options(), ScriptedPrompts.password("secret"))) {
        assertThatThrownBy(
                () -> session.run(Command.of("true"), OutputLimits.DEFAULT, Progress.NONE))
            .isInstanceOf(Failure.HostRefused.class)
            .hasMessageContaining("This account is not available");
      }
    }
  }

  @Test
  void aDripEndsInTime() throws Exception {
    try (ScriptedSshd sshd = new ScriptedSshd(folder).start();
        Session session = sshd.connect(sshd.options(), ScriptedPrompts.password("secret"))) {
      ExecOutput got =
          session.run(
              Command.script("while :; do printf x; sleep 0.1; done"),
              OutputLimits.of(1 << 20, Duration.ofSeconds(1)),
              Progress.NONE);
      assertThat(got.result().timedOut()).isTrue();
      assertThat(got.out().size()).isBetween(1L, 100L);
    }
  }

  @Test
  void aSilentLinkIsGivenUp() throws Exception {
    var quick =
        new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofMillis(200),
            3);
    try (ScriptedSshd sshd = new ScriptedSshd(folder).start();
        Gate gate = new Gate(sshd.server.getPort())) {
      HostSpec host = HostSpec.parse("eve@127.0.0.1:" + gate.port());
      try (Session session =
          Ssh.connect(
              host,
              sshd.options().withTimeouts(quick),
              ScriptedPrompts.password("secret"),
              Progress.NONE)) {
        assertThat(session.run(Command.of("sleep", "1"), OutputLimits.DEFAULT, Progress.NONE).ok())
            .isTrue(); // silent for longer than the limit, but answering
        gate.shut = true;
        assertThatThrownBy(
                () -> session.run(Command.of("sleep", "99"), OutputLimits.DEFAULT, Progress.NONE))
            .isInstanceOf(Failure.HostUnreachable.class)
            .hasMessageStartingWith("Lost");
      }
    }
  }

  @Test
  void bannersWithoutEndAreNotRead() throws Exception {
    assertThat(refusal("hello\r\n".repeat(5000)).getMessage()).contains("1000 lines");
    assertThat(refusal("SSH-2.0-x\r\n" + "\1".repeat(9999)).what()).isEqualTo("SSH failed at");
    assertThat(refusal("HTTP/1.1 400 Bad Request\r\n\r\n").what()).isEqualTo("SSH failed at");
    assertThat(refusal("SSH-1.5-old\r\n").what()).isEqualTo("SSH failed at");
  }

  private Failure refusal(String greeting) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket s = server.accept()) {
                  s.getOutputStream().write(greeting.getBytes(StandardCharsets.ISO_8859_1));
                  s.shutdownOutput();
                  s.getInputStream().readAllBytes();
                } catch (IOException e) {
                  return; // the client has had enough
                }
              });
      HostSpec host = HostSpec.parse("127.0.0.1:" + server.getLocalPort());
      try (ScriptedSshd config = new ScriptedSshd(folder)) {
        Ssh.connect(host, config.options(), Prompts.NONE, Progress.NONE).close();
      }
    } catch (Failure f) {
      return f;
    }
    throw new AssertionError("connected");
  }

  /// Passes bytes on until it is shut; then it swallows them, as a firewall does that forgot the connection.
  private static final class Gate implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final int target;
    volatile boolean shut;

    Gate(int target) throws IOException {
      this.target = target;
      Thread.ofVirtual().start(this::accept);
    }

    int port() {
      return server.getLocalPort();
    }

    private void accept() {
      try {
        Socket in = server.accept();
        Socket out = new Socket("127.0.0.1", target);
        Thread.ofVirtual().start(() -> pass(in, out));
        pass(out, in);
      } catch (IOException e) {
        return; // closed
      }
    }

    private void pass(Socket from, Socket to) {
      byte[] bytes = new byte[8192];
      try {
        for (int n = from.getInputStream().read(bytes);
            n >= 0;
            n = from.getInputStream().read(bytes)) {
          if (!shut) {
            to.getOutputStream().write(bytes, 0, n);
          }
        }
        to.close();
      } catch (IOException e) {
        return; // closed
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
