package initscope.evidence.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import initscope.evidence.CaptureReader;
import initscope.evidence.IncidentReader;
import initscope.model.Bytes;
import initscope.model.Incident;
import initscope.model.start.ColdStart;
import initscope.model.start.PhaseCounters;
import initscope.model.start.StartMark;
import initscope.model.start.StartMark.Kind;
import initscope.model.start.StartMark.Source;
import initscope.model.start.StartPhase;
import initscope.model.testing.Damage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/// A start of a service that sleeps for 8 s in C in one package's init, recorded on an emulated host under load. Its memory is left out.
class WatchedStartTest {
  private static final String PACKAGE = "shop.example/scand/internal/antivirus";
  private static final long PLANTED = 8_000_000_000L;

  private static byte[] recorded() throws IOException {
    try (InputStream in = WatchedStartTest.class.getResourceAsStream("/start/scand.isz")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  /// The capture without entries whose names begin so, and without their lines in the index.
  private static byte[] without(String prefix) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(recorded()));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().startsWith("raw/" + prefix)) {
          continue;
        }
        byte[] bytes = in.readAllBytes();
        if (entry.getName().equals("index.jsonl")) {
          List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
          bytes =
              (String.join(
                          "\n",
                          lines.stream().filter(l -> !l.contains("\"name\":\"" + prefix)).toList())
                      + "\n")
                  .getBytes(StandardCharsets.UTF_8);
        }
        zip.putNextEntry(new ZipEntry(entry.getName()));
        zip.write(bytes);
      }
    }
    return out.toByteArray();
  }

  private static ColdStart start(byte[] isz) {
    Bytes bytes = Bytes.of(isz);
    Incident incident = IncidentReader.read("scand.isz", bytes.size(), CaptureReader.open(bytes));
    return incident.start().cold().orElseThrow();
  }

  private static void addsUp(ColdStart start) {
    long at = start.startNanos();
    for (StartPhase phase : start.phases()) {
      assertThat(phase.startNanos()).isEqualTo(at);
      assertThat(phase.nanos()).isPositive();
      at = phase.endNanos();
    }
    assertThat(at - start.startNanos()).isEqualTo(start.totalNanos());
  }

  @Test
  void inittraceNamesThePackageAndItsTime() throws Exception {
    ColdStart start = start(recorded());
    addsUp(start);
    assertThat(start.type()).isEqualTo("simple");
    assertThat(start.ready()).as("it never listens").isEqualTo(Kind.MAIN);
    assertThat(start.loader()).as("it is linked with C").hasValue(true);
    StartPhase first = start.longest(5).getFirst();
    assertThat(first.kind()).isEqualTo(StartPhase.Kind.INIT);
    assertThat(first.detail()).isEqualTo(PACKAGE);
    assertThat(first.source()).isEqualTo(Source.INITTRACE);
    assertThat(first.nanos()).isCloseTo(PLANTED, within(PLANTED / 10));
    PhaseCounters counters = first.counters().orElseThrow();
    assertThat(counters.cpuNanos()).as("it sleeps").isLessThan(PLANTED / 5);
    assertThat(first.seen().calls().getFirst().words()).isEqualTo("clock_nanosleep");
    assertThat(first.seen().evidence().orElseThrow().entry()).startsWith("raw/start/watch/");
  }

  @Test
  void marksComeInOrderWithinTheirBounds() throws Exception {
    ColdStart start = start(recorded());
    List<Kind> order =
        List.of(Kind.REQUESTED, Kind.BEGUN, Kind.FORKED, Kind.EXECUTED, Kind.RUNTIME, Kind.MAIN);
    for (int i = 1; i < order.size(); i++) {
      StartMark before = start.mark(order.get(i - 1)).orElseThrow();
      StartMark after = start.mark(order.get(i)).orElseThrow();
      assertThat(before.atNanos() <= after.atNanos() || ColdStart.orderUnknown(before, after))
          .as(before.kind() + " before " + after.kind())
          .isTrue();
    }
    StartMark runtime = start.mark(Kind.RUNTIME).orElseThrow();
    StartMark init = start.mark(Kind.INIT).orElseThrow();
    assertThat(ColdStart.orderUnknown(runtime, init)).as("0.1 ms apart").isTrue();
    StartMark active = start.mark(Kind.ACTIVE).orElseThrow();
    assertThat(active.atNanos())
        .as("Type=simple is active before its inits")
        .isLessThan(init.atNanos());
  }

  @Test
  void withoutInittraceATimeLapseTellsIt() throws Exception {
    ColdStart start = start(without("unit/journal"));
    addsUp(start);
    StartPhase first = start.longest(5).getFirst();
    assertThat(first.detail()).isEqualTo(PACKAGE);
    assertThat(first.source()).isEqualTo(Source.TIME_LAPSE);
    assertThat(first.nanos()).isCloseTo(PLANTED, within(PLANTED / 10));
    assertThat(start.mark(Kind.RUNTIME)).as("only inittrace tells it").isEmpty();
  }

  @Test
  void whatNothingTellsIsUnexplained() throws Exception {
    ColdStart start = start(withoutBoth());
    addsUp(start);
    assertThat(start.ready()).as("nobody saw main").isEqualTo(Kind.LOOKED);
    assertThat(start.phases().getLast().kind()).isEqualTo(StartPhase.Kind.UNEXPLAINED);
    assertThat(start.finished()).isFalse();
  }

  private static byte[] withoutBoth() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(without("unit/journal")));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.getName().startsWith("raw/xray/lapse/")) {
          zip.putNextEntry(new ZipEntry(entry.getName()));
          zip.write(in.readAllBytes());
        }
      }
    }
    return out.toByteArray();
  }

  @Test
  void withoutTheWatcherThereIsNone() throws Exception {
    Bytes bytes = Bytes.of(without("start/watch"));
    Incident incident = IncidentReader.read("scand.isz", bytes.size(), CaptureReader.open(bytes));
    assertThat(incident.start().cold()).isEmpty();
  }

  @Test
  void bearsDamageInWhatTheHostSaid() throws Exception {
    byte[] whole = recorded();
    Damage.flips(
        Bytes.of(whole),
        40,
        11,
        bad -> {
          Incident incident = IncidentReader.read("scand.isz", bad.size(), CaptureReader.open(bad));
          incident.start().cold().ifPresent(WatchedStartTest::addsUp);
        });
  }
}
