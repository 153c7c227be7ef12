package initscope.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Bytes;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionTest {
  RealSshd sshd;
  Session session;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    sshd = RealSshd.start(folder);
    session = sshd.connect();
  }

  @AfterAll
  void stop() {
    if (session != null) {
      session.close();
    }
    if (sshd != null) {
      sshd.close();
    }
  }

  private ExecOutput run(Command command) throws Exception {
    return session.run(command, OutputLimits.DEFAULT, Progress.NONE);
  }

  @Test
  void keepsStreamsAndStatusApart() throws Exception {
    ExecOutput got = run(Command.script("echo out; echo err >&2; exit 7"));
    assertThat(got.out().utf8()).isEqualTo("out\n");
    assertThat(got.err().utf8()).isEqualTo("err\n");
    assertThat(got.exit()).isEqualTo(7);
    assertThat(got.ok()).isFalse();
    assertThat(got.result().laptopEndNanos()).isGreaterThan(got.result().laptopStartNanos());
  }

  @Test
  void passesArgumentsAndInputUnchanged() throws Exception {
    assertThat(run(Command.of("printf", "%s|", "a b", "'", "$(id)", "*", "", "\n")).out().utf8())
        .isEqualTo("a b|'|$(id)|*||\n|");
    byte[] input = new byte[100_000];
    new Random(1).nextBytes(input);
    ExecOutput got = run(Command.script("cat; echo \"$1\" >&2", "it's").withInput(Bytes.of(input)));
    assertThat(got.out().toArray()).isEqualTo(input);
    assertThat(got.err().utf8()).isEqualTo("it's\n");
  }

  @Test
  void hasNothingOnStandardInputOtherwise() throws Exception {
    assertThat(run(Command.script("cat; echo end")).out().utf8()).isEqualTo("end\n");
  }

  @Test
  void carriesAScriptLargerThanAnyBuffer() throws Exception {
    String script =
        "x=0\n" + "x=$((x+1)) # padding padding padding padding\n".repeat(4000) + "echo $x";
    assertThat(run(Command.script(script)).out().utf8()).isEqualTo("4000\n");
  }

  @Test
  void tellsASignal() throws Exception {
    ExecOutput got = run(Command.script("kill -KILL $$"));
    assertThat(got.ok()).isFalse();
  }

  @Test
  void cutsTooMuchOutputAndEndsTheCommand() throws Exception {
    ExecOutput got =
        session.run(
            Command.script("echo $$; exec yes"),
            OutputLimits.of(1 << 20, Duration.ofSeconds(30)),
            Progress.NONE);
    assertThat(got.result().truncated()).isTrue();
    assertThat(got.out().size()).isEqualTo(1 << 20);
    assertThat(got.exit()).isEqualTo(-1);
    assertNoneLeft("yes");
  }

  @Test
  void endsACommandThatTakesTooLong() throws Exception {
    ExecOutput got =
        session.run(
            Command.script("echo begun; (sleep 7771; :); echo never"),
            OutputLimits.of(1000, Duration.ofMillis(700)),
            Progress.NONE);
    assertThat(got.result().timedOut()).isTrue();
    assertThat(got.out().utf8()).isEqualTo("begun\n");
    assertNoneLeft("sleep 7771");
  }

  @Test
  void cancelEndsTheCommandOnTheHost() throws Exception {
    long end = System.nanoTime() + 500_000_000;
    Progress impatient =
        (done, total, what) -> {
          if (System.nanoTime() > end) {
            throw new CancelledException();
          }
        };
    assertThatThrownBy(
            () -> session.run(Command.of("sleep", "7772"), OutputLimits.DEFAULT, impatient))
        .isInstanceOf(CancelledException.class);
    assertNoneLeft("sleep 7772");
  }

  /// The first cancellation tells a program to end early that can, the second ends it.
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aProgramThatCanEndEarlyIsHeard(int cancellations) throws Exception {
    var out = new ByteArrayOutputStream();
    int[] given = {0};
    Progress cancelling =
        (done, total, what) -> {
          if (out.size() > 0 && given[0] < cancellations) {
            given[0]++;
            throw new CancelledException();
          }
        };
    Command command =
        Command.script(
            "trap 'kill $!; sleep 0.2; echo told; exit' USR1; echo begun; sleep 7773 & wait");
    assertThatThrownBy(
            () ->
                session.exec(
                    command,
                    OutputLimits.DEFAULT.withGrace(Duration.ofSeconds(20)),
                    out,
                    OutputStream.nullOutputStream(),
                    cancelling))
        .isInstanceOf(CancelledException.class);
    assertThat(given[0]).isEqualTo(cancellations);
    String said = out.toString(StandardCharsets.UTF_8);
    assertThat(said.contains("told")).as(said).isEqualTo(cancellations == 1);
    assertNoneLeft("sleep 7773");
  }

  /// Before its trap is set, which it shows by saying something, the signal would kill it: there is nothing to hear yet.
  @Test
  void aProgramThatHasSaidNothingIsEndedAtOnce(@TempDir Path folder) throws Exception {
    Path ran = folder.resolve("ran");
    Graces graces = new Graces(() -> Files.exists(ran), () -> {});
    assertThatThrownBy(() -> graced(graces, ": >\"$1\"; exec sleep 7774", ran))
        .isInstanceOf(CancelledException.class);
    assertThat(graces.told).isEmpty();
    assertNoneLeft("sleep 7774");
  }

  @Test
  void tellsHowLongAProgramIsHeardFromItsFirstWordToItsEnd(@TempDir Path folder) throws Exception {
    Path go = folder.resolve("go");
    Graces graces = new Graces(() -> false, () -> go.toFile().mkdir());
    graced(graces, "trap : USR1; echo begun; while [ ! -e \"$1\" ]; do sleep 0.1; done", go);
    assertThat(graces.told).containsExactly(HOUR, Duration.ZERO);
  }

  private static final Duration HOUR = Duration.ofHours(1);

  private void graced(Progress progress, String script, Path argument) throws Exception {
    session.exec(
        Command.script(script, argument.toString()),
        OutputLimits.of(1000, HOUR).withGrace(HOUR),
        OutputStream.nullOutputStream(),
        OutputStream.nullOutputStream(),
        progress);
  }

  /// Keeps what it is told.
  private static final class Graces implements Progress {
    private final List<Duration> told = new ArrayList<>();
    private final BooleanSupplier cancelled;
    private final Runnable then;

    Graces(BooleanSupplier cancelled, Runnable then) {
      this.cancelled = cancelled;
      this.then = then;
    }

    @Override
    public void report(long done, long total, String what) throws CancelledException {
      if (cancelled.getAsBoolean()) {
        throw new CancelledException();
      }
    }

    @Override
    public void endsWithin(Duration grace) {
      told.add(grace);
      then.run();
    }
  }

  @Test
  void runsManyCommandsOverFourPlaces() throws Exception {
    try (var pool = Executors.newFixedThreadPool(12)) {
      List<Future<String>> answers =
          java.util.stream.IntStream.range(0, 40)
              .mapToObj(
                  i -> pool.submit(() -> run(Command.of("echo", "n" + i)).out().utf8().strip()))
              .toList();
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo("n" + i);
      }
    }
  }

  @Test
  void saysWhenTheOutputCannotBeKept() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    assertThatThrownBy(
            () ->
                session.exec(
                    Command.of("echo", "x"),
                    OutputLimits.DEFAULT,
                    full,
                    OutputStream.nullOutputStream(),
                    Progress.NONE))
        .isInstanceOf(Failure.Local.class)
        .hasMessageContaining("No space left");
  }

  @Test
  void aProgramAndTheLaptopTalk() throws Exception {
    try (DuplexChannel cat = session.open(Command.of("cat"), false, Progress.NONE)) {
      byte[] sent = new byte[3_000_000];
      new Random(2).nextBytes(sent);
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      cat.toHost().write(sent);
                      cat.toHost().flush();
                      cat.toHost().close();
                    } catch (IOException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      assertThat(cat.fromHost().readAllBytes()).isEqualTo(sent);
      writer.join();
    }
  }

  /// What a host's sudo may force on us: bytes pass a terminal unchanged.
  @Test
  void runsOnATerminalToo() throws Exception {
    byte[] all = new byte[65536];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) (i + i / 256);
    }
    var out = new java.io.ByteArrayOutputStream();
    Command command = Command.script("cat; exit 4", "a\3b\4c\r\n").withInput(Bytes.of(all));
    try (ExecChannel shell = ExecChannel.open(session.link(), true, Progress.NONE)) {
      ExecResult got =
          new Execution(
                  command,
                  OutputLimits.DEFAULT,
                  out,
                  OutputStream.nullOutputStream(),
                  Progress.NONE)
              .run(shell);
      assertThat(got.exit()).isEqualTo(4);
    }
    assertThat(out.toByteArray()).isEqualTo(all);
  }

  private void assertNoneLeft(String words) throws Exception {
    for (int i = 0; i < 60 && running(words); i++) {
      Thread.sleep(100);
    }
    assertThat(running(words)).isFalse();
  }

  private boolean running(String words) {
    return sshd.processes()
        .flatMap(p -> p.info().commandLine().stream())
        .anyMatch(line -> line.endsWith(words));
  }
}
