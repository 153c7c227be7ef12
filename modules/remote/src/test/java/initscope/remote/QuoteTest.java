package initscope.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Bytes;
import initscope.model.testing.Sshd;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuoteTest {
  private static final List<String> NASTY =
      List.of(
          "", "'", "''", "\\", "\n", "$(id)", "`id`", "!!", "*", "~", "a b", "-n", "%s", "\r\n");

  /// Random bytes, often of those that mean something to a shell.
  private static byte[] word(Random random) {
    byte[] bytes = new byte[random.nextInt(24)];
    String special = "'\"\\$`!*?[]{}()<>|&;#~ \t\n\r%=^-";
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] =
          random.nextBoolean()
              ? (byte) special.charAt(random.nextInt(special.length()))
              : (byte) (1 + random.nextInt(255));
    }
    return bytes;
  }

  private static byte[] shell(List<String> argv, byte[] script) throws Exception {
    Process p = new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    Thread writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (var to = p.getOutputStream()) {
                    to.write(script);
                  } catch (java.io.IOException e) {
                    throw new IllegalStateException(e);
                  }
                });
    byte[] said = p.getInputStream().readAllBytes();
    writer.join();
    p.waitFor();
    return said;
  }

  private static List<String> argv(String shell) {
    List<String> words = new ArrayList<>(List.of(shell.split(" ")));
    var program = Sshd.program(words.getFirst());
    Assumptions.assumeTrue(program.isPresent(), words.getFirst() + " is not installed");
    words.set(0, program.orElse(Path.of("none")).toString());
    words.add("-s");
    return words;
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "bash --posix", "busybox sh", "zsh", "ksh"})
  void everyShellSeesTheWordsUnchanged(String shell) throws Exception {
    List<String> argv = argv(shell);
    for (long seed = 1; seed <= 4; seed++) {
      var random = new Random(seed);
      var script = new ByteArrayOutputStream();
      var expected = new ByteArrayOutputStream();
      for (int i = 0; i < 2500; i++) {
        byte[] word =
            i < NASTY.size() ? NASTY.get(i).getBytes(StandardCharsets.UTF_8) : word(random);
        script.writeBytes("printf '%s\\0' ".getBytes(StandardCharsets.US_ASCII));
        script.writeBytes(Quote.word(word));
        script.write('\n');
        expected.writeBytes(word);
        expected.write(0);
      }
      assertThat(shell(argv, script.toByteArray())).isEqualTo(expected.toByteArray());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void everyShellPrintsInputUnchanged(String shell) throws Exception {
    byte[] input = new byte[20_000];
    new Random(3).nextBytes(input);
    Arrays.fill(input, 0, 2000, (byte) 0);
    byte[] body = Command.of("cat").withInput(Bytes.of(input)).body();
    assertThat(shell(argv(shell), body)).isEqualTo(input);
  }

  /// The whole program around a command, as a host runs it, with standard input kept open meanwhile.
  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void everyShellRunsTheProgramAroundACommand(String shell) throws Exception {
    Command command = Command.script("read -r x; echo \"[$x]$1\"; exit 5", "it's");
    Process p = new ProcessBuilder(argv(shell)).start();
    p.getOutputStream().write(Program.watched(command, "initscope-1", false));
    p.getOutputStream().flush();
    assertThat(new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("initscope-1\n[]it's\n");
    assertThat(p.waitFor()).isEqualTo(5);
    assertThat(new String(p.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("initscope-1\n");
    p.getOutputStream().close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void theEndOfInputEndsEverythingBelow(String shell) throws Exception {
    Command command = Command.script("echo on; (trap '' TERM; sleep 7774; sleep 7774) & wait");
    Process p = new ProcessBuilder(argv(shell)).start();
    p.getOutputStream().write(Program.watched(command, "initscope-1", false));
    p.getOutputStream().flush();
    var out = p.inputReader();
    assertThat(out.readLine()).isEqualTo("initscope-1");
    assertThat(out.readLine()).isEqualTo("on");
    List<ProcessHandle> below = p.descendants().toList();
    assertThat(below).isNotEmpty();
    p.getOutputStream().close();
    assertThat(p.waitFor()).isNotZero();
    for (int i = 0; i < 50 && below.stream().anyMatch(ProcessHandle::isAlive); i++) {
      Thread.sleep(100);
    }
    assertThat(below).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void refusesWhatNoArgumentCanHold() {
    assertThatThrownBy(() -> Quote.word("a\0b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Command.of("-rf")).isInstanceOf(IllegalArgumentException.class);
    assertThat(Quote.words(List.of("a", "b'c"))).isEqualTo("'a' 'b'\\''c'");
  }

  @Test
  void aShownWordStandsInQuotesOnlyWhereItMust() {
    assertThat(Quote.shown("/opt/x-1.conf:a=b,c")).isEqualTo("/opt/x-1.conf:a=b,c");
    for (String nasty : NASTY) {
      boolean plain = List.of("-n", "%s").contains(nasty);
      assertThat(Quote.shown(nasty)).isEqualTo(plain ? nasty : Quote.word(nasty));
    }
  }

  @Test
  void theLoginShellSeesOnlyHarmlessCharacters() {
    for (String seen : List.of(Program.LOGIN, Program.LOGIN_PTY)) {
      assertThat(seen.chars())
          .allMatch(c -> Character.isLetterOrDigit(c) || " _./:=,@+-".indexOf(c) >= 0);
    }
  }
}
