package initscope.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import initscope.formats.bootchart.BootChartDecoder;
import initscope.model.Incident;
import initscope.model.boot.AnalyzeWords;
import initscope.model.boot.Boot;
import initscope.model.boot.BootChart;
import initscope.model.boot.BootTimes;
import initscope.model.start.ServiceStart;
import initscope.model.testing.Corpus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChartTracksTest {
  private static final long MS = 1_000_000L;
  private static final Words WORDS = Words.of(Locale.ENGLISH);

  private static BootChart made() {
    return new BootChart(
        Map.of(),
        2,
        List.of(
            new BootChart.CpuSample(1_000 * MS, 0.5, 0.25, 0),
            new BootChart.CpuSample(1_200 * MS, 0.1, 0, 0.6),
            new BootChart.CpuSample(1_400 * MS, 0, 0, 0)),
        List.of(
            new BootChart.DiskSample(1_000 * MS, 3 << 20, 1 << 20, 0.4),
            new BootChart.DiskSample(1_200 * MS, 2 << 20, 0, 0.1)),
        List.of());
  }

  private static Timeline timeline(BootChart chart) {
    Boot boot =
        new Boot(
            "",
            BootTimes.UNKNOWN,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            AnalyzeWords.NONE,
            Optional.of(chart));
    return Timelines.of(Incident.EMPTY.withStart(ServiceStart.NONE.withBoot(boot)), WORDS);
  }

  @Test
  void aBarIsAsHighAsItsShareAndEndsAtItsSample() {
    List<Track> rows = ChartTracks.of(made(), 10_000 * MS, WORDS);
    assertThat(rows)
        .extracting(Track::label)
        .containsExactly("CPU busy", "Idle, waiting for a disk", "Disk");
    List<Span> cpu = rows.getFirst().lane().spans();
    assertThat(cpu).hasSize(2); // nothing to draw for the third
    assertThat(cpu.getFirst().label()).isEqualTo("75 %");
    assertThat(cpu.getFirst().level()).isEqualTo(0.75, within(1e-9));
    assertThat(cpu.getFirst().startNanos()).isEqualTo(800 * MS);
    assertThat(cpu.get(1).startNanos()).isEqualTo(1_000 * MS);
    assertThat(rows.get(2).detail()).isEqualTo("at most 4 MiB/s");
    assertThat(rows.get(2).lane().spans().get(1).level()).isEqualTo(0.5, within(1e-9));
    assertThat(rows.get(2).lane().spans().get(1).label()).isEqualTo("read 2 MiB/s, written 0 B/s");
  }

  @Test
  void whatCameAfterTheBootIsLeftOut() {
    List<Track> rows = ChartTracks.of(made(), 1_050 * MS, WORDS);
    assertThat(rows.getFirst().lane().spans().getLast().endNanos()).isEqualTo(1_050 * MS);
    assertThat(rows.getFirst().lane().spans()).hasSize(2);
  }

  @Test
  void heightsAreThoseOfTheLayoutToo() {
    Timeline timeline = timeline(made());
    TimelineLayout layout = TimelineLayout.of(timeline, timeline.whole(), 1000);
    List<TimelineLayout.Box> first = layout.boxes().stream().filter(b -> b.track() == 0).toList();
    assertThat(first.getFirst().height()).isEqualTo(12, within(0.01));
    assertThat(first.get(1).height()).isEqualTo(1.6, within(0.01));
    assertThat(first)
        .allMatch(b -> b.y() + b.height() == layout.rows().getFirst().y() + TimelineLayout.ROW - 3);
    assertThat(timeline.sentence()).startsWith("What bootchart recorded in the first 1.4 s");
    assertThat(timeline.note()).as("nothing is predicted").isEmpty();
  }

  /// A boot of Ubuntu 8.10 that bootchart recorded, of its own examples.
  @Test
  void aRecordedBootHasItsRows() {
    BootChart chart =
        new BootChartDecoder()
            .decode(Corpus.bytes("systemd/bootchart/1/proc_stat.log"))
            .value()
            .orElseThrow();
    List<Track> rows = ChartTracks.of(chart, ChartTracks.end(chart), WORDS);
    assertThat(rows).hasSize(2);
    assertThat(rows.getFirst().lane().spans())
        .hasSizeBetween(100, 141)
        .allMatch(s -> s.level() > 0 && s.level() <= 1 && s.durationNanos() > 0);
  }
}
