package initscope.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.model.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerfHostTest {
  private static final Path SYSCTLS = Path.of("/proc/sys/kernel");

  /// The kernel answers only the first read of a number, and some shells read byte by byte.
  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void settingsAreReadInEachShell(String shell) throws Exception {
    assumeTrue(Files.isReadable(SYSCTLS.resolve("perf_event_paranoid")), "no such setting here");
    PerfHost host = PerfHost.ask(new LocalHost(shell, "-s"), Progress.NONE);
    assertThat(host.fact("paranoid")).contains(setting("perf_event_paranoid"));
    assertThat(host.fact("kptr")).contains(setting("kptr_restrict"));
    assertThat(host.fact("kernel")).contains(setting("osrelease"));
  }

  private static String setting(String name) throws Exception {
    return Files.readString(SYSCTLS.resolve(name)).strip();
  }
}
