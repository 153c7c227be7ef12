package initscope.formats.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.boot.BootPlot;
import initscope.model.boot.BootUnit;
import initscope.model.boot.PlotBar;
import initscope.model.boot.PlotPhase;
import initscope.model.testing.Corpus;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Times read back from drawings.
class PlotDecoderTest {
  private static final String PLOTS = "systemd/plot/";
  private static final long MILLI = 1_000_000L;

  private static BootPlot plot(Bytes in) {
    var seen = new PlotDecoder().decode(in);
    assertThat(seen.problems()).isEmpty();
    return seen.value().orElseThrow();
  }

  private static long told(PlotBar bar) {
    return bar.toldNanos().orElse(0);
  }

  private static List<String> slowest(BootPlot plot, int most) {
    return plot.bars().stream()
        .sorted(Comparator.comparingLong(PlotDecoderTest::told).reversed())
        .limit(most)
        .map(PlotBar::name)
        .toList();
  }

  /// Sums of the headers, and what the bars of the phases say, which must be the same to a millisecond.
  @ParameterizedTest
  @CsvSource({
    "centos7-systemd219-transcribed.svg, 219, 588, 832, 16112, 17533, 100",
    "centos8-systemd239-b.svg, 239, 816, 2546, 6905, 10268, 84",
    "fedora31-systemd243.svg, v243-4.gitef6774, 1915, 6390, 11895, 20201, 241",
  })
  void sumsAreThoseOfTheHeader(
      String file,
      String version,
      long kernel,
      long initrd,
      long userspace,
      long total,
      int units) {
    BootPlot plot = plot(Corpus.bytes(PLOTS + file));
    assertThat(plot.managerVersion()).isEqualTo(version);
    assertThat(plot.bars()).hasSize(units);
    var report = plot.report().orElseThrow();
    for (var times : List.of(plot.times(), report.times())) {
      assertThat(times.kernelNanos().orElseThrow() / MILLI).isEqualTo(kernel);
      assertThat(times.initrdNanos().orElseThrow() / MILLI).isEqualTo(initrd);
      assertThat(times.userspaceNanos().orElseThrow() / MILLI).isEqualTo(userspace);
      assertThat(times.firmwareNanos()).isEmpty();
    }
    assertThat(report.totalNanos()).hasValue(total * MILLI);
    assertThat(plot.times().finishAtNanos().orElseThrow() / MILLI).isEqualTo(total);
  }

  @Test
  void tellsTheHost() {
    var host = plot(Corpus.bytes(PLOTS + "centos8-systemd239-b.svg")).host();
    assertThat(host.os()).isEqualTo("CentOS Linux 8 (Core)");
    assertThat(host.name()).isEqualTo("node1.tp2.b2");
    assertThat(host.kernelRelease()).isEqualTo("4.18.0-80.el8.x86_64");
    assertThat(host.virtualization()).isEqualTo("oracle");
  }

  @Test
  void tellsTheSlowest() {
    assertThat(slowest(plot(Corpus.bytes(PLOTS + "centos8-systemd239-b.svg")), 3))
        .containsExactly("tuned.service", "sshd-keygen@rsa.service", "sssd.service");
    BootPlot old = plot(Corpus.bytes(PLOTS + "centos7-systemd219-transcribed.svg"));
    assertThat(slowest(old, 4))
        .containsExactly(
            "vboxadd.service", "firewalld.service", "postfix.service", "tuned.service");
    assertThat(old.bars().stream().map(PlotDecoderTest::told).sorted(Comparator.reverseOrder()))
        .startsWith(13_838 * MILLI, 3052 * MILLI, 2171 * MILLI, 1661 * MILLI);
  }

  /// A label is rounded down to a millisecond, a bar to 10 µs at either end.
  @ParameterizedTest
  @CsvSource({
    "centos7-systemd219-transcribed.svg",
    "centos8-systemd239-b.svg",
    "fedora31-systemd243.svg",
  })
  void labelsAgreeWithBarsButForRounding(String file) {
    BootPlot plot = plot(Corpus.bytes(PLOTS + file));
    long finish = plot.times().finishAtNanos().orElseThrow();
    for (PlotBar bar : plot.bars()) {
      long drawn = bar.activatedNanos() - bar.activatingNanos();
      if (bar.activatedNanos() < finish && bar.toldNanos().isPresent()) {
        assertThat(drawn - told(bar)).as(bar.name()).isBetween(-20_000L, MILLI + 20_000);
      } else if (bar.toldNanos().isEmpty()) {
        assertThat(drawn).as(bar.name()).isLessThan(MILLI);
      }
      assertThat(bar.deactivatingNanos()).isGreaterThanOrEqualTo(bar.activatedNanos());
    }
  }

  @Test
  void tellsWhatTheManagerDidInEachPhase() {
    assertThat(plot(Corpus.bytes(PLOTS + "fedora31-systemd243.svg")).phases())
        .extracting(p -> p.owner() + "/" + p.name())
        .containsExactly(
            "kernel/kernel",
            "initrd/initrd",
            "initrd/security",
            "initrd/generators",
            "initrd/unitsload",
            "systemd/systemd",
            "systemd/security",
            "systemd/generators",
            "systemd/unitsload");
    PlotPhase generators =
        plot(Corpus.bytes(PLOTS + "centos7-systemd219-transcribed.svg")).phases().get(4);
    assertThat(generators)
        .isEqualTo(new PlotPhase("generators", "systemd", 1_663_170_000, 1_693_860_000));
  }

  private static String row(String name, String x1, String x2, String x3, String x4) {
    return "<rect class=\"activating\" x=\"%s\" y=\"60.000\" width=\"%s\" height=\"19.000\" />\n"
            .formatted(x1, minus(x2, x1))
        + "<rect class=\"active\" x=\"%s\" y=\"60.000\" width=\"%s\" height=\"19.000\" />\n"
            .formatted(x2, minus(x3, x2))
        + "<rect class=\"deactivating\" x=\"%s\" y=\"60.000\" width=\"%s\" height=\"19.000\" />\n"
            .formatted(x3, minus(x4, x3))
        + "<text class=\"left\" x=\"5.000\" y=\"74.000\">"
        + name
        + "</text>\n";
  }

  private static String minus(String a, String b) {
    return "%.3f".formatted(Double.parseDouble(a) - Double.parseDouble(b));
  }

  private static Bytes drawn(String rows) {
    return Bytes.of(
        "<svg width=\"1\"><text class=\"sec\" x=\"100.000\" y=\"-5.000\" >1.0s</text>\n"
            + "<rect class=\"active\" x=\"100.000\" y=\"40.000\" width=\"900.000\" height=\"19\""
            + " />\n"
            + "<text class=\"left\" x=\"105.000\" y=\"54.000\">systemd</text>\n"
            + rows
            + "</svg>");
  }

  /// What a bar is, its class says, not its place: the state a unit was left in follows from where its bars end.
  @Test
  void tellsFailedActiveAndStillActivatingUnits() {
    var units =
        plot(drawn(
                row("active.service (1.000s)", "200.000", "300.000", "1000.000", "1000.000")
                    + row("dead.service (500ms)", "200.000", "250.000", "250.000", "250.000")
                    + row("slow.service", "200.000", "1000.000", "1000.000", "1000.000")
                    + row("stopping.service (1ms)", "200.000", "200.100", "400.000", "1000.000")))
            .boot();
    BootUnit active = units.unit("active.service").orElseThrow();
    assertThat(active.activeEnterNanos()).hasValue(3000 * MILLI);
    assertThat(active.activeExitNanos()).isEmpty();
    assertThat(active.inactiveEnterNanos()).isEmpty();
    BootUnit dead = units.unit("dead.service").orElseThrow();
    assertThat(dead.inactiveEnterNanos()).hasValue(2500 * MILLI);
    assertThat(dead.activatingNanos()).hasValue(500 * MILLI);
    BootUnit slow = units.unit("slow.service").orElseThrow();
    assertThat(slow.activeEnterNanos()).isEmpty();
    assertThat(slow.activatingNanos()).isEmpty();
    BootUnit stopping = units.unit("stopping.service").orElseThrow();
    assertThat(stopping.activeExitNanos()).hasValue(4000 * MILLI);
    assertThat(stopping.inactiveEnterNanos()).isEmpty();
  }

  @Test
  void barsInAnotherOrderAreToldByClass() {
    String rows =
        "<rect class=\"deactivating\" x=\"400.000\" y=\"60\" width=\"0\" />"
            + "<rect class=\"active\" x=\"300.000\" y=\"60\" width=\"100\" />"
            + "<rect class=\"activating\" x=\"200.000\" y=\"60\" width=\"100\" />"
            + "<text class=\"right\" x=\"1\" y=\"74\">a.service (1.000s)</text>";
    PlotBar bar = plot(drawn(rows)).bars().getFirst();
    assertThat(bar.activatingNanos()).isEqualTo(2000 * MILLI);
    assertThat(bar.activatedNanos()).isEqualTo(3000 * MILLI);
    assertThat(bar.deactivatingNanos()).isEqualTo(4000 * MILLI);
  }

  @Test
  void anotherScaleTellsTheSameTimes() {
    Bytes wide =
        Bytes.of(
            "<svg><text class=\"sec\" x=\"0.000\" y=\"-5.000\" >0.0s</text>"
                + "<text class=\"sec\" x=\"250.000\" y=\"-5.000\" >1.0s</text>"
                + row("a.service (1.000s)", "500.000", "750.000", "750.000", "750.000")
                + "</svg>");
    PlotBar bar = plot(wide).bars().getFirst();
    assertThat(bar.activatingNanos()).isEqualTo(2000 * MILLI);
    assertThat(bar.activatedNanos()).isEqualTo(3000 * MILLI);
  }

  @Test
  void aRowWithoutItsLabelIsAProblemAndCostsItselfOnly() {
    String broken =
        "<rect class=\"activating\" x=\"200.000\" y=\"20.000\" width=\"1\" />"
            + "<rect class=\"active\" x=\"201.000\" y=\"20.000\" width=\"1\" />";
    String good = row("a.service", "200.000", "200.000", "1000.000", "1000.000");
    var seen = new PlotDecoder().decode(drawn(good + broken + good));
    assertThat(seen.value().orElseThrow().bars()).hasSizeBetween(1, 2);
    assertThat(seen.problems()).isNotEmpty();
  }

  @Test
  void aTooltipsTimeIsFinerThanItsBar() {
    String title =
        "<title>a.service:\nActivating: 2.3\nActivated: 3.050\n\nUpholds:\n  b.service\n</title>";
    PlotBar bar =
        plot(drawn(title + row("a.service (1.000s)", "200.000", "300.005", "1000", "1000")))
            .bars()
            .getFirst();
    assertThat(bar.activatingNanos()).isEqualTo(2000 * MILLI + 3000);
    assertThat(bar.activatedNanos()).isEqualTo(3000 * MILLI + 50_000);
    assertThat(bar.links()).hasSize(1);
  }

  @Test
  void anotherSvgIsNone() {
    var seen = new PlotDecoder().decode(Bytes.of("<svg><rect class=\"a\" x=\"1\"/></svg>"));
    assertThat(seen.value()).isEmpty();
    assertThat(seen.problems()).isNotEmpty();
  }
}
