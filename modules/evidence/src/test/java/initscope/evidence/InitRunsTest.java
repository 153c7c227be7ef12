package initscope.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import initscope.model.Bytes;
import initscope.model.Incident;
import initscope.model.InputFile;
import initscope.model.Problem;
import initscope.model.go.InitRun;
import initscope.model.go.InitRun.Extent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InitRunsTest {
  private static final String BEFORE =
      "init runtime @0.1 ms, 0.2 ms clock, 0 bytes, 0 allocs\n"
          + "init a @0.4 ms, 1.5 ms clock, 16 bytes, 2 allocs\n";
  private static final String AFTER =
      "init a @0.4 ms, 1.5 ms clock, 16 bytes, 2 allocs\n...\n"
          + "init b @9.4 ms, 4.5 ms clock, 16 bytes, 2 allocs\n";

  private static NamedInput input(String name, String text) {
    return new NamedInput(name, Bytes.of(text));
  }

  private static NamedInput capture(String name, String clock) {
    Map<String, String> entries = new LinkedHashMap<>(Captures.SMALL);
    entries.put("unit/journal", entries.get("unit/journal").replace("0.2 ms clock", clock));
    return new NamedInput(name, Bytes.of(Captures.zip(entries)));
  }

  @Test
  void severalTextsAreStartsToCompare() {
    Incident incident = IncidentReader.read(List.of(input("a", BEFORE), input("b", AFTER)));

    assertThat(incident.initRuns()).extracting(InitRun::source).containsExactly("a", "b");
    assertThat(incident.initRuns())
        .extracting(InitRun::extent)
        .containsExactly(Extent.WHOLE, Extent.GAPS);
    assertThat(incident.initRuns().getLast().inits()).hasSize(2);
    assertThat(incident.initRuns().getLast().inits().getFirst().evidence().getFirst().entry())
        .isEqualTo("b");
    assertThat(incident.inits()).extracting(i -> i.packagePath()).containsExactly("runtime", "a");
    assertThat(incident.inputs()).allMatch(i -> i.warnings().isEmpty());
  }

  @Test
  void oneTextIsNothingToCompare() {
    assertThat(IncidentReader.read(List.of(input("a", BEFORE))).initRuns()).isEmpty();
    List<NamedInput> mixed = List.of(input("a", BEFORE), capture("c", "0.2 ms clock"));
    assertThat(IncidentReader.read(mixed).initRuns()).isEmpty();
  }

  @Test
  void capturesThatTellTimesAreStartsToCompare() {
    Incident incident =
        IncidentReader.read(List.of(capture("a", "0.2 ms clock"), capture("b", "7.5 ms clock")));

    assertThat(incident.initRuns()).extracting(InitRun::source).containsExactly("a", "b");
    assertThat(incident.initRuns())
        .extracting(r -> r.inits().getLast().wallNanos().orElse(0))
        .containsExactly(200_000L, 7_500_000L);
    assertThat(incident.inits().getLast().wallNanos()).hasValue(200_000L);
  }

  @Test
  void aTextThatBreaksOffIsNotWhole() {
    String cut = BEFORE + "init b @2.4 ms, 1.";
    Incident incident = IncidentReader.read(List.of(input("a", BEFORE), input("b", cut)));

    assertThat(incident.initRuns())
        .extracting(InitRun::extent)
        .containsExactly(Extent.WHOLE, Extent.CUT);
    assertThat(incident.inputs().getLast().warnings())
        .extracting(Problem::id, Problem::offset)
        .containsExactly(tuple("inittrace.cut", (long) BEFORE.length()));
  }

  @Test
  void damageInALaterTextIsTold() {
    Incident incident =
        IncidentReader.read(
            List.of(input("a", BEFORE), input("b", AFTER + "init x @1 ms, 2 ms clock, \n")));

    assertThat(incident.inputs().getLast()).extracting(InputFile::warnings).isNotEqualTo(List.of());
  }
}
