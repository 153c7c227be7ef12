package initscope.collect.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.formats.proc.StartWatchDecoder;
import initscope.model.Bytes;
import initscope.model.start.StartLook;
import initscope.model.start.StartWatch;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The program that looks at a unit, in the shells of the hosts. This very process plays the unit's main process.
class WatchProgramTest {
  @TempDir Path temp = Path.of("");

  /// A service manager whose answer lies in a file.
  private Path program() throws Exception {
    Path answer = temp.resolve("answer");
    String systemctl = "systemctl() { cat '" + answer + "'; }\n";
    Files.writeString(answer, "Type=simple\nMainPID=0\nActiveState=inactive\nSubState=dead\n");
    return Files.writeString(temp.resolve("watch.sh"), systemctl + Script.named("watch.sh").text());
  }

  private Process start(String shell, int seconds) throws Exception {
    List<String> words = new ArrayList<>(List.of(shell.split(" ", -1)));
    assumeTrue(Files.isExecutable(Path.of(words.getFirst())), "no " + words.getFirst());
    words.addAll(
        List.of(program().toString(), "NONCE", "shop.service", "0.02", Integer.toString(seconds)));
    return new ProcessBuilder(words)
        .redirectOutput(temp.resolve("out").toFile())
        .redirectError(temp.resolve("err").toFile())
        .start();
  }

  private void await(String word) throws Exception {
    for (int i = 0; i < 1200 && !said().contains("\nNONCE k " + word); i++) {
      Thread.sleep(50);
    }
    assertThat(said()).contains("\nNONCE k " + word);
  }

  private String said() throws Exception {
    return Files.readString(temp.resolve("out"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/dash", "/bin/bash", "/bin/busybox sh"})
  void seesTheMainProcessItsSocketAndItsFirstConnection(String shell) throws Exception {
    Process watch = start(shell, 100);
    try {
      await("armed");
      long pid = ProcessHandle.current().pid();
      Path next = temp.resolve("next");
      Files.writeString(
          next, "Type=simple\nMainPID=" + pid + "\nActiveState=active\nSubState=running\n");
      Files.move(next, temp.resolve("answer"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      await("main " + pid);
      try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        await("listen ");
        try (Socket client = new Socket(listening.getInetAddress(), listening.getLocalPort());
            Socket accepted = listening.accept()) {
          assertThat(client.isConnected() && accepted.isConnected()).isTrue();
          await("accepted ");
        }
      }
      new ProcessBuilder("kill", "-USR1", Long.toString(watch.pid())).start().waitFor();
      assertThat(watch.waitFor(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
      assertThat(Files.readString(temp.resolve("out"))).endsWith("NONCE k end 1\n");
      check(watched(), pid);
    } finally {
      watch.destroyForcibly();
    }
  }

  private static void check(StartWatch watch, long pid) {
    List<StartLook> looks = watch.looks();
    assertThat(looks).isNotEmpty();
    Optional<StartLook> first = looks.stream().filter(l -> l.process(pid).isPresent()).findFirst();
    var process = first.orElseThrow().process(pid).orElseThrow();
    assertThat(process.stat()).isPresent();
    assertThat(process.switches()).isPresent();
    assertThat(process.comm()).isEqualTo("java");
    assertThat(looks).anyMatch(l -> !l.listens().isEmpty());
    assertThat(looks).anyMatch(l -> !l.accepted().isEmpty());
    assertThat(watch.units()).anyMatch(u -> u.properties().get("ActiveState").equals("active"));
  }

  /// All blocks of the watch, frames left out.
  private StartWatch watched() throws Exception {
    StringBuilder text = new StringBuilder();
    boolean inside = false;
    for (String line : Files.readString(temp.resolve("out")).split("\n", -1)) {
      if (line.startsWith("NONCE b ")) {
        inside = line.startsWith("NONCE b start.watch ");
      } else if (line.startsWith("NONCE e ")) {
        inside = false;
      } else if (inside && !line.startsWith("NONCE ")) {
        text.append(line).append('\n');
      }
    }
    return new StartWatchDecoder().decode(Bytes.of(text.toString())).value();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/dash", "/bin/busybox sh"})
  void endsByItselfWhenTheTimeIsOver(String shell) throws Exception {
    Process watch = start(shell, 1);
    assertThat(watch.waitFor(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(temp.resolve("out"))).endsWith("NONCE k end 1\n");
  }
}
