package initscope.formats.bootchart;

import initscope.formats.text.Heads;
import initscope.formats.wire.Gunzip;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.boot.BootChart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What bootchartd and bootchart2 write: {@code bootchart.tgz}, the same unpacked to a tar, or one file of it: {@code header},
/// {@code proc_stat.log}, {@code proc_diskstats.log}, {@code proc_ps.log}.
public final class BootChartDecoder implements Decoder<Optional<BootChart>> {
  private static final Format FORMAT =
      new Format("bootchart", "bootchart.tgz of bootchartd, or one of its files");
  private static final int MOST_UNPACKED = 128 << 20;
  private static final int GUESS_BYTES = 4096;
  private static final String HEADER = "header";
  private static final String CPU = "proc_stat.log";
  private static final String DISK = "proc_diskstats.log";
  private static final String PROCESSES = "proc_ps.log";
  private static final List<String> FILES = List.of(HEADER, CPU, DISK, PROCESSES);

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Bytes head) {
    Bytes start = Gunzip.recognises(head) ? Gunzip.of(head, GUESS_BYTES).bytes() : head;
    if (Tar.recognises(start)) {
      // names of bootchart's own come first in what it writes
      return Tar.files(start).keySet().stream().anyMatch(FILES::contains);
    }
    return !guess(start).isEmpty();
  }

  /// Which of the files an input is, empty where it is none.
  private static String guess(Bytes in) {
    List<String> lines = Heads.lines(in, 3);
    if (lines.size() < 2) {
      return "";
    }
    String first = lines.get(0).strip();
    String second = lines.get(1);
    if (TimedBlocks.isTime(first)) {
      if (second.startsWith("cpu ") && Numbers.of(second.substring(4), 7).isPresent()) {
        return CPU;
      }
      DiskLog disk = new DiskLog();
      disk.block(0);
      if (disk.line(second)) {
        return DISK;
      }
      return new ProcessLog().line(second) ? PROCESSES : "";
    }
    boolean header =
        first.startsWith("version = ")
            && (second.startsWith("title = ") || second.startsWith("system."));
    return header ? HEADER : "";
  }

  @Override
  public Decoded<Optional<BootChart>> decode(Bytes in) {
    Problems problems = new Problems();
    Map<String, Bytes> files = files(in, problems);
    if (files.isEmpty()) {
      problems.add(
          "bootchart.none", Problem.Effect.LOST_FROM_HERE, 0, in.first(Problem.MAX_QUOTE).utf8());
      return new Decoded<>(Optional.empty(), problems.toList());
    }
    boolean alone = files.size() == 1 && files.values().iterator().next() == in;
    // what stands in an archive has no place in the input
    TimedBlocks.Damage damage =
        line ->
            problems.add(
                "bootchart.line.unreadable",
                Problem.Effect.SKIPPED,
                alone ? line.offset() : 0,
                line.bytes().first(Problem.MAX_QUOTE).utf8());
    Map<String, String> header = ChartHeader.read(file(files, HEADER), damage);
    CpuLog cpu = new CpuLog();
    DiskLog disk = new DiskLog();
    ProcessLog processes = new ProcessLog();
    TimedBlocks.read(file(files, CPU), cpu, damage);
    TimedBlocks.read(file(files, DISK), disk, damage);
    TimedBlocks.read(file(files, PROCESSES), processes, damage);
    int cpus = ChartHeader.cpus(header);
    BootChart chart =
        new BootChart(header, cpus, cpu.samples(), disk.samples(cpus), processes.processes());
    return new Decoded<>(Optional.of(chart), problems.toList());
  }

  private static Bytes file(Map<String, Bytes> files, String name) {
    return files.getOrDefault(name, Bytes.EMPTY);
  }

  private static Map<String, Bytes> files(Bytes in, Problems problems) {
    Bytes archive = in;
    if (Gunzip.recognises(in)) {
      Gunzip unpacked = Gunzip.of(in, MOST_UNPACKED);
      if (!unpacked.whole()) {
        problems.add("bootchart.archive.cut", Problem.Effect.LOST_FROM_HERE, 0, "gzip");
      }
      archive = unpacked.bytes();
    }
    Map<String, Bytes> files = new LinkedHashMap<>();
    if (Tar.recognises(archive)) {
      Tar.files(archive)
          .forEach(
              (name, bytes) -> {
                if (FILES.contains(name)) {
                  files.put(name, bytes);
                }
              });
      return files;
    }
    String name = guess(archive);
    if (!name.isEmpty()) {
      files.put(name, archive);
    }
    return files;
  }
}
