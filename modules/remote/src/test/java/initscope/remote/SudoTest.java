package initscope.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Failure;
import initscope.model.Progress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Dialogues with a sudo that is a script speaking as the real one does.
class SudoTest {
  /// Reads the arguments as sudo does; $n is set for -n, $p is the prompt, the command is left.
  private static final String ARGUMENTS =
      """
      n= p=
      while [ "$1" != -- ]; do
      case $1 in -p) p=$2; shift ;; -n) n=1 ;; esac
      shift
      done
      shift
      """;

  private static final String PASSWORD =
      ARGUMENTS
          + """
          if [ -n "$n" ]; then echo 'sudo: a password is required' >&2; exit 1; fi
          i=0
          while [ $i -lt 3 ]; do
          printf %s "$p" >&2
          read -r word
          [ "$word" = right ] && exec "$@"
          echo 'Sorry, try again.' >&2
          i=$((i+1))
          done
          echo 'sudo: 3 incorrect password attempts' >&2
          exit 1
          """;

  ScriptedSshd sshd;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    sshd = new ScriptedSshd(folder).start();
    sshd.program("id", "echo 1000\n");
  }

  @AfterEach
  void stop() throws Exception {
    sshd.close();
  }

  private ExecOutput asRoot(Sudo rule, ScriptedPrompts prompts) throws Exception {
    prompts.passwords.add("secret");
    try (Session session = sshd.connect(sshd.options().withSudo(rule), prompts)) {
      Command command = Command.script("echo \"root did $1\"; echo warn >&2; exit 3", "it");
      return session.runAsRoot(command, OutputLimits.DEFAULT, Progress.NONE);
    }
  }

  private void assertDone(ExecOutput got) {
    assertThat(got.out().utf8()).isEqualTo("root did it\n");
    assertThat(got.err().utf8()).isEqualTo("warn\n");
    assertThat(got.exit()).isEqualTo(3);
  }

  @Test
  void withoutAPasswordNothingIsAsked() throws Exception {
    sshd.program("sudo", ARGUMENTS + "exec \"$@\"\n");
    var prompts = new ScriptedPrompts().sudo("never");
    assertDone(asRoot(Sudo.AUTO, prompts));
    assertDone(asRoot(Sudo.ASK, prompts));
    assertThat(prompts.asked).noneMatch(a -> a.startsWith("sudo"));
    assertThat(sshd.commands).containsOnly("exec /bin/sh -s");
  }

  @Test
  void thePasswordIsAskedForAndTriedAgain() throws Exception {
    sshd.program("sudo", "echo 'We trust you have received the usual lecture'>&2\n" + PASSWORD);
    var prompts = new ScriptedPrompts().sudo("wrong", "wrong", "right");
    assertDone(asRoot(Sudo.ASK, prompts));
    assertThat(prompts.asked).filteredOn(a -> a.startsWith("sudo")).hasSize(3);
    assertThat(prompts.asked.getLast()).startsWith("sudo 3 eve@127.0.0.1:");
  }

  @Test
  void threeWrongPasswordsAreEnough() throws Exception {
    sshd.program("sudo", PASSWORD);
    var prompts = new ScriptedPrompts().sudo("a", "b", "c", "d");
    assertThatThrownBy(() -> asRoot(Sudo.ASK, prompts))
        .isInstanceOf(Failure.HostRefused.class)
        .hasMessageContaining("password was wrong");
    assertThat(prompts.asked).filteredOn(a -> a.startsWith("sudo")).hasSize(3);
  }

  @Test
  void noAnswerIsARefusal() throws Exception {
    sshd.program("sudo", PASSWORD);
    assertThatThrownBy(() -> asRoot(Sudo.ASK, new ScriptedPrompts()))
        .isInstanceOf(Failure.HostRefused.class)
        .hasMessageContaining("not given");
  }

  @Test
  void autoNeverAsks() throws Exception {
    sshd.program("sudo", PASSWORD);
    var prompts = new ScriptedPrompts().sudo("right");
    assertThatThrownBy(() -> asRoot(Sudo.AUTO, prompts))
        .isInstanceOf(Failure.HostRefused.class)
        .hasMessageContaining("--sudo ask");
    assertThat(prompts.asked).noneMatch(a -> a.startsWith("sudo"));
  }

  @Test
  void noneNeverElevates() throws Exception {
    sshd.program("sudo", ARGUMENTS + "exec \"$@\"\n");
    assertThatThrownBy(() -> asRoot(Sudo.NONE, new ScriptedPrompts()))
        .isInstanceOf(Failure.HostRefused.class)
        .hasMessageStartingWith("Needs root:");
  }

  @Test
  void rootNeedsNoSudo() throws Exception {
    sshd.program("id", "echo 0\n");
    sshd.program("sudo", "echo 'must not run' >&2; exit 1\n");
    assertDone(asRoot(Sudo.NONE, new ScriptedPrompts()));
  }

  @Test
  void saysWhoMayNot() throws Exception {
    sshd.program("sudo", "echo 'eve is not in the sudoers file.' >&2; exit 1\n");
    assertThatThrownBy(() -> asRoot(Sudo.ASK, new ScriptedPrompts()))
        .isInstanceOf(Failure.HostRefused.class)
        .hasMessageStartingWith("sudo does not let eve become root");
  }

  @Test
  void takesATerminalWhereSudoWantsOne() throws Exception {
    String tty =
        "[ -n \"$FAKE_TTY\" ] || { echo 'sudo: sorry, you must have a tty to run sudo' >&2; exit 1;"
            + " }\n";
    sshd.program("sudo", tty + PASSWORD);
    ExecOutput got = asRoot(Sudo.ASK, new ScriptedPrompts().sudo("right"));
    assertThat(got.out().utf8()).isEqualTo("root did it\nwarn\n");
    assertThat(got.result().mergedStreams()).isTrue();
    assertThat(got.exit()).isEqualTo(3);
  }

  @Test
  void aShoutingSudoIsNotListenedToForEver() throws Exception {
    sshd.program("sudo", "exec yes >&2\n");
    assertThatThrownBy(() -> asRoot(Sudo.ASK, new ScriptedPrompts()))
        .isInstanceOf(Failure.HostRefused.class)
        .hasMessageContaining("too much");
  }
}
