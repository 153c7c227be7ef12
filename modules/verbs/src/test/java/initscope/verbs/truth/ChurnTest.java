package initscope.verbs.truth;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Frame;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.testing.GoToolchains;
import initscope.model.testing.Sshd;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goroutines that come and go while they are read: no stack that never was is shown as sure.
@SuppressWarnings("try") // nothing interrupts a test
class ChurnTest {
  private static final int LOOKS = 5;

  @Test
  void showsNoStackThatNeverWas(@TempDir Path folder) throws Exception {
    Sshd.assumeMemoryIsReadable();
    Path program = build(GoToolchains.any().getFirst(), folder);
    Process process = start(program, 2000, 100_000);
    try (Captures captures = new Captures(folder)) {
      for (int i = 0; i < LOOKS; i++) {
        Captures.Taken taken = captures.take(process.pid());
        GoRuntime go = taken.analysis().incident().go().orElseThrow();
        assertThat(go.refusal()).isEmpty();
        assertThat(go.goroutines()).hasSizeGreaterThan(1000);
        assertThat(impossible(go)).isEmpty();
        Finding verdict = taken.analysis().diagnosis().verdict();
        assertThat(verdict.rule()).isEqualTo("init.blocked.channel");
        assertThat(verdict.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(verdict.subject().line()).hasValue(30);
      }
    } finally {
      process.destroyForcibly();
    }
  }

  static Path build(Path go, Path folder) throws Exception {
    Path program = folder.resolve("churn");
    GoToolchains.run(
        go,
        Path.of("src/test/go/truth/churn"),
        "build",
        "-buildvcs=false",
        "-ldflags=-s -w",
        "-o",
        program.toString(),
        "main.go");
    return program;
  }

  static Process start(Path program, int goroutines, int micros) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    builder.environment().put("MANY", Integer.toString(goroutines));
    builder.environment().put("MICROS", Integer.toString(micros));
    builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
    Process process = builder.start();
    Thread.sleep(1000);
    return process;
  }

  /// Stacks shown as sure that the program cannot have had.
  static List<String> impossible(GoRuntime go) {
    List<String> impossible = new ArrayList<>();
    for (Goroutine g : go.goroutines()) {
      List<String> calls =
          g.frames().stream()
              .map(Frame::function)
              .filter(f -> f.startsWith("main.k"))
              .map(f -> f.substring("main.".length()))
              .filter(f -> !f.contains(".")) // the go statement's own wrapper
              .toList()
              .reversed();
      if (!g.torn() && !possible(calls)) {
        impossible.add(g.id() + " " + g.status() + " " + calls);
      }
    }
    return impossible;
  }

  private static boolean possible(List<String> calls) {
    String way = "";
    for (int depth = 0; depth < calls.size(); depth++) {
      String call = calls.get(depth);
      way = depth == 0 ? call : depth == 1 ? call.substring(0, call.length() - 1) : way;
      boolean root = depth > 0 || call.length() == 2;
      boolean known = depth == 0 || (way.startsWith(calls.getFirst()) && call.equals(way + depth));
      if (!root || !known) {
        return false;
      }
    }
    return true;
  }

  /// Arguments: {@code LOOKS GOROUTINES MICROS}; a row for each toolchain of {@code INITSCOPE_TEST_GO}.
  public static void main(String[] args) throws Exception {
    for (Path go : GoToolchains.found()) {
      Path folder = java.nio.file.Files.createTempDirectory("churn");
      Process process =
          start(build(go, folder), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
      int sure = 0;
      int torn = 0;
      int partial = 0;
      List<String> impossible = new ArrayList<>();
      try (Captures captures = new Captures(folder)) {
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
          GoRuntime runtime = captures.take(process.pid()).analysis().incident().go().orElseThrow();
          runtime.refusal().ifPresent(r -> impossible.add("refused " + r));
          impossible.addAll(impossible(runtime));
          torn += runtime.tornCount();
          partial += (int) runtime.goroutines().stream().filter(Goroutine::partial).count();
          sure +=
              (int) runtime.goroutines().stream().filter(g -> !g.torn() && !g.partial()).count();
        }
      } finally {
        process.destroyForcibly();
      }
      System.out.printf(
          "%s | sure %d | torn %d | partial %d | impossible %d %s%n",
          go, sure, torn, partial, impossible.size(), impossible.stream().limit(5).toList());
    }
  }
}
