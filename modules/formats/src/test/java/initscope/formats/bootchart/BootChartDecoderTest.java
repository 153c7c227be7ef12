package initscope.formats.bootchart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import initscope.model.Bytes;
import initscope.model.boot.BootChart;
import initscope.model.boot.BootChart.ChartProcess;
import initscope.model.testing.Corpus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The sample of bootchart's own tests, whose results lie beside it.
class BootChartDecoderTest {
  private static final String FOLDER = "systemd/bootchart/1/";
  private static final double CLOSE = 0.00001;

  private static BootChart chart(Bytes in) {
    var seen = new BootChartDecoder().decode(in);
    assertThat(seen.problems()).isEmpty();
    return seen.value().orElseThrow();
  }

  private static BootChart whole() {
    return chart(Bytes.of(tar("")));
  }

  /// The archive as bootchartd writes it.
  private static byte[] tar(String folder) {
    var out = new ByteArrayOutputStream();
    for (String name :
        List.of("header", "proc_stat.log", "proc_diskstats.log", "proc_ps.log", "other")) {
      byte[] bytes = name.equals("other") ? new byte[700] : Corpus.bytes(FOLDER + name).toArray();
      byte[] header = new byte[512];
      put(header, 0, folder + name);
      put(header, 100, "0000644\0");
      put(header, 124, "%011o\0".formatted(bytes.length));
      put(header, 148, "        ");
      header[156] = '0';
      put(header, 257, "ustar\00000");
      int sum = 0;
      for (byte b : header) {
        sum += b & 0xff;
      }
      put(header, 148, "%06o\0 ".formatted(sum));
      out.writeBytes(header);
      out.writeBytes(bytes);
      out.writeBytes(new byte[(512 - bytes.length % 512) % 512]);
    }
    out.writeBytes(new byte[1024]);
    return out.toByteArray();
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static Bytes packed(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return Bytes.of(out.toByteArray());
  }

  @Test
  void readsTheHeader() {
    BootChart chart = chart(Corpus.bytes(FOLDER + "header"));
    assertThat(chart.header()).hasSize(6);
    assertThat(chart.cpuCount()).isEqualTo(2);
    assertThat(chart.header()).containsEntry("system.release", "Ubuntu 8.10");
  }

  @Test
  void readsProcessorSamples() {
    BootChart chart = chart(Corpus.bytes(FOLDER + "proc_stat.log"));
    List<String> expected = lines("extract.proc_stat.log");
    assertThat(chart.cpu()).hasSize(141).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      String[] fields = expected.get(i).split("\t");
      var sample = chart.cpu().get(i);
      assertThat(sample.atNanos()).isEqualTo(Long.parseLong(fields[0]) * 10_000_000);
      assertThat(sample.user()).isEqualTo(Double.parseDouble(fields[1]), within(CLOSE));
      assertThat(sample.system()).isEqualTo(Double.parseDouble(fields[2]), within(CLOSE));
      assertThat(sample.iowait()).isEqualTo(Double.parseDouble(fields[3]), within(CLOSE));
    }
  }

  /// The results are in KiB per second.
  @Test
  void readsDiskSamples() {
    BootChart chart = whole();
    List<String> expected = lines("extract.proc_diskstats.log");
    assertThat(chart.disk()).hasSize(141).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      String[] fields = expected.get(i).split("\t");
      var sample = chart.disk().get(i);
      assertThat(sample.atNanos()).isEqualTo(Long.parseLong(fields[0]) * 10_000_000);
      assertThat(sample.readBytesPerSecond() / 1024)
          .isEqualTo(Double.parseDouble(fields[1]), within(CLOSE));
      assertThat(sample.writeBytesPerSecond() / 1024)
          .isEqualTo(Double.parseDouble(fields[2]), within(CLOSE));
      assertThat(sample.busy()).isEqualTo(Double.parseDouble(fields[3]), within(CLOSE));
    }
  }

  @Test
  void readsProcesses() {
    BootChart chart = chart(Corpus.bytes(FOLDER + "proc_ps.log"));
    List<String> expected = lines("extract2.proc_ps.log");
    assertThat(chart.processes()).hasSize(861).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      String[] fields = expected.get(i).split(" ");
      ChartProcess process = chart.processes().get(i);
      assertThat(process.pid()).isEqualTo(Long.parseLong(fields[0]));
      // bootchart shows the last part of a path only
      assertThat(process.name().substring(process.name().lastIndexOf('/') + 1))
          .isEqualTo(fields[1].substring(fields[1].lastIndexOf('/') + 1));
      assertThat(process.parentPid()).isEqualTo(Long.parseLong(fields[2]));
      assertThat(process.samples()).isEqualTo(Integer.parseInt(fields[3]));
    }
  }

  /// Starts as bootchart's tree of processes has them, in milliseconds.
  @Test
  void tellsWhenProcessesBegan() {
    BootChart chart = chart(Corpus.bytes(FOLDER + "proc_ps.log"));
    for (String line : lines("extract.processtree.1.log")) {
      String[] fields = line.split("\t");
      ChartProcess process =
          chart.processes().stream()
              .filter(p -> p.pid() == Long.parseLong(fields[0]))
              .findFirst()
              .orElseThrow();
      assertThat(process.startNanos())
          .as(fields[0])
          .isEqualTo(Long.parseLong(fields[2]) * 1_000_000);
    }
  }

  @Test
  void anArchivePackedOrNotIsReadAsAWhole() {
    BootChart chart = whole();
    assertThat(chart.header()).hasSize(6);
    assertThat(chart.cpu()).hasSize(141);
    assertThat(chart.processes()).hasSize(861);
    for (String folder : List.of("", "./", "var/log/")) {
      Bytes packed = packed(tar(folder));
      assertThat(new BootChartDecoder().recognises(packed.first(1 << 16))).isTrue();
      assertThat(chart(packed)).isEqualTo(chart);
    }
  }

  @Test
  void anArchiveThatWasCutIsReadAsFarAsItGoes() {
    Bytes packed = packed(tar(""));
    var seen = new BootChartDecoder().decode(packed.first(packed.size() / 2));
    assertThat(seen.problems()).isNotEmpty();
    assertThat(seen.value().orElseThrow().cpu()).hasSize(141);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sda", "hdb", "vda", "xvdb", "nvme0n1", "mmcblk0"})
  void wholeDisksCount(String name) {
    assertThat(DiskLog.isDisk(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sda1", "nvme0n1p2", "mmcblk0p1", "ram0", "loop7", "dm-0", "sr0", "md127"})
  void partsAndOthersDoNot(String name) {
    assertThat(DiskLog.isDisk(name)).isFalse();
  }

  private static List<String> lines(String name) {
    return Corpus.bytes(FOLDER + name).utf8().lines().toList();
  }
}
