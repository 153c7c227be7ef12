package initscope.verbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.evidence.IncidentReader;
import initscope.evidence.NamedInput;
import initscope.evidence.OpenTrace;
import initscope.model.Bytes;
import initscope.model.Failure;
import initscope.model.InputFile;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many execution traces in one call.
final class AnalyzeTracesTest {
  private static final Path RECORDED = Path.of("../gotrace/src/test/resources/gotrace");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path temp = Path.of("");

  /// Traces of all versions, twice over, so that some are long done when those before them are not.
  private static List<Path> traces() throws IOException {
    List<Path> traces = new ArrayList<>();
    for (String folder : List.of("v2", "profile", "v1", "v2")) {
      try (Stream<Path> files = Files.list(RECORDED.resolve(folder))) {
        files.filter(f -> f.toString().endsWith(".trace")).sorted().forEach(traces::add);
      }
    }
    return traces;
  }

  private static List<NamedInput> inputs(List<Path> files) throws IOException {
    List<NamedInput> inputs = new ArrayList<>();
    for (Path file : files) {
      inputs.add(new NamedInput(file.toString(), Bytes.of(Files.readAllBytes(file))));
    }
    return inputs;
  }

  private static List<String> names(List<Path> files) {
    return files.stream().map(Path::toString).toList();
  }

  @Test
  void tellTheSameAsOneAfterTheOther() throws Exception {
    List<Path> files = new ArrayList<>(traces());
    files.add(3, Files.writeString(temp.resolve("os-release"), "ID=centos\nVERSION_ID=7\n"));

    Analysis analysis = Analyze.run(files, Progress.NONE);

    assertThat(analysis.incident()).isEqualTo(IncidentReader.read(inputs(files)));
    assertThat(analysis.incident().inputs())
        .extracting(InputFile::path)
        .containsExactlyElementsOf(names(files));
    files.remove(3);
    assertThat(analysis.traces())
        .extracting(OpenTrace::name)
        .containsExactlyElementsOf(names(files));
  }

  @Test
  void damageIsToldOfTheFileThatHasIt() throws Exception {
    List<Path> files = new ArrayList<>(traces());
    byte[] whole = Files.readAllBytes(files.get(2));
    Path cut = Files.write(temp.resolve("cut"), Arrays.copyOf(whole, whole.length * 2 / 3));
    files.add(2, cut);

    Analysis analysis = Analyze.run(files, Progress.NONE, false);

    assertThat(Analyze.isDamaged(analysis.incident())).isTrue();
    assertThat(analysis.incident().inputs())
        .filteredOn(i -> i.warnings().stream().anyMatch(p -> p.id().startsWith("gotrace.")))
        .extracting(InputFile::path)
        .contains(cut.toString());
    assertThat(analysis.incident()).isEqualTo(IncidentReader.read(inputs(files)));
  }

  @Test
  void theFirstFileThatCannotBeOpenedIsNamed() throws IOException {
    List<Path> files = new ArrayList<>(traces());
    files.add(2, temp.resolve("first"));
    files.add(temp.resolve("second"));

    assertThatThrownBy(() -> Analyze.run(files, Progress.NONE, false))
        .isInstanceOf(Failure.InputDamaged.class)
        .hasMessageContaining(temp.resolve("first").toString())
        .hasMessageNotContaining("second");
  }

  @Test
  void endWithWhicheverReportIsCancelled() throws Exception {
    List<Path> files = traces().subList(0, 6);
    AtomicInteger reports = new AtomicInteger();
    Analyze.run(files, (done, total, what) -> reports.incrementAndGet(), false);

    for (int at = 1; at <= reports.get(); at++) {
      AtomicInteger left = new AtomicInteger(at);
      Progress progress =
          (done, total, what) -> {
            if (left.decrementAndGet() <= 0) {
              throw new CancelledException();
            }
          };
      assertThatThrownBy(() -> Analyze.run(files, progress, false))
          .isInstanceOf(CancelledException.class);
    }
  }

  /// Every reader stands still until it is interrupted itself: only where the interruption reaches them all does the call come back with none
  /// left.
  @Test
  void anInterruptionReachesAllReaders() throws Exception {
    List<Path> files = traces();
    CountDownLatch reading = new CountDownLatch(1);
    AtomicInteger standing = new AtomicInteger();
    Progress progress =
        (done, total, what) -> {
          if (what.startsWith("opening") || what.equals("reading")) {
            return;
          }
          standing.incrementAndGet();
          reading.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            standing.decrementAndGet();
            throw new CancelledException();
          }
        };
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread caller =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    Analyze.run(files, progress, false);
                  } catch (Failure | CancelledException e) {
                    thrown.set(e);
                  }
                });
    reading.await();

    caller.interrupt();

    assertThat(caller.join(PATIENCE)).isTrue();
    assertThat(thrown.get()).isInstanceOf(CancelledException.class);
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (standing.get() > 0 && System.nanoTime() < until) {
      Thread.sleep(1);
    }
    assertThat(standing.get()).isZero();
  }
}
