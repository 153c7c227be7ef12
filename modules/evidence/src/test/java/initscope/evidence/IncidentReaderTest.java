package initscope.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.ClockFit;
import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.Problem.Effect;
import initscope.model.go.InitTask;
import initscope.model.host.ProcessFacts.Child;
import initscope.model.testing.Corpus;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentReaderTest {
  private static Incident small() {
    return IncidentReader.read(
        List.of(new NamedInput("x.isz", Bytes.of(Captures.zip(Captures.SMALL)))));
  }

  @Test
  void joinsACapture() {
    Incident incident = small();
    assertThat(incident.inputs())
        .singleElement()
        .satisfies(i -> assertThat(i.warnings()).isEmpty());
    assertThat(incident.host().hostname()).contains("web-3");
    assertThat(incident.host().selinux()).contains("enforcing");
    assertThat(incident.host().cgroupVersion()).contains("1");
    assertThat(incident.host().uptimeNanos()).hasValue(100_500_000_000L);
    var process = incident.process().orElseThrow();
    assertThat(process.pid()).isEqualTo(4711);
    assertThat(process.commandLine()).contains(List.of("/opt/shop/shop", "--port", "80"));
    assertThat(process.executable()).contains("/opt/shop/shop");
    assertThat(process.executableDeleted()).isTrue();
    assertThat(process.ageNanos()).hasValue(10_000_000_000L);
    assertThat(process.children()).containsExactly(new Child(4800, "git helper", 'S'));
    assertThat(incident.threads())
        .singleElement()
        .satisfies(
            thread -> {
              assertThat(thread.tid()).isEqualTo(4711);
              assertThat(thread.cpuNanos()).hasValue(300_000_000L);
              assertThat(thread.sampleGapNanos()).hasValue(300_000_000L);
              assertThat(thread.wchan()).contains("ep_poll");
            });
    assertThat(incident.clocks())
        .contains(
            new ClockFit("realtime", 100_000_000_000L - 1_700_000_100_500_000_000L, 30_000_000L));
    assertThat(incident.inits())
        .extracting(InitTask::packagePath)
        .containsExactly("example.com/a", "example.com/b");
  }

  @Test
  void everyPlaceOpensAtItsByte() {
    Incident incident = small();
    Capture capture = CaptureReader.open(Bytes.of(Captures.zip(Captures.SMALL))).value();
    assertThat(incident.sources())
        .containsKeys(
            "file:3",
            "socket:5151",
            "lock:777",
            "child:4800",
            "unit:ActiveState",
            "sysctl:net.core.somaxconn",
            "sockets.tcp",
            "process.stat");
    assertThat(incident.sources()).doesNotContainKey("socket:4040");
    incident.sources().values().forEach(ref -> assertOpens(capture, ref));
    incident
        .threads()
        .forEach(t -> t.evidence().values().forEach(ref -> assertOpens(capture, ref)));
    EvidenceRef init = incident.inits().getLast().evidence().getFirst();
    String journal = Captures.SMALL.get("unit/journal");
    assertThat(journal.substring((int) init.offset().orElseThrow()))
        .startsWith("MESSAGE=init example.com/b");
  }

  private static void assertOpens(Capture capture, EvidenceRef ref) {
    Bytes bytes = capture.entry(ref.entry()).orElseThrow().bytes();
    ref.offset()
        .ifPresent(at -> assertThat(bytes.utf8().substring((int) at)).startsWith(ref.quote()));
  }

  @Test
  void aDumpProvesTheRunningInit() {
    String dump =
        """
        SIGQUIT: quit
        PC=0x46 m=0 sigcode=0

        goroutine 1 [chan receive, 5 minutes, locked to thread]:
        example.com/shop/internal/ledger.connect(...)
        \t/src/shop/internal/ledger/ledger.go:40
        example.com/shop/internal/ledger.init.0()
        \t/src/shop/internal/ledger/ledger.go:12 +0x25
        runtime.doInit1(0x5)
        \t/usr/lib/go/src/runtime/proc.go:7176 +0x1
        runtime.main()
        \t/usr/lib/go/src/runtime/proc.go:253 +0x1

        """;
    Incident incident = IncidentReader.read(List.of(new NamedInput("quit.txt", Bytes.of(dump))));
    assertThat(incident.inputs().getFirst().format()).isEqualTo("goroutine-dump");
    assertThat(incident.inits())
        .singleElement()
        .satisfies(
            init -> {
              assertThat(init.packagePath()).isEqualTo("example.com/shop/internal/ledger");
              assertThat(init.state()).isEqualTo(InitTask.State.RUNNING);
              EvidenceRef ref = init.evidence().getFirst();
              assertThat(ref.entry()).isEqualTo("quit.txt");
              assertThat(dump.substring((int) ref.offset().orElseThrow()))
                  .startsWith("goroutine 1 ");
            });
    assertThat(incident.goroutines()).hasSize(1);
  }

  @Test
  void garbageIsToldOf() {
    Incident incident =
        IncidentReader.read(List.of(new NamedInput("x", Bytes.of("\0\1\2garbage"))));
    assertThat(incident.inputs())
        .singleElement()
        .satisfies(
            input -> {
              assertThat(input.format()).isEqualTo("unknown");
              assertThat(input.warnings().getFirst().effect()).isEqualTo(Effect.LOST_FROM_HERE);
            });
  }

  @Test
  void everyLooseCorpusFileIsRead() {
    for (var file : Corpus.below("go-dumps")) {
      Bytes bytes = Corpus.bytes(Corpus.root().relativize(file).toString());
      Incident incident =
          IncidentReader.read(List.of(new NamedInput(file.getFileName().toString(), bytes)));
      assertThat(incident.inputs()).hasSize(1);
    }
  }

  @Test
  void theTableNamesRealFormats() {
    assertThat(EntryDecoders.TABLE)
        .allMatch(
            row ->
                EntryDecoders.OWN.contains(row.format())
                    || initscope.formats.Formats.byName(row.format()).isPresent());
    assertThat(EntryDecoders.formatOf("raw/proc/task/12/stat.2")).contains("proc-stat");
    assertThat(EntryDecoders.formatOf("proc/task/x/stat")).isEmpty();
  }
}
