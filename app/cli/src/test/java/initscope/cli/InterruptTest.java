package initscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What Ctrl-C does to work that can take home what it has, and to other work.
final class InterruptTest {
  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration HOUR = Duration.ofHours(1);

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
  private final Console console = new Console(err, err, false);
  private final CountDownLatch over = new CountDownLatch(1);

  /// Work that does not end when it is interrupted.
  private Thread deaf() {
    return Thread.ofVirtual()
        .start(
            () -> {
              boolean ended = false;
              while (!ended) {
                try {
                  ended = over.await(1, TimeUnit.HOURS);
                } catch (InterruptedException e) {
                  // goes on
                }
              }
            });
  }

  @Test
  void workWithNothingToTakeHomeIsWaitedForShortly() {
    Thread worker = deaf();
    new Interrupt(worker, console, SOON, () -> {}).run();
    assertThat(worker.isAlive()).isTrue();
    assertThat(said.size()).isZero();
    over.countDown();
  }

  @Test
  void whatWasRecordedIsTakenAndItIsSaidHowToEndThat() throws Exception {
    console.progress().endsWithin(HOUR);
    Thread worker = deaf();
    Thread hook = Thread.ofVirtual().start(new Interrupt(worker, console, SOON, () -> {}));
    assertThat(hook.join(SOON.multipliedBy(20))).isFalse();
    over.countDown();
    hook.join();
    assertThat(worker.isAlive()).isFalse();
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("3600 s at most", "Ctrl-C again");
  }

  /// The bytes are in, and what follows takes its time: that is not waited for.
  @Test
  void theLongerTimeEndsWithTheRecording() throws Exception {
    console.progress().endsWithin(HOUR);
    Thread worker = deaf();
    Thread hook = Thread.ofVirtual().start(new Interrupt(worker, console, SOON, () -> {}));
    console.progress().endsWithin(Duration.ZERO);
    hook.join();
    assertThat(worker.isAlive()).isTrue();
    over.countDown();
  }

  @Test
  void aSecondCtrlCEndsAtOnce() throws Exception {
    assumeTrue(Path.of("/bin/kill").toFile().canExecute(), "no kill here");
    Process work =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Deaf.class.getName())
            .redirectErrorStream(true)
            .start();
    try (var lines = work.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).isEqualTo("begun");
      interrupt(work);
      assertThat(lines.readLine()).contains("Ctrl-C again");
      interrupt(work);
      assertThat(work.waitFor()).isEqualTo(130);
    } finally {
      work.destroyForcibly();
    }
  }

  private static void interrupt(Process work) throws Exception {
    new ProcessBuilder("/bin/kill", "-INT", Long.toString(work.pid())).start().waitFor();
  }

  /// A program that takes home what it has for an hour.
  static final class Deaf {
    private Deaf() {}

    /// Its entry.
    public static void main(String[] args) throws Exception {
      Console console = new Console(System.out, System.err, false);
      Interrupt.watch(Thread.currentThread(), console);
      console.progress().endsWithin(HOUR);
      System.out.println("begun");
      while (true) {
        try {
          Thread.sleep(HOUR);
        } catch (InterruptedException e) {
          // goes on
        }
      }
    }
  }
}
