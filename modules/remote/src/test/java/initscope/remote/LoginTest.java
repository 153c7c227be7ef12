package initscope.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.testing.Sshd;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoginTest {
  RealSshd sshd;
  Path known;
  String name;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    sshd = RealSshd.start(folder);
    sshd.options();
    name = "[127.0.0.1]:" + sshd.port();
  }

  @BeforeEach
  void freshKnownHosts() throws Exception {
    known = Files.createTempFile(sshd.folder(), "known", "");
  }

  @AfterAll
  void stop() {
    if (sshd != null) {
      sshd.close();
    }
  }

  private SshOptions options() throws Exception {
    return sshd.options().withKnownHosts(known);
  }

  private void logIn(HostSpec host, SshOptions options, Prompts prompts) throws Exception {
    try (Session session = Ssh.connect(host, options, prompts, Progress.NONE)) {
      ExecOutput got = session.run(Command.of("echo", "in"), OutputLimits.DEFAULT, Progress.NONE);
      assertThat(got.out().utf8()).isEqualTo("in\n");
    }
  }

  private Failure refusal(HostSpec host, SshOptions options, Prompts prompts) {
    try {
      logIn(host, options, prompts);
    } catch (Failure f) {
      return f;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("logged in");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void takesEveryKindOfKeyOnRecord(String type) throws Exception {
    Files.writeString(known, sshd.knownHostsLine(name, type));
    Path key = sshd.folder().resolve("user_" + type);
    authorize(Sshd.key(key, type, ""));
    logIn(sshd.host(), options().withIdentity(key), Prompts.NONE);
  }

  private void authorize(Path key) throws Exception {
    Files.writeString(
        sshd.folder().resolve("authorized_keys"),
        Files.readString(Path.of(key + ".pub")),
        java.nio.file.StandardOpenOption.APPEND);
  }

  @Test
  void readsHashedNames() throws Exception {
    Files.writeString(known, sshd.knownHostsLine(name, "ed25519"));
    Sshd.run("ssh-keygen", "-H", "-f", known.toString());
    assertThat(Files.readString(known)).startsWith("|1|");
    logIn(sshd.host(), options(), Prompts.NONE);
  }

  @Test
  void stopsAtAChangedKeyWhateverTheUserAllows() throws Exception {
    Path other = Sshd.key(sshd.folder().resolve("other" + System.nanoTime()), "ed25519", "");
    String key = Files.readString(Path.of(other + ".pub"));
    Files.writeString(known, "# comment\n" + name + " " + key);
    Failure f = refusal(sshd.host(), options().withAcceptNew(true), new Yes());
    assertThat(f).isInstanceOf(Failure.HostUnreachable.class);
    assertThat(f.what()).isEqualTo("Host key changed:");
    assertThat(f.getMessage()).contains(known + " line 2").contains("SHA256:");
    assertThat(Files.readString(known)).isEqualTo("# comment\n" + name + " " + key);
  }

  @Test
  void stopsAtARevokedKey() throws Exception {
    Files.writeString(
        known,
        sshd.knownHostsLine(name, "ed25519") + "@revoked " + sshd.knownHostsLine("*", "ed25519"));
    Failure f = refusal(sshd.host(), options().withAcceptNew(true), new Yes());
    assertThat(f.what()).isEqualTo("Revoked host key:");
  }

  @Test
  void doesNotFallBackToAnotherTypeOfKey(@TempDir Path folder) throws Exception {
    Path rsa = Sshd.key(folder.resolve("only_rsa"), "rsa", "");
    try (RealSshd poor = RealSshd.start(folder, "HostKey " + rsa)) {
      Files.writeString(known, sshd.knownHostsLine("[127.0.0.1]:" + poor.port(), "ed25519"));
      Failure f =
          refusal(poor.host(), poor.options().withKnownHosts(known).withAcceptNew(true), new Yes());
      assertThat(f.what()).isEqualTo("Host key of another type:");
    }
  }

  @Test
  void doesNotTakeACertificateAuthorityForAKey() throws Exception {
    Files.writeString(known, "@cert-authority " + sshd.knownHostsLine("*", "rsa"));
    Failure f = refusal(sshd.host(), options().withAcceptNew(true), new Yes());
    assertThat(f.what()).contains("certificates are not checked");
  }

  @Test
  void asksAboutANewKeyAndRecordsIt() throws Exception {
    Failure f = refusal(sshd.host(), options(), Prompts.NONE);
    assertThat(f.what()).isEqualTo("Unknown host key:");
    assertThat(f.todo()).contains("ssh_host_ed25519_key.pub").contains("--accept-new");
    var yes = new Yes();
    logIn(sshd.host(), options(), yes);
    String print =
        Sshd.run("ssh-keygen", "-lf", sshd.folder().resolve("host_ed25519.pub").toString());
    assertThat(print).contains(yes.seen.getFirst().fingerprint());
    assertThat(Files.readString(known)).isEqualTo(sshd.knownHostsLine(name, "ed25519"));
    logIn(sshd.host(), options(), Prompts.NONE);
  }

  @Test
  void acceptNewRecordsOnlyOnceAndForOurEyesOnly() throws Exception {
    Path fresh = sshd.folder().resolve("new" + System.nanoTime()).resolve("known_hosts");
    SshOptions options = sshd.options().withKnownHosts(fresh).withAcceptNew(true);
    logIn(sshd.host(), options, Prompts.NONE);
    logIn(sshd.host(), options, Prompts.NONE);
    assertThat(Files.readAllLines(fresh)).hasSize(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
        .isEqualTo("rw-------");
  }

  @Test
  void unlocksAnEncryptedKey() throws Exception {
    Files.writeString(known, sshd.knownHostsLine(name, "ed25519"));
    for (String format : List.of("RFC4716", "PEM")) {
      Path key = sshd.folder().resolve("locked_" + format);
      authorize(Sshd.key(key, "rsa", "open sesame", "-m", format));
      Files.delete(Path.of(key + ".pub"));
      var yes = new Yes();
      logIn(sshd.host(), options().withIdentity(key), yes);
      assertThat(yes.passphrases).as(format).isEqualTo(2); // the first is wrong
      Failure f = refusal(sshd.host(), options().withIdentity(key), Prompts.NONE);
      assertThat(f.what()).isEqualTo("Not logged in to");
    }
  }

  @Test
  void usesAnAgent() throws Exception {
    Assumptions.assumeTrue(Sshd.program("ssh-agent").isPresent(), "no ssh-agent is installed");
    Files.writeString(known, sshd.knownHostsLine(name, "ed25519"));
    Path socket = sshd.folder().resolve("agent");
    Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
    try {
      for (int i = 0; i < 100 && !Files.exists(socket); i++) {
        Thread.sleep(20);
      }
      Path config = sshd.folder().resolve("agent_config");
      Files.writeString(config, "IdentityFile none\nIdentityAgent " + socket + "\n");
      SshOptions options = SshOptions.DEFAULT.withConfig(config).withKnownHosts(known);
      assertThat(refusal(sshd.host(), options, Prompts.NONE).what()).contains("Log-in refused");
      var add = new ProcessBuilder("ssh-add", "-q", sshd.identity().toString());
      add.environment().put("SSH_AUTH_SOCK", socket.toString());
      assertThat(add.start().waitFor()).isZero();
      logIn(sshd.host(), options, Prompts.NONE);
    } finally {
      agent.destroy();
      agent.waitFor();
    }
  }

  @Test
  void saysWhichKeyIsNoKey() throws Exception {
    Failure f = refusal(sshd.host(), options().withIdentity(known), Prompts.NONE);
    assertThat(f).isInstanceOf(Failure.Usage.class).hasMessageContaining(known.toString());
  }

  @Test
  void aliasAndPortComeFromTheConfiguration() throws Exception {
    Path config = sshd.folder().resolve("alias_config");
    Files.writeString(
        config,
        "Host web\n HostName 127.0.0.1\n Port "
            + sshd.port()
            + "\n IdentityAgent none\n"
            + " HostKeyAlias web-key\n IdentityFile "
            + sshd.identity()
            + "\n");
    Files.writeString(known, sshd.knownHostsLine("web-key", "ed25519"));
    SshOptions options = SshOptions.DEFAULT.withConfig(config).withKnownHosts(known);
    logIn(HostSpec.parse("web"), options, Prompts.NONE);
  }

  @Test
  void goesThroughTwoJumpHostsAndChecksEachKey(@TempDir Path two, @TempDir Path three)
      throws Exception {
    try (RealSshd middle = RealSshd.start(two);
        RealSshd last = RealSshd.start(three)) {
      for (RealSshd other : List.of(middle, last)) {
        Files.copy(
            sshd.folder().resolve("id.pub"),
            other.folder().resolve("authorized_keys"),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
      String all =
          sshd.knownHostsLine(name, "ed25519")
              + middle.knownHostsLine("[127.0.0.1]:" + middle.port(), "ed25519");
      Files.writeString(known, all);
      SshOptions options =
          options().withJumps(List.of(sshd.host().toString(), middle.host().toString()));
      Failure unknown = refusal(last.host(), options, Prompts.NONE);
      assertThat(unknown.where()).startsWith("[127.0.0.1]:" + last.port());
      Files.writeString(known, all + last.knownHostsLine("[127.0.0.1]:" + last.port(), "ed25519"));
      logIn(last.host(), options, Prompts.NONE);
      try (Gateways gateways = new Gateways();
          Session a = gateways.connect(last.host(), options, Prompts.NONE, Progress.NONE);
          Session b = gateways.connect(last.host(), options, Prompts.NONE, Progress.NONE)) {
        assertThat(a.run(Command.of("echo", "a"), OutputLimits.DEFAULT, Progress.NONE).ok())
            .isTrue();
        assertThat(b.run(Command.of("echo", "b"), OutputLimits.DEFAULT, Progress.NONE).ok())
            .isTrue();
      }
      assertThat(last.log()).doesNotContain("auth-agent");
      Files.writeString(known, last.knownHostsLine("[127.0.0.1]:" + last.port(), "ed25519"));
      assertThat(refusal(last.host(), options, Prompts.NONE).where()).startsWith(name);
      SshOptions nowhere = sshd.options().withJumps(List.of(sshd.host().toString()));
      HostSpec closed = HostSpec.parse("127.0.0.1:" + Sshd.freePort());
      assertThat(refusal(closed, nowhere, Prompts.NONE).where()).contains("from the jump host");
    }
  }

  @Test
  void saysWhatIsWrongWithTheWay() throws Exception {
    HostSpec closed = HostSpec.parse("127.0.0.1:" + Sshd.freePort());
    assertThat(refusal(closed, options(), Prompts.NONE).where()).contains("connection refused");
    HostSpec nobody = HostSpec.parse("no-such-host.invalid");
    assertThat(refusal(nobody, options(), Prompts.NONE).what()).isEqualTo("Cannot find");
  }

  @Test
  void givesUpOnAServerThatSaysNothing() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      HostSpec host = HostSpec.parse("127.0.0.1:" + mute.getLocalPort());
      var short1 =
          new Timeouts(
              Duration.ofSeconds(5),
              Duration.ofMillis(300),
              Duration.ofSeconds(5),
              Duration.ofSeconds(15),
              3);
      Failure f = refusal(host, options().withTimeouts(short1), Prompts.NONE);
      assertThat(f.what()).isEqualTo("SSH does not start at");
      long start = System.nanoTime();
      Progress impatient =
          (done, total, what) -> {
            if (System.nanoTime() - start > 200_000_000) {
              throw new CancelledException();
            }
          };
      assertThatThrownBy(() -> Ssh.connect(host, options(), Prompts.NONE, impatient))
          .isInstanceOf(CancelledException.class);
    }
  }

  @Test
  void noticesALinkThatIsCut() throws Exception {
    Files.writeString(known, sshd.knownHostsLine(name, "ed25519"));
    try (Session session = Ssh.connect(sshd.host(), options(), Prompts.NONE, Progress.NONE)) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  Thread.sleep(500);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                sshd.killSessions();
              });
      assertThatThrownBy(
              () ->
                  session.run(
                      Command.script("echo begun; sleep 7773"),
                      OutputLimits.DEFAULT,
                      Progress.NONE))
          .isInstanceOf(Failure.HostUnreachable.class)
          .hasMessageStartingWith("Lost");
      assertThat(session.isAlive()).isFalse();
    }
  }

  /// Says yes to all; its first passphrase is wrong.
  static final class Yes implements Prompts {
    final List<NewKey> seen = new ArrayList<>();
    int passphrases;

    @Override
    public Optional<Secret> password(String host, String user, String prompt) {
      return Optional.of(Secret.of("secret".toCharArray()));
    }

    @Override
    public Optional<List<Secret>> keyboardInteractive(String host, String user, Dialogue dialogue) {
      return Optional.empty();
    }

    @Override
    public Optional<Secret> passphrase(Path keyFile) {
      return Optional.of(Secret.of((passphrases++ == 0 ? "wrong" : "open sesame").toCharArray()));
    }

    @Override
    public boolean trustNewKey(NewKey key) {
      seen.add(key);
      return true;
    }

    @Override
    public Optional<Secret> sudoPassword(String host, String user, int attempt) {
      return Optional.empty();
    }
  }
}
