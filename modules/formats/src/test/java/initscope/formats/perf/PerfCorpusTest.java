package initscope.formats.perf;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.formats.folded.FoldedWriter;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.perf.PerfData;
import initscope.model.perf.SchedEvents;
import initscope.model.perf.SchedKind;
import initscope.model.testing.Corpus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every file of perf's in the corpus, and every result that is expected of it.
class PerfCorpusTest {
  private static final String FLAMEGRAPH = "perf-script/flamegraph/";
  private static final String RESULT = "-collapsed-";

  static List<String> expectedByStackcollapse() {
    List<Path> found = Corpus.below(FLAMEGRAPH + "results");
    return found.isEmpty()
        ? List.of("absent-collapsed-all.txt")
        : found.stream().map(p -> p.getFileName().toString()).toList();
  }

  @ParameterizedTest
  @MethodSource("expectedByStackcollapse")
  void foldsAsStackcollapseDoes(String expected) {
    String text = Corpus.bytes(FLAMEGRAPH + "results/" + expected).utf8();
    int at = expected.indexOf(RESULT);
    String option = expected.substring(at + RESULT.length(), expected.length() - 4);
    Decoded<PerfData> decoded = decode(FLAMEGRAPH + expected.substring(0, at) + ".txt");

    assertThat(folded(decoded.value(), folding(option))).isEqualTo(text);
    // two of the files end in the middle of a stack
    assertThat(decoded.problems()).allMatch(p -> p.id().equals("perf.sample.unfinished"));
  }

  private static PerfFolding folding(String option) {
    boolean all = option.equals("all");
    return new PerfFolding(
        option.equals("pid"),
        option.equals("tid"),
        all || option.equals("kernel"),
        all || option.equals("jit"),
        option.equals("addrs"),
        Optional.empty());
  }

  private static Decoded<PerfData> decode(String file) {
    Bytes bytes = Corpus.bytes(file);
    assertThat(new PerfScriptDecoder().recognises(bytes.first(64 << 10))).isTrue();
    return new PerfScriptDecoder().decode(bytes);
  }

  private static String folded(PerfData data, PerfFolding how) {
    return FoldedWriter.write(PerfProfile.folded(data, how));
  }

  @Test
  void foldsAsInfernoDoes() {
    String name = "perf-script/inferno/collapse-perf/";
    String expected = Corpus.bytes(name + "results/cpp-stacks-std-function-collapsed.txt").utf8();

    Decoded<PerfData> decoded = decode(name + "cpp-stacks-std-function.txt");

    assertThat(folded(decoded.value(), PerfFolding.PLAIN)).isEqualTo(expected);
  }

  @Test
  void anEmptyLineBeforeFramesIsTold() {
    Decoded<PerfData> decoded = decode("perf-script/inferno/collapse-perf/empty-line.txt");

    assertThat(decoded.value().samples().size()).isEqualTo(2);
    assertThat(decoded.problems()).hasSize(1);
    assertThat(decoded.problems().getFirst().id()).isEqualTo("perf.frame.outside");
  }

  @Test
  void aStartOfAProcessIsRead() {
    PerfData data = decode("perf-script/sched/perf-script-exec-sleep-start.txt").value();
    SchedEvents sched = data.sched();

    assertThat(data.samples().size()).isEqualTo(10);
    int exec = row(sched, SchedKind.EXEC);
    assertThat(sched.word(exec)).isEqualTo("/usr/bin/sleep");
    assertThat(data.samples().timeNanos(sched.sample(exec))).isEqualTo(109866_144081_000L);
    int exit = row(sched, SchedKind.EXIT);
    assertThat(data.samples().timeNanos(sched.sample(exit))).isEqualTo(109867_144753_000L);
    int left = row(sched, SchedKind.SWITCH);
    assertThat(sched.state(left)).isEqualTo('S');
    assertThat(sched.tid(left)).isEqualTo(20919);
    assertThat(sched.other(left)).isZero();
    int woken =
        Stream.iterate(left, i -> i + 1)
            .filter(i -> sched.kind(i) == SchedKind.WAKEUP)
            .findFirst()
            .orElseThrow();
    assertThat(sched.tid(woken)).isEqualTo(20919);
    long slept =
        data.samples().timeNanos(sched.sample(woken))
            - data.samples().timeNanos(sched.sample(left));
    assertThat(slept).isEqualTo(1_000_174_000L);
  }

  private static int row(SchedEvents sched, SchedKind kind) {
    return Stream.iterate(0, i -> i + 1)
        .filter(i -> sched.kind(i) == kind)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void sleepsOfAGoProcessOnCentOs7AreRead() {
    PerfData data = decode("perf-script/sched/centos7-go-client-offcpu.perf-script.txt").value();
    SchedEvents sched = data.sched();

    assertThat(data.samples().size()).isEqualTo(sched.size());
    int slept = row(sched, SchedKind.STAT_SLEEP);
    assertThat(sched.valueNanos(slept)).isEqualTo(1_358_063);
    assertThat(sched.tid(slept)).isEqualTo(2345);
    assertThat(data.threads().getFirst().pid()).isEqualTo(2344);
    String leaf = data.stacks().stack(data.samples().stack(0)).getLast().function();
    assertThat(leaf).isEqualTo("__schedule");
    PerfData merged =
        decode("perf-script/sched/centos7-go-client-offcpu.after-perf-inject.txt").value();
    assertThat(merged.samples().weight(0)).isEqualTo(1_358_063);
  }

  @Test
  void perfSchedScriptIsRead() {
    Decoded<PerfData> decoded = decode("perf-script/sched/perf-sched-script.txt");
    PerfData data = decoded.value();

    assertThat(decoded.problems()).isEmpty();
    assertThat(data.sched().size()).isEqualTo(data.samples().size());
    long lines =
        Corpus.bytes("perf-script/sched/perf-sched-script.txt")
            .utf8()
            .lines()
            .filter(l -> !l.isBlank())
            .count();
    assertThat((long) data.samples().size()).isEqualTo(lines);
  }
}
