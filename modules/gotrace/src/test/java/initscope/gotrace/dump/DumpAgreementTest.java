package initscope.gotrace.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.gotrace.GoTrace;
import initscope.gotrace.Told;
import initscope.model.Decoded;
import initscope.model.testing.GoToolchains;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Event by event what each toolchain's own {@code go tool trace -d} says of a trace that it recorded. Runs with every Go of this computer;
/// {@code INITSCOPE_TEST_GO} names others, as many as wished: {@code INITSCOPE_TEST_GO=/go/1.19:/go/1.22:/go/1.26}.
class DumpAgreementTest {
  private static final double SECONDS = 1.2;

  @TempDir Path folder;

  static List<Path> toolchains() {
    return GoToolchains.found().isEmpty() ? List.of(Path.of("none")) : GoToolchains.found();
  }

  private static GoTool tool(Path go) throws IOException {
    GoToolchains.any();
    return GoTool.of(go);
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void eventsStandInTheFileAsGoSays(Path go) throws IOException {
    GoTool tool = tool(go);
    assumeTrue(tool.isV2(), tool + " does not print events as they stand in the file");
    Path trace = tool.record(folder, SECONDS);
    WireDump dump = new WireDump(Told.read(trace));
    tool.wire(trace, dump::accept);
    dump.finish();
    dump.locate();
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void statesChangeAsGoSays(Path go) throws IOException {
    GoTool tool = tool(go);
    assumeTrue(tool.isV2(), tool + " has no states of its own");
    Path trace = tool.record(folder, SECONDS);
    GoEvent.Reader said = new GoEvent.Reader();
    tool.parsed(trace, said::accept);
    Decoded<GoTrace> seen = Told.decode(Told.read(trace));
    assertThat(seen.problems()).isEmpty();
    assertThat(new StateAgreement(seen.value(), said.events()).compare()).isPositive();
    assertThat(new MarkAgreement(seen.value(), said.events()).compare()).isNotEmpty();
  }
}
