package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.tuning.host.HostScript;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The program that starts a unit anew, with a systemctl that only writes down what it was asked: a service that it stopped is started again
/// whatever happens between.
class StartScriptTest {
  @TempDir Path temp = Path.of("");
  private Path root = Path.of("");
  private Path asked = Path.of("");

  @BeforeEach
  void host() throws IOException {
    root = temp.resolve("root");
    asked = temp.resolve("asked");
    Files.createDirectories(root.resolve("proc/sys/vm"));
    Files.writeString(root.resolve("proc/sys/vm/drop_caches"), "0\n");
    Files.writeString(
        root.resolve("proc/timer_list"), "Timer List Version\nHRTIMER\nnow at 77 nsecs\n");
    systemctl("");
  }

  /// @param more what it does besides
  private void systemctl(String more) throws IOException {
    Path file = Files.createDirectories(temp.resolve("bin")).resolve("systemctl");
    Files.writeString(file, "#!/bin/sh\necho \"$*\" >>'" + asked + "'\n" + more + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Process run(String cache) throws IOException {
    HostScript script = HostScript.start("shop.service", cache);
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", script.text(), "sh"));
    words.addAll(script.arguments());
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("INITSCOPE_ROOT", root.toString());
    builder
        .environment()
        .merge(
            "PATH", temp.resolve("bin").toString(), (path, bin) -> bin + File.pathSeparator + path);
    return builder.start();
  }

  private String end(Process process) throws Exception {
    String out =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return out;
  }

  private List<String> verbs() throws IOException {
    return Files.readAllLines(asked).stream()
        .map(line -> line.replace("--no-block ", "").split(" ", 2)[0])
        .toList();
  }

  @Test
  void aWarmStartIsARestart() throws Exception {
    Process process = run("none");
    assertThat(end(process)).contains("requested 77").endsWith("end\n");
    assertThat(verbs()).containsExactly("restart");
  }

  @Test
  void aColdStartStopsDropsAndStartsOnce() throws Exception {
    Process process = run("all");
    assertThat(end(process)).containsSubsequence("cold all", "requested 77", "end");
    assertThat(verbs()).containsExactly("stop", "start");
    assertThat(Files.readString(root.resolve("proc/sys/vm/drop_caches"))).isEqualTo("3\n");
  }

  @Test
  void whereTheCacheCannotBeDroppedNothingIsStopped() throws Exception {
    Path drop = root.resolve("proc/sys/vm/drop_caches");
    Files.delete(drop);
    Files.createDirectory(drop);
    Process process = run("all");
    assertThat(end(process)).contains("cannot be dropped");
    assertThat(process.exitValue()).isEqualTo(5);
    assertThat(asked).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HUP", "INT", "TERM", "PIPE"})
  void aSignalAfterTheStopStartsItAgain(String signal) throws Exception {
    systemctl("case $1 in stop) kill -" + signal + " $PPID;; esac");
    Process process = run("files");
    end(process);
    // a shell cannot trap what was ignored before it began, as HUP under nohup: it goes on then
    assertThat(process.exitValue()).isIn(0, 5);
    assertThat(verbs()).endsWith("stop", "start");
  }

  @Test
  void aStopThatFailsIsFollowedByAStart() throws Exception {
    systemctl("case $1 in stop) exit 1;; esac");
    Process process = run("all");
    end(process);
    assertThat(process.exitValue()).isEqualTo(5);
    assertThat(verbs()).containsExactly("stop", "start");
  }
}
