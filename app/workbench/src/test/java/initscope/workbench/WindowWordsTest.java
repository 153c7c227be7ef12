package initscope.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Failure;
import initscope.remote.SshOptions;
import initscope.remote.Sudo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowWordsTest {
  @Test
  void takesTheSshOptionsOfTheCommandLineAndFiles() throws Exception {
    WindowWords words =
        WindowWords.of(
            List.of(
                "--identity",
                "/k",
                "-J",
                "a,b@c",
                "--known-hosts=/h",
                "--accept-new",
                "--sudo",
                "ask",
                "x.isz"));
    assertThat(words.ssh())
        .isEqualTo(
            SshOptions.DEFAULT
                .withIdentity(Path.of("/k"))
                .withJumps(List.of("a", "b@c"))
                .withKnownHosts(Path.of("/h"))
                .withAcceptNew(true)
                .withSudo(Sudo.ASK));
    assertThat(words.rest()).containsExactly("x.isz");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--identity", "--sudo=maybe", "--frobnicate", "-J"})
  void saysWhatItDoesNotKnow(String word) {
    assertThatThrownBy(() -> WindowWords.of(List.of(word))).isInstanceOf(Failure.Usage.class);
  }
}
