package initscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Progress.CancelledException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ConsoleTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Console console(boolean terminal) {
    return new Console(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        terminal);
  }

  @Test
  void aTerminalShowsProgressFromTheFirstReportAndLosesItBeforeAResult() throws CancelledException {
    Console console = console(true);

    console.progress().report(3, 64, "reading the trace a\u001b[2J");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("\r\u001b[K3/64 reading the trace a")
        .doesNotContain("\u001b[2J");

    console.result("done");
    assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("\r\u001b[K");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("done");
  }

  @Test
  void elsewhereProgressIsSilent() throws CancelledException {
    console(false).progress().report(3, 64, "reading the trace");

    assertThat(err.size() + out.size()).isZero();
  }
}
