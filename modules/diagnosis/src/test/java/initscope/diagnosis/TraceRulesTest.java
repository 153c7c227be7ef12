package initscope.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.evidence.IncidentReader;
import initscope.evidence.NamedInput;
import initscope.model.Bytes;
import initscope.model.finding.Confidence;
import initscope.model.finding.Diagnosis;
import initscope.model.finding.Finding;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// What an execution trace tells about a start. One tick is 64 ns.
final class TraceRulesTest {
  private static final String TABLES =
      """
      EventBatch gen=1 m=18446744073709551615 time=0 size=5
      Frequency freq=15625000
      EventBatch gen=1 m=18446744073709551615 time=0 size=26
      Stacks
      Stack id=1 nframes=2
      \tpc=10 func=4 file=6 line=131
      \tpc=11 func=5 file=6 line=40
      Stack id=2 nframes=1
      \tpc=12 func=5 file=6 line=44
      EventBatch gen=1 m=18446744073709551615 time=0 size=170
      Strings
      String id=1
      \tdata="chan receive"
      String id=2
      \tdata="preempted"
      String id=3
      \tdata="GC sweep termination"
      String id=4
      \tdata="runtime/trace.Start"
      String id=5
      \tdata="example.com/shop/ledger.init.0"
      String id=6
      \tdata="/src/ledger.go"
      """;

  private static Diagnosis of(String... events) {
    String text =
        "Trace Go1.22\nEventBatch gen=1 m=100 time=0 size=120\n"
            + "ProcStatus dt=1 p=0 pstatus=1\nGoStatus dt=1 g=1 m=100 gstatus=2\n"
            + String.join("\n", events)
            + "\n"
            + TABLES;
    // here
    return Diagnoser.diagnose(
        IncidentReader.read(List.of(new NamedInput("start.trace", Bytes.of(Sized.right(text))))));
  }

  private static Finding rule(Diagnosis diagnosis, String id) {
    return diagnosis.findings().stream().filter(f -> f.rule().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void anInitThatWaitsIsTheAnswer() {
    Diagnosis diagnosis =
        of(
            "ProcsChange dt=1 procs_value=1 stack=1",
            "GoBlock dt=100 reason_string=1 stack=2",
            "GoUnblock dt=20000000 g=1 g_seq=1 stack=0",
            "GoStart dt=10 g=1 g_seq=2",
            "GoStop dt=10 reason_string=2 stack=0");
    Finding verdict = diagnosis.verdict();
    assertThat(verdict.rule()).isEqualTo("trace.init.waits");
    assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(Sentences.render(verdict.title(), Locale.ENGLISH))
        .isEqualTo(
            "In the package init of example.com/shop/ledger, goroutine 1 waited for 1.2 s: chan"
                + " receive.");
    assertThat(verdict.subject().line()).hasValue(44);
    assertThat(Sentences.render(rule(diagnosis, "trace.begins-late").title(), Locale.ENGLISH))
        .isEqualTo(
            "Tracing began in the package init of example.com/shop/ledger: no init that ran before"
                + " it is in the trace.");
  }

  @Test
  void aGoroutineWithoutAPIsStarved() {
    Diagnosis diagnosis =
        of(
            "GoStop dt=100 reason_string=2 stack=2",
            "GoStart dt=1000000 g=1 g_seq=1",
            "GoStop dt=10 reason_string=2 stack=0");
    assertThat(Sentences.render(rule(diagnosis, "trace.starved").title(), Locale.ENGLISH))
        .isEqualTo("Goroutine 1 was ready to run and waited 64 ms for a P.");
  }

  @Test
  void aLongStopOfTheWorldIsTold() {
    Diagnosis diagnosis =
        of(
            "STWBegin dt=100 kind_string=3 stack=0",
            "STWEnd dt=100000",
            "GoStop dt=10 reason_string=2 stack=0");
    assertThat(Sentences.render(rule(diagnosis, "trace.stop-the-world").title(), Locale.ENGLISH))
        .isEqualTo("The world was stopped for 6 ms.");
    assertThat(diagnosis.findings()).extracting(Finding::rule).doesNotContain("trace.starved");
  }

  @Test
  void collectionsThatTakeMuchOfTheStartAreTold() {
    Diagnosis diagnosis =
        of(
            "GCBegin dt=100 gc_seq=1 stack=0",
            "GCEnd dt=6000000 gc_seq=2",
            "GoStop dt=10000000 reason_string=2 stack=0");
    assertThat(Sentences.render(rule(diagnosis, "trace.gc.start").title(), Locale.ENGLISH))
        .isEqualTo("A garbage collection ran during 38 % of the first 1 s traced.");
  }

  @Test
  void whatATraceCannotTellIsSaid() {
    Diagnosis diagnosis = of("GoStop dt=100 reason_string=2 stack=0");
    assertThat(diagnosis.verdict().rule()).isEqualTo(NotKnown.RULE);
    assertThat(diagnosis.verdict().because())
        .singleElement()
        .satisfies(b -> assertThat(b.text().key()).isEqualTo("because.trace.began.unknown"));
    assertThat(Sentences.render(diagnosis.verdict().next().orElseThrow(), Locale.ENGLISH))
        .contains("X-ray", "time-lapse", "inittrace");
  }
}
