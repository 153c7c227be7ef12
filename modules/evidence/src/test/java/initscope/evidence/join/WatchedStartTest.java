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
import java.util.function.UnaryOperator;
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

  /// The capture with one entry changed.
  private static byte[] edited(String name, UnaryOperator<String> edit) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(recorded()));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] bytes = in.readAllBytes();
        zip.putNextEntry(new ZipEntry(entry.getName()));
        String text = new String(bytes, StandardCharsets.UTF_8);
        zip.write(
            entry.getName().equals(name)
                ? edit.apply(text).getBytes(StandardCharsets.UTF_8)
                : bytes);
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

  /// Of the unit at the end, lines replaced.
  private static byte[] shown(UnaryOperator<String> edit) throws IOException {
    return edited("raw/unit/show", edit);
  }

  private static long stamp(String show, String property) {
    String line = show.lines().filter(l -> l.startsWith(property + "=")).findFirst().orElseThrow();
    return Long.parseLong(line.substring(property.length() + 1));
  }

  private static String with(String show, String property, String value) {
    String before = show.lines().filter(l -> l.startsWith(property + "=")).findFirst().orElse("");
    return before.isEmpty()
        ? show.stripTrailing() + "\n" + property + "=" + value + "\n"
        : show.replace(before + "\n", property + "=" + value + "\n");
  }

  @Test
  void aOneshotIsReadyWhenItHasEnded() throws Exception {
    ColdStart start =
        start(
            shown(
                show -> {
                  long end = stamp(show, "ExecMainStartTimestampMonotonic") + 12_000_000;
                  String text = with(show, "Type", "oneshot");
                  text = with(text, "ActiveEnterTimestampMonotonic", "0");
                  return with(text, "ExecMainExitTimestampMonotonic", Long.toString(end));
                }));
    addsUp(start);
    assertThat(start.ready()).isEqualTo(Kind.ENDED);
    assertThat(start.finished()).isTrue();
  }

  /// systemd leaves its rest for the pause before the next attempt, and looks at conditions after it.
  @Test
  void anAttemptThatFailedBeforeIsNotPreparing() throws Exception {
    ColdStart start =
        start(
            shown(
                show -> {
                  long fork = stamp(show, "ExecMainStartTimestampMonotonic");
                  String text =
                      with(show, "InactiveExitTimestampMonotonic", Long.toString(fork - 200_000));
                  text =
                      with(text, "InactiveEnterTimestampMonotonic", Long.toString(fork - 200_001));
                  text = with(text, "ConditionTimestampMonotonic", Long.toString(fork - 300));
                  return with(text, "NRestarts", "1");
                }));
    addsUp(start);
    assertThat(start.mark(Kind.RETRIED)).isPresent();
    assertThat(start.mark(Kind.STOPPED)).isEmpty();
    assertThat(start.phases().getFirst().kind()).isNotEqualTo(StartPhase.Kind.WAITING);
    assertThat(start.phases().getFirst().nanos()).isLessThan(1_000_000);
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
