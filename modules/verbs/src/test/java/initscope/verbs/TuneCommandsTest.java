package initscope.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.change.Changes;
import initscope.remote.SshOptions;
import initscope.remote.Sudo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Commands that are shown are read back by a real shell.
final class TuneCommandsTest {
  private static List<String> words(String command) throws Exception {
    String program = command.replaceFirst("^initscope", "printf '%s\\\\0'");
    Process shell = new ProcessBuilder("/bin/sh", "-c", program).start();
    String out = new String(shell.getInputStream().readAllBytes());
    assertThat(shell.waitFor()).isZero();
    List<String> words = new ArrayList<>(List.of(out.split("\0", -1)));
    words.removeLast();
    return words;
  }

  @Test
  void aBackslashOfAUnitSurvives() throws Exception {
    var commands = new TuneCommands("root@web-3", SshOptions.DEFAULT);
    assertThat(words(commands.unit("mistakes", "srv-a\\x2db.service")))
        .containsExactly("tune", "mistakes", "root@web-3", "srv-a\\x2db.service");
  }

  @Test
  void howToLogInIsPartOfEveryCommand() throws Exception {
    SshOptions ssh =
        SshOptions.DEFAULT
            .withIdentity(Path.of("/home/ann/my keys/id"))
            .withKnownHosts(Path.of("/tmp/known"))
            .withAcceptNew(true)
            .withJumps(List.of("bastion", "ann@inner"))
            .withSudo(Sudo.ASK);
    assertThat(words(new TuneCommands("web-3", ssh).verb("status")))
        .containsExactly(
            "tune",
            "status",
            "web-3",
            "--identity",
            "/home/ann/my keys/id",
            "--known-hosts",
            "/tmp/known",
            "--accept-new",
            "-J",
            "bastion,ann@inner",
            "--sudo",
            "ask");
    assertThat(new TuneCommands("web-3", SshOptions.DEFAULT).denials("orders_t", 12))
        .isEqualTo("initscope tune denials web-3 --domain orders_t --since 12");
  }

  @Test
  void aPolicyOfTwoRulesIsOneWord() throws Exception {
    String rules = "allow a_t b_t:file read;\nallow a_t c_t:dir { search open };";
    var policy = Changes.of("policy", "orders_local", rules);
    List<String> words =
        words(new TuneCommands("h", SshOptions.DEFAULT).plan(List.of(policy), true, 60, "why not"));
    assertThat(words)
        .containsExactly(
            "tune",
            "plan",
            "h",
            "policy:orders_local=" + policy.wanted(),
            "--lasting",
            "--window",
            "60",
            "--why",
            "why not");
    assertThat(Tune.changes(List.of(words.get(3)))).containsExactly(policy);
  }
}
