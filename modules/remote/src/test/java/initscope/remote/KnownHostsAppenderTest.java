package initscope.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHostsAppenderTest {
  @TempDir Path folder;

  private static byte[] key(String tail) {
    byte[] type = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
    byte[] rest = tail.getBytes(StandardCharsets.US_ASCII);
    byte[] blob = new byte[4 + type.length + rest.length];
    blob[3] = (byte) type.length;
    System.arraycopy(type, 0, blob, 4, type.length);
    System.arraycopy(rest, 0, blob, 4 + type.length, rest.length);
    return blob;
  }

  /// Adds a hundred hosts; run in programs of its own by the test below.
  public static void main(String[] args) throws Exception {
    for (int i = 0; i < 100; i++) {
      String name = "h" + i + "." + args[1];
      KnownHostsAppender.add(Path.of(args[0]), name, key(name), i % 2 == 0);
    }
  }

  @Test
  void twoProgramsAndTwoThreadsAddAtOnce() throws Exception {
    Path file = folder.resolve("known");
    Files.writeString(file, "# mine, without a line end");
    var programs = new ArrayList<Process>();
    for (String who : List.of("a", "b")) {
      programs.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  KnownHostsAppenderTest.class.getName(),
                  file.toString(),
                  who)
              .inheritIO()
              .start());
    }
    var threads = new ArrayList<Thread>();
    for (String who : List.of("c", "d")) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      main(new String[] {file.toString(), who});
                    } catch (Exception e) {
                      throw new IllegalStateException(e);
                    }
                  }));
    }
    for (Process p : programs) {
      assertThat(p.waitFor()).isZero();
    }
    for (Thread t : threads) {
      t.join();
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines.size()).isEqualTo(401);
    assertThat(lines.getFirst()).isEqualTo("# mine, without a line end");
    KnownHosts known = KnownHosts.read(List.of(file));
    for (String who : List.of("a", "b", "c", "d")) {
      for (int i = 0; i < 100; i++) {
        String name = "h" + i + "." + who;
        assertThat(known.judge(name, key(name))).isInstanceOf(KnownHosts.Verdict.Known.class);
      }
    }
  }

  @Test
  void readsWhatOpenSshWouldAndSkipsTheRest() {
    String line = "ssh-ed25519 " + java.util.Base64.getEncoder().encodeToString(key("k"));
    String text =
        "junk\n@unknown * "
            + line
            + "\n*.example.org,!bad.example.org "
            + line
            + " a comment\nh ssh-rsa "
            + line.substring(12)
            + "\n[::1]:2222 "
            + line
            + "\n";
    var known = new KnownHosts(KnownHosts.parse(Path.of("f"), text));
    assertThat(known.judge("web.example.org", key("k")))
        .isInstanceOf(KnownHosts.Verdict.Known.class);
    assertThat(known.judge("WEB.Example.org", key("other")))
        .isInstanceOfSatisfying(
            KnownHosts.Verdict.Changed.class, c -> assertThat(c.was().line()).isEqualTo(3));
    assertThat(known.judge("bad.example.org", key("k")))
        .isInstanceOf(KnownHosts.Verdict.Unknown.class);
    assertThat(known.judge("h", key("k"))).isInstanceOf(KnownHosts.Verdict.Unknown.class);
    assertThat(known.judge(KnownHosts.name("::1", 2222), key("k")))
        .isInstanceOf(KnownHosts.Verdict.Known.class);
  }
}
