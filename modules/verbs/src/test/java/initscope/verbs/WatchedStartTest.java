package initscope.verbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.collect.CollectOptions;
import initscope.collect.LapseOptions;
import initscope.collect.PerfOptions;
import initscope.collect.StartOptions;
import initscope.collect.Target;
import initscope.collect.spool.FileBytes;
import initscope.evidence.Capture;
import initscope.evidence.CaptureReader;
import initscope.evidence.IncidentReader;
import initscope.evidence.NamedInput;
import initscope.model.Coverage;
import initscope.model.Failure;
import initscope.model.Incident;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.Prompts;
import initscope.tuning.journal.AuditRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Watched starts over real SSH, against a lab host that runs the real guard: however one ends, nothing of it stays on the host.
final class WatchedStartTest {
  private static final String UNIT = "ordersd@go1.22-stripped.service";

  @TempDir Path folder;
  private Rehearsal rehearsal;

  @BeforeEach
  void start() throws Exception {
    rehearsal = Rehearsal.start("ordersd", folder);
  }

  @AfterEach
  void stop() throws Exception {
    rehearsal.close();
  }

  private CollectOptions options(String... allow) {
    LapseOptions brief =
        new LapseOptions(Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(1));
    return new CollectOptions(
        "cold-start",
        List.of(),
        List.of("xray", "perf"),
        List.of(allow),
        brief,
        PerfOptions.DEFAULT,
        StartOptions.DEFAULT,
        "test");
  }

  private void collect(CollectOptions options, Progress progress)
      throws Failure, CancelledException {
    Collect.run(
        new Collect.Request(
            rehearsal.spec(),
            rehearsal.ssh(),
            new Target.Unit(UNIT),
            options,
            folder.resolve("x.isz")),
        folder.resolve("data"),
        Prompts.NONE,
        progress);
  }

  /// Names of the steps of the change engine that were sent.
  private List<String> sent() throws Exception {
    List<AuditRecord> records = new ArrayList<>();
    Tune.audit(folder.resolve("data"), Optional.empty(), records::add);
    return records.stream().map(r -> r.sent().step()).toList();
  }

  private void assertNothingIsLeft() throws Exception {
    try (Tune tune =
        Tune.open(
            folder.resolve("data"),
            Tune.owner(),
            "test",
            rehearsal.spec(),
            rehearsal.ssh(),
            Prompts.NONE,
            Progress.NONE)) {
      assertThat(tune.status().id()).isEmpty();
      assertThat(tune.unit(UNIT).answers().get("show")).doesNotContain("inittrace");
    }
    assertThat(dropIns()).isEmpty();
  }

  private List<Path> dropIns() throws IOException {
    try (Stream<Path> files = Files.walk(rehearsal.host().root())) {
      return files
          .filter(f -> f.toString().contains(UNIT + ".d"))
          .filter(f -> f.getFileName().toString().contains("initscope"))
          .toList();
    }
  }

  private Capture capture() throws Exception {
    return CaptureReader.open(FileBytes.map(folder.resolve("x.isz"))).value();
  }

  private Incident incident() throws Exception {
    return IncidentReader.read(
        List.of(new NamedInput("x.isz", FileBytes.map(folder.resolve("x.isz")))));
  }

  @Test
  void theDropInIsThereForTheStartAndGoneAfterIt() throws Exception {
    List<Integer> during = new ArrayList<>();
    collect(
        options("restart", "change"),
        (done, total, what) -> {
          try {
            during.add(dropIns().size());
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(during).contains(1);
    assertThat(sent()).contains("apply", "start", "rollback");
    assertThat(capture().entry("start/request")).isPresent();
    assertThat(incident().coverage())
        .filteredOn(c -> c.step().equals("start.inittrace"))
        .extracting(Coverage::state)
        .containsExactly(Coverage.State.DONE);
    assertNothingIsLeft();
  }

  @Test
  void withoutConsentToAChangeNoneIsMade() throws Exception {
    collect(options("restart"), Progress.NONE);
    assertThat(sent()).contains("start").doesNotContain("apply", "rollback");
    assertNothingIsLeft();
  }

  @Test
  void withoutConsentToAStartNothingIsSent() throws Exception {
    assertThatThrownBy(() -> collect(options("change"), Progress.NONE))
        .isInstanceOf(Failure.ConsentMissing.class)
        .hasMessageContaining("--allow restart");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void oneThatIsCancelledTakesItsDropInBack() throws Exception {
    assertThatThrownBy(
            () ->
                collect(
                    options("restart", "change"),
                    (done, total, what) -> {
                      if (what.contains("watching")) {
                        throw new CancelledException();
                      }
                    }))
        .isInstanceOf(CancelledException.class);
    assertThat(sent()).contains("apply", "rollback");
    assertNothingIsLeft();
  }
}
