package initscope.layout;

import initscope.model.Selection;
import initscope.model.boot.BootChart;
import initscope.model.boot.BootChart.CpuSample;
import initscope.model.boot.BootChart.DiskSample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/// Rows of what bootchart recorded while the host booted: how busy processors were, how long they waited for a disk, what disks carried. A
/// bar is as high as its share; its times are those of the boot, since bootchart counts from the kernel's start too.
final class ChartTracks {
  private final BootChart chart;
  private final long end;
  private final Words words;

  private ChartTracks(BootChart chart, long end, Words words) {
    this.chart = chart;
    this.end = end;
    this.words = words;
  }

  /// Rows for what was recorded; none for what was not, or was nothing all the time.
  ///
  /// @param end later samples are not shown
  static List<Track> of(BootChart chart, long end, Words words) {
    return new ChartTracks(chart, end, words).tracks();
  }

  /// The last sample; 0 where there is none.
  static long end(BootChart chart) {
    long cpu = chart.cpu().isEmpty() ? 0 : chart.cpu().getLast().atNanos();
    long disk = chart.disk().isEmpty() ? 0 : chart.disk().getLast().atNanos();
    return Math.max(cpu, disk);
  }

  private List<Track> tracks() {
    List<Track> tracks = new ArrayList<>();
    String cpus = chart.cpuCount() == 0 ? "" : words.say("detail.chart.cpus", chart.cpuCount());
    shares(tracks, "row.chart.cpu", cpus, Tone.BUSY, s -> s.user() + s.system());
    shares(tracks, "row.chart.iowait", "", Tone.WAIT, CpuSample::iowait);
    disk(tracks);
    return tracks;
  }

  private void shares(
      List<Track> tracks, String key, String detail, Tone tone, ToDoubleFunction<CpuSample> share) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < chart.cpu().size(); i++) {
      CpuSample sample = chart.cpu().get(i);
      double level = Math.clamp(share.applyAsDouble(sample), 0, 1);
      String label = Math.round(100 * level) + " %";
      long from = before(chart.cpu(), CpuSample::atNanos, i);
      add(spans, from, sample.atNanos(), tone, label, level);
    }
    add(tracks, key, detail, spans);
  }

  private void disk(List<Track> tracks) {
    double peak = chart.disk().stream().mapToDouble(ChartTracks::bytes).max().orElse(0);
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < chart.disk().size() && peak > 0; i++) {
      DiskSample sample = chart.disk().get(i);
      String label =
          words.say(
              "label.chart.disk",
              rate(sample.readBytesPerSecond()),
              rate(sample.writeBytesPerSecond()));
      long from = before(chart.disk(), DiskSample::atNanos, i);
      add(spans, from, sample.atNanos(), Tone.DISK, label, bytes(sample) / peak);
    }
    add(tracks, "row.chart.disk", words.say("detail.chart.peak", rate(peak)), spans);
  }

  private static double bytes(DiskSample sample) {
    return sample.readBytesPerSecond() + sample.writeBytesPerSecond();
  }

  private static String rate(double bytesPerSecond) {
    return Sizes.of(Math.max(0, Math.round(bytesPerSecond))) + "/s";
  }

  /// When a sample's time began: at the sample before. The first is taken to be as long as the second.
  private static <T> long before(List<T> samples, ToLongFunction<T> at, int index) {
    if (index > 0) {
      return at.applyAsLong(samples.get(index - 1));
    }
    long first = at.applyAsLong(samples.getFirst());
    return samples.size() < 2 ? first : 2 * first - at.applyAsLong(samples.get(1));
  }

  /// A share that would be no pixel high is left out, and so is what came after the boot.
  private void add(List<Span> spans, long from, long to, Tone tone, String label, double level) {
    if (level >= 0.01 && to > from && from < end) {
      spans.add(
          new Span(from, Math.min(to, end), Certainty.KNOWN, tone, label, Selection.NONE, level));
    }
  }

  private void add(List<Track> tracks, String key, String detail, List<Span> spans) {
    if (!spans.isEmpty()) {
      tracks.add(Track.of(Track.Group.BOOT, words.say(key), detail, Selection.NONE, spans));
    }
  }
}
