package initscope.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.testing.Sshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigResolverTest {
  @TempDir Path folder;

  private static final String CONFIG =
      """
      # a comment
      Include INCLUDED/*.conf
      Host web* !web-9
        HostName=%h.example.org
        Port 2200
        User "deploy"
        IdentityFile ~/.ssh/%r_key
        ProxyJump gate,inner:2222
      Host lonely
        ProxyJump none
        UserKnownHostsFile /k1 /k2
        HashKnownHosts yes
      Host *
        User nobody
        Port 22
        IdentityFile /all
      """;

  private ResolvedHost resolve(boolean openSsh, String host) throws Exception {
    Path included = Files.createDirectories(folder.resolve("more"));
    Files.writeString(included.resolve("a.conf"), "Host db\n  HostName 10.1.2.3\n  Port 5022\n");
    Path file = folder.resolve("config");
    Files.writeString(file, CONFIG.replace("INCLUDED", included.toString()));
    return new ConfigResolver(openSsh, Path.of(System.getProperty("user.home")))
        .resolve(HostSpec.parse(host), SshOptions.DEFAULT.withConfig(file), Progress.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"web-1", "web-9", "root@web-1:77", "db", "lonely", "other", "Web", "me@[::1]:9"})
  void theOwnParserAgreesWithOpenSsh(String host) throws Exception {
    Assumptions.assumeTrue(Sshd.program("ssh").isPresent(), "no ssh is installed");
    ResolvedHost theirs = resolve(true, host);
    ResolvedHost ours = resolve(false, host);
    assertThat(ours.hostName()).isEqualTo(theirs.hostName());
    assertThat(ours.port()).isEqualTo(theirs.port());
    assertThat(ours.user()).isEqualTo(theirs.user());
    assertThat(ours.identityFiles()).isEqualTo(theirs.identityFiles());
    assertThat(ours.jumps()).isEqualTo(theirs.jumps());
    assertThat(ours.userKnownHosts()).isEqualTo(theirs.userKnownHosts());
    assertThat(ours.hashKnownHosts()).isEqualTo(theirs.hashKnownHosts());
  }

  @Test
  void readsWhatItSays() throws Exception {
    ResolvedHost web = resolve(false, "web-1");
    assertThat(web.words()).isEqualTo("deploy@web-1.example.org:2200");
    assertThat(web.jumps()).isEqualTo(List.of("gate", "inner:2222"));
    assertThat(web.identityFiles().getFirst().toString()).endsWith("/.ssh/deploy_key");
    assertThat(resolve(false, "web-9").words()).isEqualTo("nobody@web-9:22");
    assertThat(resolve(false, "db").words()).isEqualTo("nobody@10.1.2.3:5022");
  }

  @Test
  void saysThatMatchIsNotFollowed() throws Exception {
    Path file = Files.writeString(folder.resolve("m"), "Match host a\n Port 9\nHost a\n Port 8\n");
    ResolvedHost a =
        new ConfigResolver(false, folder)
            .resolve(HostSpec.parse("a"), SshOptions.DEFAULT.withConfig(file), Progress.NONE);
    assertThat(a.port()).isEqualTo(8);
    assertThat(a.notes()).singleElement().asString().contains("Match is not followed");
  }

  @Test
  void anIncludeOfItselfEnds() throws Exception {
    Path file = folder.resolve("loop");
    Files.writeString(file, "Include " + file + "\nPort 7\n");
    ResolvedHost a =
        new ConfigResolver(false, folder)
            .resolve(HostSpec.parse("a"), SshOptions.DEFAULT.withConfig(file), Progress.NONE);
    assertThat(a.port()).isEqualTo(7);
    assertThat(a.notes()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "web, '', web, 0",
    "u@web:22, u, web, 22",
    "a@b@web, a@b, web, 0",
    "[::1]:22, '', ::1, 22",
    "fe80::1, '', fe80::1, 0",
    "[fe80::1%eth0], '', fe80::1%eth0, 0"
  })
  void readsHosts(String text, String user, String host, int port) throws Exception {
    HostSpec spec = HostSpec.parse(text);
    assertThat(spec.user().orElse("")).isEqualTo(user);
    assertThat(spec.host()).isEqualTo(host);
    assertThat(spec.port().orElse(0)).isEqualTo(port);
    assertThat(HostSpec.parse(spec.toString())).isEqualTo(spec);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@web",
        "-oProxyCommand=x",
        "web:",
        "web:0",
        "web:65536",
        "web:2 2",
        "we b",
        "[::1",
        "[::1]x",
        "u$(id)@web",
        "web;id",
        "-x@web"
      })
  void refusesWhatIsNoHost(String text) {
    assertThatThrownBy(() -> HostSpec.parse(text)).isInstanceOf(Failure.Usage.class);
  }
}
