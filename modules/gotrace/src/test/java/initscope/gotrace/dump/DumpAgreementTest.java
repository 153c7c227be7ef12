package initscope.gotrace.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.gotrace.GoTrace;
import initscope.gotrace.Told;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.testing.GoToolchains;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Event by event what each toolchain's own {@code go tool trace -d} says of a trace that it recorded. Runs with every Go of this computer;
/// {@code INITSCOPE_TEST_GO} names others, as many as wished: {@code INITSCOPE_TEST_GO=/go/1.19:/go/1.22:/go/1.26}.
class DumpAgreementTest {
  private static final double SECONDS =
      Double.parseDouble(System.getProperty("initscope.dump.seconds", "1.2"));

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
  void traceInGenerationsIsAsGoSays(Path go) throws IOException {
    GoTool tool = tool(go);
    assumeTrue(tool.isV2(), tool + " records the first format");
    compare(tool, tool.record(folder, SECONDS));
  }

  /// Those of a flight recorder, whose beginning was overwritten, among them.
  @ParameterizedTest
  @MethodSource("toolchains")
  void tracesThatWereRecordedBeforeAreAsGoSays(Path go) throws IOException {
    GoTool tool = tool(go);
    assumeTrue(tool.isV2(), tool + " does not read traces in generations");
    for (Path file : Told.files()) {
      if (Told.decode(Told.read(file)).value().version() <= tool.version()) {
        compare(tool, file);
      }
    }
  }

  private static void compare(GoTool tool, Path trace) throws IOException {
    String what = tool + " of " + trace.getFileName() + ": ";
    Bytes bytes = Told.read(trace);
    Map<String, Long> counts = wire(tool, trace, bytes);
    Decoded<GoTrace> seen = Told.decode(bytes);
    assertThat(seen.problems()).as(what).isEmpty();
    assertThat(new TreeMap<>(seen.value().eventCounts())).as(what).isEqualTo(counts);
    GoEvent.Reader said = new GoEvent.Reader();
    tool.parsed(trace, said::accept);
    long changes = new StateAgreement(seen.value(), said.events()).compare();
    Map<String, Integer> marks = new MarkAgreement(seen.value(), said.events()).compare();
    long events = counts.values().stream().mapToLong(c -> c).sum();
    report(what + events + " events, " + changes + " changes of state, " + marks);
  }

  private static Map<String, Long> wire(GoTool tool, Path trace, Bytes bytes) throws IOException {
    WireDump wire = new WireDump(bytes);
    wire.locate();
    // Go 1.25 and later do not print what the experiment with allocations wrote before them
    boolean refused = tool.version() >= 25 && trace.toString().contains("allocfree");
    if (!refused) {
      tool.wire(trace, wire::accept);
      wire.finish();
    }
    return wire.counts();
  }

  /// How much agreed: run with {@code -Dinitscope.dump.report=true}.
  private static void report(String text) {
    if (Boolean.getBoolean("initscope.dump.report")) {
      System.out.println(text);
    }
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void eventsOfTheFirstFormatAreAsGoSays(Path go) throws Exception {
    GoTool tool = tool(go);
    assumeTrue(!tool.isV2(), tool + " records the second format");
    Path trace = tool.record(folder, 0.3);
    Bytes bytes = Told.read(trace);
    assertThat(Told.decode(bytes).problems()).isEmpty();
    V1Dump dump = new V1Dump(bytes);
    tool.parsed(trace, dump::accept);
    long events = dump.compare().values().stream().mapToLong(c -> c).sum();
    report(tool + " of " + trace.getFileName() + ": " + events + " events");
    dump.locate();
  }
}
